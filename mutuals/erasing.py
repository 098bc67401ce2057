"""What the erasure of a person's account does around organisations."""

from django.urls import reverse

from mutuals.models import Membership, MembershipInvitation, Organisation
from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.register import Obstacle, Whose
from partnerships_portal.joining.memberships import withdraw_sent_by

OWNER = Membership.Role.OWNER


def only_owner_of(person: User) -> list[Obstacle]:
    """Organisations that would be left without an owner who can sign in. Locks them, as every change of their people
    does, so that two owners who leave at once leave one.
    """
    owned = Organisation.objects.filter(closed_at=None, memberships__user=person, memberships__role=OWNER)
    locked = list(Organisation.objects.select_for_update(of=("self",)).filter(pk__in=owned.values("pk")).order_by("pk"))
    others = Membership.objects.filter(role=OWNER, user__is_active=True).exclude(user=person)
    held = set(others.filter(organisation__in=locked).values_list("organisation", flat=True))
    return [
        Obstacle(
            f"You are the only owner of {organisation}. Make somebody else an owner first, or ask programme staff to "
            "close it.",
            reverse("organisation_people", args=[organisation.pk]),
            f"People of {organisation}",
        )
        for organisation in locked
        if organisation.pk not in held
    ]


def end_memberships(whose: Whose, at) -> None:
    """The person leaves every organisation; its history says so."""
    for membership in Membership.objects.filter(user=whose.person).select_related("organisation"):
        organisation = membership.organisation
        membership.delete()
        record(actor=whose.person, action="member_left", target=organisation, at=at, person=whose.person.pk)
        withdraw_sent_by(organisation, person=whose.person, by=whose.person, at=at)


def forget_invitations_to(whose: Whose, at) -> None:
    """Open invitations to the person are withdrawn; none keeps the address."""
    sent = MembershipInvitation.objects.filter(email__in=whose.emails)
    sent.filter(state=MembershipInvitation.State.SENT).update(
        state=MembershipInvitation.State.WITHDRAWN, answered_at=at
    )
    forget_addresses(sent)
