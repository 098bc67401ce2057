"""Who buys together. The body that leads names the others; their people can edit from then on."""

from django.db import transaction

from commissioners.choices import State
from commissioners.differences import difference
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify_many

from .amending import finish, lock
from .telling import people_of


def _named(opportunity) -> str:
    return "something that is still a draft" if opportunity.state == State.DRAFT else f"“{opportunity}”"


@transaction.atomic
def add(*, opportunity, body, by, at) -> None:
    """Name `body` as a joint buyer and tell its people. Naming it again changes nothing."""
    current = lock(opportunity, version=None)
    if body.pk == current.body_id:
        raise NotPossible(f"{body} is the buyer already.")
    if current.joint_buyers.filter(pk=body.pk).exists():
        return
    current.joint_buyers.add(body)
    finish(current, changes=[difference("Joint buyer", "", str(body))], note="", by=by, at=at)
    notify_many(
        people=people_of([body.pk], without=by),
        event="joint_buyer_added",
        key=f"{current.pk}-{body.pk}",
        subject=f"{current.body} named you as a joint buyer",
        # a draft's title stays on the draft: this message outlives being taken off
        body=f"{current.body} says that {body} buys {_named(current)} with it. You can see and edit it.",
        url=current.get_absolute_url(),
        members_of=current,
        at=at,
    )


@transaction.atomic
def remove(*, opportunity, body, by, at) -> None:
    """Take `body` off. If it is not there, nothing changes."""
    current = lock(opportunity, version=None)
    if not current.joint_buyers.filter(pk=body.pk).exists():
        return
    current.joint_buyers.remove(body)
    finish(current, changes=[difference("Joint buyer", str(body), "")], note="", by=by, at=at)


@transaction.atomic
def leave(*, opportunity, bodies, by, at) -> None:
    """`bodies` take themselves off, whatever the body that leads had said."""
    for body in bodies:
        remove(opportunity=opportunity, body=body, by=by, at=at)
