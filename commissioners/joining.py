"""How people come to act for a commissioning body, said to what organisations and bodies share."""

from django.utils import timezone

from commissioners.models import BodyInvitation, BodyMembership, BodyRequest, CommissioningBody
from partnerships_portal.joining.kinds import Kind

Role = BodyMembership.Role


def why_ended(body: CommissioningBody, at) -> str:
    """Why nobody can join the body any more, and which to turn to instead; empty if they can."""
    if not body.is_duplicate and (body.ends_on is None or body.ends_on >= timezone.localdate(at)):
        return ""
    instead = f" {body.successor} followed it: turn to that." if body.successor else ""
    if body.is_duplicate:
        return f"{body} is another name of {body.successor}: turn to that."
    return f"{body} ended on {body.ends_on:%-d %B %Y}.{instead}"


KIND = Kind(
    app="commissioners",
    field="body",
    noun="commissioning body",
    prefix="body_",
    request="body_request",
    memberships=BodyMembership,
    invitations=BodyInvitation,
    requests=BodyRequest,
    waiting=BodyRequest.State.WAITING,
    may={
        Role.OWNER: "You can post opportunities, change its priorities, and decide who else acts for it.",
        Role.EDITOR: "You can post opportunities and change its priorities.",
        Role.VIEWER: "You can see its drafts and what providers write to it.",
    },
    hints={
        Role.OWNER: "Posts opportunities, and decides who else acts for the body",
        Role.EDITOR: "Posts opportunities and changes the body’s priorities",
        Role.VIEWER: "Reads what only the body’s own people see, and changes nothing",
    },
    why_closed=why_ended,
    at_most=lambda body, usual: usual,  # whoever invites was let in by programme staff or by somebody who was
    parts=lambda body: body.predecessors.filter(is_duplicate=True),  # other entries of the same body
)
