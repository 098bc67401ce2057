"""Who acts for an organisation: roles given, changed and taken away."""

from django.db import transaction
from django.urls import reverse

from mutuals import people_emails
from mutuals.models import JoinRequest, Membership, MembershipInvitation, Organisation
from mutuals.people import owners_of
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify, notify_many


@transaction.atomic
def give_role(*, organisation: Organisation, person: User, role: Membership.Role, by: User | None, at) -> bool:
    """Let a person act for an organisation in this role, and tell them; returns whether that changed anything.

    `by` None: those who run the portal. Raises roles.LastOwner if the only owner would become something else.
    """
    if not roles.give(place=organisation, person=person, role=role, by=by, at=at):
        return False
    if role != Membership.Role.OWNER:
        withdraw_sent_by(organisation=organisation, person=person, by=by, at=at)
    settle(organisation=organisation, person=person, role=role, by=by, at=at)
    if by is None or by.pk != person.pk:
        notify(
            person=person,
            event="member_role_given",
            key=f"{organisation.pk}-{role}-{at.isoformat()}",
            url=organisation.get_absolute_url(),
            members_of=organisation,
            at=at,
            **people_emails.role_given(organisation, role),
        )
    return True


@transaction.atomic
def change_role(*, membership: Membership, role: Membership.Role, by: User, at) -> bool:
    """An owner gives a member another role; returns whether that changed anything.

    Raises NotPossible if the member has left or `by` is no owner any more, roles.LastOwner.
    """
    roles.lock(membership.organisation)
    roles.must_own(membership.organisation, by)
    if not Membership.objects.filter(pk=membership.pk).exists():
        raise roles.NotPossible(f"{membership.user} no longer acts for {membership.organisation}.")
    return give_role(organisation=membership.organisation, person=membership.user, role=role, by=by, at=at)


@transaction.atomic
def remove_member(*, organisation: Organisation, person: User, by: User | None, at) -> bool:
    """Let a person no longer act for an organisation, and tell them; returns whether they did.

    `by` None: those who run the portal. Raises NotPossible if `by` is no owner any more, roles.LastOwner.
    """
    roles.lock(organisation)
    roles.must_own(organisation, by)
    if not _take(organisation, person, action="member_removed", by=by, at=at):
        return False
    notify(
        person=person,
        event="member_removed",
        key=f"{organisation.pk}-{at.isoformat()}",
        at=at,
        **people_emails.removed(organisation),
    )
    return True


@transaction.atomic
def leave(*, organisation: Organisation, person: User, at) -> bool:
    """A person stops acting for an organisation; its owners are told. A second time changes nothing.

    Raises roles.LastOwner.
    """
    if not _take(organisation, person, action="member_left", by=person, at=at):
        return False
    notify_many(
        people=owners_of(organisation),
        event="member_left",
        key=f"{organisation.pk}-{person.pk}-{at.isoformat()}",
        url=reverse("organisation_people", args=[organisation.pk]),
        members_of=organisation,
        at=at,
        **people_emails.left(organisation, person),
    )
    return True


def _take(organisation: Organisation, person: User, *, action: str, by: User | None, at) -> bool:
    """Takes the role away, and what would lead back: invitations to them and of theirs, what was merged into it."""
    if not roles.take(place=organisation, person=person, action=action, by=by, at=at):
        return False
    invitations = organisation.invitations.filter(
        email__in=verified_addresses(person), state=MembershipInvitation.State.SENT
    )
    invitations.update(state=MembershipInvitation.State.WITHDRAWN, answered_at=at, answered_by=by)
    withdraw_sent_by(organisation=organisation, person=person, by=by, at=at)
    for merged in organisation.merged_from.all():
        _take(merged, person, action=action, by=by, at=at)
    return True


def withdraw_sent_by(*, organisation: Organisation, person: User, by: User | None, at) -> None:
    """Whoever was asked in by somebody who is no owner any more is not let in: it might be the way back."""
    organisation.invitations.filter(sent_by=person, state=MembershipInvitation.State.SENT).update(
        state=MembershipInvitation.State.WITHDRAWN, answered_at=at, answered_by=by
    )


def settle(*, organisation: Organisation, person: User, role: str, by: User | None, at) -> None:
    """Whatever still waited for an answer that this role gives is answered by it."""
    JoinRequest.objects.filter(organisation=organisation, person=person, state=JoinRequest.State.OPEN).update(
        state=JoinRequest.State.ACCEPTED, decided_at=at, decided_by=by
    )
    answered = [name for name, rank in roles.RANKS.items() if rank <= roles.RANKS[role]]
    MembershipInvitation.objects.filter(
        organisation=organisation,
        email__in=verified_addresses(person),
        state=MembershipInvitation.State.SENT,
        role__in=answered,
    ).update(state=MembershipInvitation.State.ACCEPTED, answered_at=at, answered_by=person)
