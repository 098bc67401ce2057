"""What awaits people about who acts for an organisation (settings.AWAITING)."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mutuals.belonging import memberships_of
from mutuals.models import JoinRequest, Membership, MembershipInvitation
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.joining.words import as_role
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def of_person(asker: Asker, at) -> list[Queue]:
    """Invitations to answer, and people who ask to join where the person decides."""
    return _invitations(asker, at) + _requests(asker)


def _invitations(asker: Asker, at) -> list[Queue]:
    """To any address that the person has confirmed, with the link or without it."""
    addresses = asker.once(verified_addresses)
    if not addresses:
        return []
    mine = MembershipInvitation.objects.to_any(addresses).open(at).select_related("organisation", "sent_by")
    return [each(mine, _invitation)]


def _invitation(invitation: MembershipInvitation) -> Awaiting:
    return Awaiting(
        text=f"Answer the invitation to act for {invitation.organisation}",
        url=reverse("invitation_answer", args=[invitation.pk]),
        detail=f"{invitation.sent_by} invites you as {as_role(invitation.role)}.",
        since=invitation.sent_at,
        due=invitation.expires_at,
    )


def _requests(asker: Asker) -> list[Queue]:
    """To organisations that the person owns; programme managers also decide where nobody does."""
    owned = [one.organisation_id for one in asker.once(memberships_of) if one.role == Membership.Role.OWNER]
    mine = Q(organisation__in=owned)
    if asker.user.programme_role == ProgrammeRole.PROGRAMME_MANAGER:
        owners = Membership.objects.filter(
            organisation=OuterRef("organisation"), role=Membership.Role.OWNER, user__is_active=True
        )
        mine |= Q(~Exists(owners))
    elif not owned:
        return []
    waiting = JoinRequest.objects.visible_to(asker.user).open().exclude(person=asker.user).filter(mine)
    return [each(waiting.select_related("organisation", "person"), _request)]


def _request(asked: JoinRequest) -> Awaiting:
    return Awaiting(
        text=f"Decide on {asked.person}, who asks to join {asked.organisation}",
        url=reverse("join_request_decide", args=[asked.pk]),
        detail="",
        since=asked.asked_at,
    )
