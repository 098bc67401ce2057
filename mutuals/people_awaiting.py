"""What awaits people about who acts for an organisation (settings.AWAITING)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mutuals.models import JoinRequest, Membership, MembershipInvitation
from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.joining.words import as_role
from partnerships_portal.notifications.awaiting import Awaiting

SHOWN = 25  # of each kind; the next show as these are answered


def of_person(user, at) -> list[Awaiting]:
    """Invitations to answer, and people who ask to join where the person decides."""
    return _invitations(user, at) + _requests(user)


def _invitations(user, at) -> list[Awaiting]:
    """To any address that the person has confirmed, with the link or without it."""
    mine = MembershipInvitation.objects.to(user).open(at).select_related("organisation", "sent_by")
    return [
        Awaiting(
            text=f"Answer the invitation to act for {invitation.organisation}",
            url=reverse("invitation_answer", args=[invitation.pk]),
            detail=f"{invitation.sent_by} invites you as {as_role(invitation.role)}.",
            since=invitation.sent_at,
            due=invitation.expires_at,
        )
        for invitation in mine[:SHOWN]
    ]


def _requests(user) -> list[Awaiting]:
    owners = Membership.objects.filter(
        organisation=OuterRef("organisation"), role=Membership.Role.OWNER, user__is_active=True
    )
    waiting = JoinRequest.objects.visible_to(user).open().exclude(person=user)
    if user.programme_role == ProgrammeRole.PROGRAMME_MANAGER:
        mine = waiting.filter(Exists(owners.filter(user=user)) | ~Exists(owners))
    else:
        mine = waiting.filter(Exists(owners.filter(user=user)))
    return [
        Awaiting(
            text=f"Decide on {asked.person}, who asks to join {asked.organisation}",
            url=reverse("join_request_decide", args=[asked.pk]),
            detail="",
            since=asked.asked_at,
        )
        for asked in mine.select_related("organisation", "person")[:SHOWN]
    ]
