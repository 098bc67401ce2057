"""How people come to act for an organisation, said to what organisations and commissioning bodies share."""

from django.conf import settings

from mutuals.models import JoinRequest, Membership, MembershipInvitation, Organisation
from partnerships_portal.joining.kinds import Kind

Role = Membership.Role


def why_closed(organisation: Organisation, at) -> str:
    return f"{organisation} is closed, so nobody can join it." if organisation.closed_at is not None else ""


def at_most(organisation: Organisation, usual: int) -> int:
    """Few before programme staff have looked at it: its name is then whatever somebody typed."""
    if organisation.admitted_at is None:
        return min(usual, settings.INVITATIONS_BEFORE_ADMISSION_AT_MOST)
    return usual


KIND = Kind(
    app="mutuals",
    field="organisation",
    noun="organisation",
    prefix="",
    request="join_request",
    memberships=Membership,
    invitations=MembershipInvitation,
    requests=JoinRequest,
    waiting=JoinRequest.State.OPEN,
    may={
        Role.OWNER: "You can change its profile, and decide who else acts for it.",
        Role.EDITOR: "You can change its profile.",
        Role.VIEWER: "You can see its profile and its matches.",
    },
    hints={
        Role.OWNER: "Changes the profile, and decides who else acts for the organisation",
        Role.EDITOR: "Changes the profile",
        Role.VIEWER: "Reads what only its own people see, and changes nothing",
    },
    why_closed=why_closed,
    at_most=at_most,
    parts=lambda organisation: organisation.merged_from.all(),
)
