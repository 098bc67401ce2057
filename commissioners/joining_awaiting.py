"""What awaits people about who acts for commissioning bodies (settings.AWAITING)."""

from django.urls import reverse

from commissioners.belonging import bodies_held
from commissioners.models import BodyInvitation, BodyMembership, BodyRequest
from commissioners.people import for_staff
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.joining.words import as_role
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each, together


def of_person(asker: Asker, at) -> list[Queue]:
    """Invitations to answer, people who ask to act for a body that the person owns, and the queue of staff."""
    staff = _queue(asker.user) if asker.user.is_programme_staff else []
    return _invitations(asker, at) + _of_own_bodies(asker) + staff


def _invitations(asker: Asker, at) -> list[Queue]:
    addresses = asker.once(verified_addresses)
    if not addresses:
        return []
    mine = BodyInvitation.objects.to_any(addresses).open(at).select_related("body", "sent_by")
    return [each(mine, _invitation)]


def _invitation(invitation: BodyInvitation) -> Awaiting:
    return Awaiting(
        text=f"Answer the invitation to act for {invitation.body}",
        url=reverse("body_invitation_answer", args=[invitation.pk]),
        detail=f"{invitation.sent_by} invites you as {as_role(invitation.role)}.",
        since=invitation.sent_at,
        due=invitation.expires_at,
    )


def _of_own_bodies(asker: Asker) -> list[Queue]:
    owned = bodies_held(asker, {BodyMembership.Role.OWNER})
    if not owned:
        return []
    waiting = BodyRequest.objects.visible_to(asker.user).waiting().filter(body__in=owned).exclude(person=asker.user)
    return [each(waiting.select_related("body", "person"), _request)]


def _request(asked: BodyRequest) -> Awaiting:
    return Awaiting(
        text=f"Decide on {asked.person}, who asks to act for {asked.body}",
        url=reverse("body_request_decide", args=[asked.pk]),
        detail="",
        since=asked.asked_at,
    )


def _queue(user) -> list[Queue]:
    """How many wait for programme staff, in a line."""
    if not user.has_perm("commissioners.decide_body_requests"):
        return []
    waiting = for_staff(BodyRequest.objects.visible_to(user).waiting()).exclude(person=user)
    return [together(waiting, _line, since="asked_at")]


def _line(number: int, since) -> Awaiting:
    people = "person asks" if number == 1 else "people ask"
    return Awaiting(
        text=f"{number} {people} to act for a public body",
        url=reverse("body_request_queue"),
        detail="The body is new, or has no owner who could decide.",
        since=since,
    )
