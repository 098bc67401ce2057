"""Who acts for a place: roles given, changed and taken away."""

from django.db import transaction

from partnerships_portal.accounts import roles
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify, notify_many

from . import words
from .kinds import Kind
from .people import owners_of


@transaction.atomic
def give_role(kind: Kind, place, *, person: User, role: str, by: User | None, at) -> bool:
    """Let a person act for a place in this role, and tell them; returns whether that changed anything.

    `by` None: those who run the portal. Raises roles.LastOwner if the only owner would become something else.
    """
    if not roles.give(place=place, person=person, role=role, by=by, at=at):
        return False
    if role != roles.OWNER:
        withdraw_sent_by(place, person=person, by=by, at=at)
    settle(kind, place, person=person, role=role, by=by, at=at)
    if by is None or by.pk != person.pk:
        notify(
            person=person,
            event=kind.event("member_role_given"),
            key=f"{place.pk}-{role}-{at.isoformat()}",
            url=place.get_absolute_url(),
            members_of=place,
            at=at,
            **words.role_given(kind, place, role),
        )
    return True


@transaction.atomic
def change_role(kind: Kind, *, membership, role: str, by: User, at) -> bool:
    """An owner gives a member another role; returns whether that changed anything.

    Raises NotPossible if the member has left or `by` is no owner any more, roles.LastOwner.
    """
    roles.lock(membership.place)
    roles.must_own(membership.place, by)
    if not kind.memberships.objects.filter(pk=membership.pk).exists():
        raise roles.NotPossible(f"{membership.user} no longer acts for {membership.place}.")
    return give_role(kind, membership.place, person=membership.user, role=role, by=by, at=at)


@transaction.atomic
def remove_member(kind: Kind, place, *, person: User, by: User | None, at) -> bool:
    """Let a person no longer act for a place, and tell them; returns whether they did.

    `by` None: those who run the portal. Raises NotPossible if `by` is no owner any more, roles.LastOwner.
    """
    roles.lock(place)
    roles.must_own(place, by)
    if not _take(kind, place, person, action="member_removed", by=by, at=at):
        return False
    notify(
        person=person,
        event=kind.event("member_removed"),
        key=f"{place.pk}-{at.isoformat()}",
        at=at,
        **words.removed(place),
    )
    return True


@transaction.atomic
def leave(kind: Kind, place, *, person: User, at) -> bool:
    """A person stops acting for a place; its owners are told. A second time changes nothing.

    Raises roles.LastOwner.
    """
    if not _take(kind, place, person, action="member_left", by=person, at=at):
        return False
    notify_many(
        people=owners_of(place),
        event=kind.event("member_left"),
        key=f"{place.pk}-{person.pk}-{at.isoformat()}",
        url=kind.url("people", place.pk),
        members_of=place,
        at=at,
        **words.left(place, person),
    )
    return True


def _take(kind: Kind, place, person: User, *, action: str, by: User | None, at) -> bool:
    """Takes the role away, and what would lead back: invitations to them and of theirs, what was merged into it."""
    if not roles.take(place=place, person=person, action=action, by=by, at=at):
        return False
    invitations = place.invitations.filter(email__in=verified_addresses(person), state="sent")
    invitations.update(state="withdrawn", answered_at=at, answered_by=by)
    withdraw_sent_by(place, person=person, by=by, at=at)
    for part in kind.parts(place):
        _take(kind, part, person, action=action, by=by, at=at)
    return True


def withdraw_sent_by(place, *, person: User, by: User | None, at) -> None:
    """Whoever was asked in by somebody who is no owner any more is not let in: it might be the way back."""
    place.invitations.filter(sent_by=person, state="sent").update(state="withdrawn", answered_at=at, answered_by=by)


def settle(kind: Kind, place, *, person: User, role: str, by: User | None, at) -> None:
    """Whatever still waited for an answer that this role gives is answered by it."""
    kind.requests.objects.filter(**{kind.field: place}, person=person, state=kind.waiting).update(
        state="accepted", decided_at=at, decided_by=by
    )
    answered = [name for name, rank in roles.RANKS.items() if rank <= roles.RANKS[role]]
    place.invitations.filter(
        email__in=verified_addresses(person),
        state="sent",
        role__in=answered,
    ).update(state="accepted", answered_at=at, answered_by=person)
