"""People ask to act for a public body; its owners decide, or programme staff where it has none or is new."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Value
from django.urls import reverse

from commissioners import joining_emails
from commissioners.choices import BuyerClass
from commissioners.joining import KIND, why_ended
from commissioners.models import BodyMembership, BodyRequest, CommissioningBody
from commissioners.people import deciding_staff
from mutuals.names import NameKey
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.joining import asking, memberships
from partnerships_portal.joining.people import owners_of
from partnerships_portal.notifications.actions import notify, notify_many

from .bodies import add_body

State, Role = BodyRequest.State, BodyMembership.Role


def refusal(*, body: CommissioningBody | None, body_name: str = "", person: User, at) -> str:
    """Why the person cannot ask to act for it now, as a sentence; empty if they can. `body` None: a new one."""
    if body is None:
        waiting = BodyRequest.objects.filter(person=person, body=None, state=State.WAITING)
        if waiting.exclude(_named(body_name)).count() >= settings.REGISTRATIONS_WAITING_AT_MOST:
            return "Several bodies that you named wait for programme staff. Wait for their answer first."
        return asking.refusal(KIND, same=_named(body_name), person=person, at=at)
    if body.memberships.filter(user=person).exists():
        return f"You act for {body} already."
    ended = why_ended(body, at)
    return ended or asking.refusal(KIND, same=Q(body=body), person=person, at=at)


@transaction.atomic
def ask(*, body: CommissioningBody | None, new: dict[str, str] | None, message: str, by: User, at) -> BodyRequest:
    """Ask to act for a body, and tell those who decide. `new`: name and kind of one that is not listed yet.

    Raises NotPossible with the reason.
    """
    User.objects.select_for_update().get(pk=by.pk)  # one at a time for each person: requests for new bodies too
    if body is not None:
        roles.lock(body)
        body.refresh_from_db()
    name, kind = (new["name"], new["kind"]) if new else ("", "")
    refused = refusal(body=body, body_name=name, person=by, at=at)
    if refused:
        raise NotPossible(refused)
    asked = BodyRequest.objects.create(
        body=body, body_name=name, body_kind=kind, person=by, message=message, asked_at=at
    )
    record(actor=by, action="join_request_made", target=body or asked, at=at, join_request=asked.pk)
    tell_deciders(asked, at=at)
    return asked


def tell_deciders(asked: BodyRequest, *, at) -> None:
    """The owners of the body; where it has none or is new, programme staff who decide."""
    has_owner = asked.body is not None and roles.has_active_owner(asked.body)
    people = owners_of(asked.body) if has_owner else deciding_staff()
    notify_many(
        people=people.exclude(pk=asked.person_id),
        event="body_request_received" if has_owner else "body_request_for_staff",
        key=f"{asked.pk}-{asked.body_id}",
        url=reverse("body_request_decide", args=[asked.pk]),
        members_of=asked.body if has_owner else None,
        at=at,
        **joining_emails.asked(asked, has_owner=has_owner),
    )


@transaction.atomic
def accept(*, asked: BodyRequest, role: str, by: User, at) -> CommissioningBody:
    """Let the person in and tell them; the first of a body becomes its owner. A new body is made.

    Raises NotPossible if it was decided or withdrawn meanwhile, or `by` may no longer decide.
    """
    body = _begin(asked, by=by, at=at) or _make(asked, by=by, at=at)
    if ended := why_ended(body, at):
        raise NotPossible(ended)
    if not asked.person.is_active:
        raise NotPossible(f"{asked.person} has closed the account, so there is nobody to let in.")
    role = role if roles.has_active_owner(body) else Role.OWNER
    _decide(asked, State.ACCEPTED, by=by, at=at, body=body)
    held = body.memberships.filter(user=asked.person).first()
    if held is None or roles.RANKS[held.role] < roles.RANKS[role]:
        roles.give(place=body, person=asked.person, role=role, by=by, at=at)
        memberships.settle(KIND, body, person=asked.person, role=role, by=by, at=at)
    record(actor=by, action="join_request_accepted", target=body, at=at, join_request=asked.pk)
    url, words = body.get_absolute_url(), joining_emails.accepted(body, role)
    notify(person=asked.person, event="body_request_accepted", key=asked.pk, url=url, at=at, **words)
    return body


@transaction.atomic
def decline(*, asked: BodyRequest, reason: str, by: User, at) -> None:
    """Do not let the person in, and tell them why. Raises NotPossible as `accept` does."""
    _begin(asked, by=by, at=at)
    _decide(asked, State.DECLINED, by=by, at=at, decision_reason=reason)
    record(actor=by, action="join_request_declined", target=asked.body or asked, at=at, join_request=asked.pk)
    words = joining_emails.declined(asked, reason)
    url = reverse("body_join")
    notify(person=asked.person, event="body_request_declined", key=asked.pk, url=url, at=at, **words)


@transaction.atomic
def withdraw(*, asked: BodyRequest, by: User, at) -> None:
    """The person no longer asks. Raises NotPossible if it was decided meanwhile."""
    _decide(asked, State.WITHDRAWN, by=by, at=at)
    record(actor=by, action="join_request_withdrawn", target=asked.body or asked, at=at, join_request=asked.pk)


@transaction.atomic
def point_to(*, asked: BodyRequest, body: CommissioningBody, by: User, at) -> None:
    """Staff say that the new body is one of the list: from now on its owners decide, if it has any.

    Raises NotPossible if it was decided meanwhile, or the person acts for that body or asked it already.
    """
    _begin(asked, by=by, at=at)
    if asked.body_id is not None:
        raise NotPossible(f"This request is for {asked.body} already.")
    roles.lock(body)
    others = BodyRequest.objects.filter(body=body, person=asked.person, state=State.WAITING)
    if others.exists() or body.memberships.filter(user=asked.person).exists():
        raise NotPossible(f"{asked.person} acts for {body} already, or has asked it. Decline this request.")
    _point(asked, body, by=by, at=at)


def _begin(asked: BodyRequest, *, by: User, at) -> CommissioningBody | None:
    """Whoever decides must still be allowed to when their turn has come, and nobody lets themselves in."""
    if asked.person_id == by.pk:
        raise NotPossible("This is your own request. Somebody else has to decide on it.")
    current = BodyRequest.objects.select_for_update(of=("self",)).select_related("body").get(pk=asked.pk)
    asked.body, asked.state = current.body, current.state
    if asked.state != State.WAITING:
        raise NotPossible(f"It was {asked.get_state_display().lower()} meanwhile.")
    if asked.body is not None:
        roles.lock(asked.body)
        if roles.has_active_owner(asked.body):
            roles.must_own(asked.body, by)
    return asked.body


def _make(asked: BodyRequest, *, by: User, at) -> CommissioningBody:
    """The new body, with the places that its name says; other requests that name it wait for its owner now."""
    body, is_new = add_body(name=asked.body_name, kind=asked.body_kind, buyer_class=BuyerClass.NOT_KNOWN, by=by, at=at)
    roles.lock(body)
    if not is_new and roles.has_active_owner(body):
        roles.must_own(body, by)
    same = BodyRequest.objects.filter(_named(asked.body_name), body=None, state=State.WAITING).exclude(pk=asked.pk)
    for other in same.select_related("person"):
        _point(other, body, by=by, at=at)
    return body


def _point(asked: BodyRequest, body: CommissioningBody, *, by: User, at) -> None:
    BodyRequest.objects.filter(pk=asked.pk, state=State.WAITING).update(body=body)
    asked.body = body
    record(actor=by, action="body_request_pointed", target=body, at=at, join_request=asked.pk)
    if roles.has_active_owner(body):
        tell_deciders(asked, at=at)


def _decide(asked: BodyRequest, to: str, *, by: User, at, **changes) -> None:
    changes |= {"decided_at": at, "decided_by": by}
    move(asked, field="state", to=to, transitions=BodyRequest.TRANSITIONS, **changes)


def _named(name: str) -> Q:
    """Requests for a new body of this name, however it is written."""
    same = BodyRequest.objects.filter(body=None).annotate(key=NameKey("body_name")).filter(key=NameKey(Value(name)))
    return Q(body=None, pk__in=same.values("pk"))
