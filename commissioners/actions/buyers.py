"""Who buys together. The body that leads asks the others; those that agree are joint buyers, whose people can edit."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from commissioners.differences import difference
from commissioners.models import JointBuyerRequest
from commissioners.rules import editors_of
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify_many

from .amending import finish, lock
from .telling import people_of_bodies

Asked = JointBuyerRequest.State


def _named(opportunity) -> str:
    """A draft's title stays on the draft: a message outlives what its reader may see."""
    if opportunity.published_at is None:
        return "something that is still a draft"
    return f"“{Truncator(opportunity.title).chars(120)}”"


@transaction.atomic
def ask(*, opportunity, body, message: str, by, at) -> JointBuyerRequest:
    """Ask `body` to buy jointly and tell those who can answer. Asking again while it waits changes nothing.

    Raises NotPossible for the buyer itself, one that has agreed, one that has ended, and one for which nobody acts.
    """
    current = lock(opportunity)
    waiting = current.joint_buyer_requests.filter(body=body, state=Asked.ASKED).first()
    if waiting:
        return waiting
    _may_be_asked(current, body, at)
    request = JointBuyerRequest.objects.create(
        opportunity=current, body=body, message=message, asked_at=at, asked_by=by
    )
    record(actor=by, action="joint_buyer_asked", target=current, at=at, body=str(body))
    notify_many(
        people=editors_of(body),
        event="joint_buyer_asked",
        key=request.pk,
        subject=f"{current.body} asks {body} to buy together",
        body=f"It is about {_named(current)}. Agree or decline; until you agree, nothing changes.",
        url=reverse("joint_buyer_request", args=[request.pk]),
        members_of=body,
        at=at,
    )
    return request


def _may_be_asked(opportunity, body, at) -> None:
    if body.pk == opportunity.body_id:
        raise NotPossible(f"{body} is the buyer already.")
    if opportunity.joint_buyers.filter(pk=body.pk).exists():
        raise NotPossible(f"{body} buys with you already.")
    if body.is_duplicate or (body.ends_on and body.ends_on < timezone.localdate(at)):
        raise NotPossible(f"{body} has ended. Ask the body that follows it.")
    if not editors_of(body):
        raise NotPossible(
            f"Nobody acts for {body} on the portal, so nobody could agree. Name it in the description instead, "
            "or write to the programme staff who run the portal."
        )


def _decide(request, *, to, by, at) -> None:
    """Of two who decide at once, the second is refused."""
    try:
        move(request, field="state", to=to, transitions=JointBuyerRequest.TRANSITIONS, answered_at=at, answered_by=by)
    except NotPossible:
        raise NotPossible("This was answered or withdrawn meanwhile.") from None


@transaction.atomic
def agree(*, request, by, at) -> None:
    """The body that was asked buys jointly from now on: its owners and editors can edit, and everyone sees it."""
    current = lock(request.opportunity)
    _decide(request, to=Asked.AGREED, by=by, at=at)
    body = request.body
    current.joint_buyers.add(body)
    record(actor=by, action="joint_buyer_agreed", target=current, at=at, body=str(body))
    finish(current, changes=[difference("Joint buyer", "", str(body))], note="", by=by, at=at)
    subject = f"{body} agreed to buy together with you"
    _tell_asker(request, subject, event="joint_buyer_agreed", by=by, at=at)
    notify_many(
        people=people_of_bodies([body.pk], without=by),
        event="joint_buyer_added",
        key=f"{current.pk}-{request.pk}",
        subject=f"{body} buys together with {current.body}",
        body=f"{by} agreed for {body}. It is about {_named(current)}, which its owners and editors can now edit.",
        url=current.get_absolute_url(),
        members_of=current,
        at=at,
    )


@transaction.atomic
def decline(*, request, reason: str, by, at) -> None:
    """The body that was asked does not buy jointly. The reason, if any, is for the body that asked alone."""
    _decide(request, to=Asked.DECLINED, by=by, at=at)
    opportunity, body = request.opportunity, str(request.body)
    record(actor=by, action="joint_buyer_declined", target=opportunity, at=at, body=body, reason=reason)
    subject = f"{body} does not buy together with you"
    _tell_asker(request, subject, event="joint_buyer_declined", reason=reason, by=by, at=at)


@transaction.atomic
def withdraw(*, request, by, at) -> None:
    """The body that asked asks no longer. What was agreed already is taken off with `remove`."""
    _decide(request, to=Asked.WITHDRAWN, by=by, at=at)
    opportunity = request.opportunity
    record(actor=by, action="joint_buyer_request_withdrawn", target=opportunity, at=at, body=str(request.body))
    notify_many(
        people=editors_of(request.body),
        event="joint_buyer_request_withdrawn",
        key=request.pk,
        subject=f"{opportunity.body} no longer asks {request.body} to buy together",
        body=f"It was about {_named(opportunity)}. You need not answer.",
        members_of=request.body,
        at=at,
    )


def _tell_asker(request, subject: str, *, event: str, by, at, reason: str = "") -> None:
    opportunity = request.opportunity
    notify_many(
        people=people_of_bodies([opportunity.body_id], without=by),
        event=event,
        key=request.pk,
        subject=subject,
        body=f"It is about {_named(opportunity)}." + (f" Why: {reason}" if reason else ""),
        url=opportunity.get_absolute_url(),
        members_of=opportunity,
        at=at,
    )


@transaction.atomic
def remove(*, opportunity, body, by, at) -> None:
    """Take `body` off. If it is not there, nothing changes."""
    current = lock(opportunity)
    if not current.joint_buyers.filter(pk=body.pk).exists():
        return
    current.joint_buyers.remove(body)
    finish(current, changes=[difference("Joint buyer", str(body), "")], note="", by=by, at=at)


@transaction.atomic
def leave(*, opportunity, bodies, by, at) -> None:
    """`bodies` take themselves off, whatever the body that leads had said."""
    for body in bodies:
        remove(opportunity=opportunity, body=body, by=by, at=at)
