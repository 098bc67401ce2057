"""People ask to be let in; owners decide, or programme managers where an organisation has no owner."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from mutuals import people_emails
from mutuals.joining import KIND
from mutuals.models import JoinRequest, Membership, Organisation
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.joining import asking, words
from partnerships_portal.joining.people import deciders_of
from partnerships_portal.notifications.actions import notify, notify_many

from .memberships import settle

State = JoinRequest.State


def refusal(*, organisation: Organisation, person: User, at) -> str:
    """Why the person cannot ask to join now, as a sentence; empty if they can."""
    if organisation.memberships.filter(user=person).exists():
        return f"You act for {organisation} already."
    return asking.refusal(KIND, same=Q(organisation=organisation), person=person, at=at)


@transaction.atomic
def ask(*, organisation: Organisation, message: str, by: User, at) -> JoinRequest:
    """Ask to act for an organisation, and tell those who decide. Raises NotPossible with the reason."""
    roles.lock(organisation)
    organisation.refresh_from_db(fields=["closed_at", "admitted_at"])
    if not organisation.is_active:
        raise NotPossible(f"{organisation} is not in the directory any more, so nobody can join it.")
    refused = refusal(organisation=organisation, person=by, at=at)
    if refused:
        raise NotPossible(refused)
    asked = JoinRequest.objects.create(organisation=organisation, person=by, message=message, asked_at=at)
    record(actor=by, action="join_request_made", target=organisation, at=at, join_request=asked.pk)
    has_owner = roles.has_active_owner(organisation)
    notify_many(
        people=deciders_of(organisation),
        event="join_request_received" if has_owner else "join_request_without_owner",
        key=asked.pk,
        url=reverse("join_request_decide", args=[asked.pk]),
        members_of=organisation if has_owner else None,
        at=at,
        **people_emails.asked_to_join(asked, has_owner=has_owner),
    )
    return asked


@transaction.atomic
def accept(*, join_request: JoinRequest, role: Membership.Role, by: User, at) -> None:
    """Let the person in, in this role, and tell them. Raises NotPossible if it was decided or withdrawn meanwhile."""
    organisation, person = join_request.organisation, join_request.person
    _begin(join_request, by)
    _decide(join_request, State.ACCEPTED, by=by, at=at)
    if not person.is_active:
        raise NotPossible(f"{person} has closed the account, so there is nobody to let in.")
    held = organisation.memberships.filter(user=person).first()
    if held is None or roles.RANKS[held.role] < roles.RANKS[role]:
        roles.give(place=organisation, person=person, role=role, by=by, at=at)
        settle(organisation, person=person, role=role, by=by, at=at)
    record(actor=by, action="join_request_accepted", target=organisation, at=at, join_request=join_request.pk)
    notify(
        person=person,
        event="join_request_accepted",
        key=join_request.pk,
        url=organisation.get_absolute_url(),
        at=at,
        **words.role_given(KIND, organisation, role),
    )


@transaction.atomic
def decline(*, join_request: JoinRequest, by: User, at) -> None:
    """Do not let the person in, and tell them. Raises NotPossible if it was decided or withdrawn meanwhile."""
    _begin(join_request, by)
    _decide(join_request, State.DECLINED, by=by, at=at)
    organisation = join_request.organisation
    record(actor=by, action="join_request_declined", target=organisation, at=at, join_request=join_request.pk)
    notify(
        person=join_request.person,
        event="join_request_declined",
        key=join_request.pk,
        url=organisation.get_absolute_url(),
        at=at,
        **words.declined(organisation),
    )


@transaction.atomic
def withdraw(*, join_request: JoinRequest, by: User, at) -> None:
    """The person no longer wants to join. Raises NotPossible if it was decided meanwhile."""
    _decide(join_request, State.WITHDRAWN, by=by, at=at)
    record(
        actor=by, action="join_request_withdrawn", target=join_request.organisation, at=at, join_request=join_request.pk
    )


def _begin(join_request: JoinRequest, by: User) -> None:
    """Whoever decides must still be allowed to when their turn has come, and nobody lets themselves in."""
    roles.lock(join_request.organisation)
    if join_request.person_id == by.pk:
        raise NotPossible("This is your own request. Somebody else has to decide on it.")
    if roles.has_active_owner(join_request.organisation):
        roles.must_own(join_request.organisation, by)


def _decide(join_request: JoinRequest, to: str, *, by: User, at) -> None:
    move(join_request, field="state", to=to, transitions=JoinRequest.TRANSITIONS, decided_at=at, decided_by=by)
