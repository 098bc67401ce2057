"""What awaits people about who acts for commissioning bodies (settings.AWAITING)."""

from django.db.models import Count, Min
from django.urls import reverse

from commissioners.models import BodyInvitation, BodyMembership, BodyRequest
from commissioners.people import for_staff
from partnerships_portal.joining.words import as_role
from partnerships_portal.notifications.awaiting import Awaiting

SHOWN = 25  # of each kind; the next show as these are answered


def of_person(user, at) -> list[Awaiting]:
    """Invitations to answer, people who ask to act for a body that the person owns, and the queue of staff."""
    return _invitations(user, at) + _of_own_bodies(user) + (_queue(user) if user.is_programme_staff else [])


def _invitations(user, at) -> list[Awaiting]:
    mine = BodyInvitation.objects.to(user).open(at).select_related("body", "sent_by")
    return [
        Awaiting(
            text=f"Answer the invitation to act for {invitation.body}",
            url=reverse("body_invitation_answer", args=[invitation.pk]),
            detail=f"{invitation.sent_by} invites you as {as_role(invitation.role)}.",
            since=invitation.sent_at,
            due=invitation.expires_at,
        )
        for invitation in mine[:SHOWN]
    ]


def _of_own_bodies(user) -> list[Awaiting]:
    owned = BodyMembership.objects.filter(user=user, role=BodyMembership.Role.OWNER).values("body")
    waiting = BodyRequest.objects.visible_to(user).waiting().filter(body__in=owned).exclude(person=user)
    return [
        Awaiting(
            text=f"Decide on {asked.person}, who asks to act for {asked.body}",
            url=reverse("body_request_decide", args=[asked.pk]),
            detail="",
            since=asked.asked_at,
        )
        for asked in waiting.select_related("body", "person")[:SHOWN]
    ]


def _queue(user) -> list[Awaiting]:
    """How many wait for programme staff, in a line."""
    if not user.has_perm("commissioners.decide_body_requests"):
        return []
    waiting = for_staff(BodyRequest.objects.visible_to(user).waiting()).exclude(person=user).order_by()
    found = waiting.aggregate(number=Count("pk"), since=Min("asked_at"))
    if not found["number"]:
        return []
    people = "person asks" if found["number"] == 1 else "people ask"
    return [
        Awaiting(
            text=f"{found['number']} {people} to act for a public body",
            url=reverse("body_request_queue"),
            detail="The body is new, or has no owner who could decide.",
            since=found["since"],
        )
    ]
