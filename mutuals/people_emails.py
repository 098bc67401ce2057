"""The words of messages about who acts for an organisation, and about its end."""

from django.utils import timezone

from partnerships_portal.accounts.models import User

from .models import JoinRequest, Membership, MembershipInvitation, Organisation

MAY = {
    Membership.Role.OWNER: "You can change its profile, and decide who else acts for it.",
    Membership.Role.EDITOR: "You can change its profile.",
    Membership.Role.VIEWER: "You can see its profile and its matches.",
}


def as_role(role: str) -> str:
    """A role with its article: an owner, an editor, a viewer."""
    label = Membership.Role(role).label.lower()
    return f"{'an' if label[0] in 'aeio' else 'a'} {label}"


def role_given(organisation: Organisation, role: str) -> dict[str, str]:
    role = Membership.Role(role)
    return {"subject": f"You are now {role.label.lower()} of {organisation}", "body": MAY[role]}


def removed(organisation: Organisation) -> dict[str, str]:
    return {
        "subject": f"You no longer act for {organisation}",
        "body": f"An owner of {organisation} or those who run the portal have ended your part in it. "
        "Your account stays as it is. If this is a mistake, ask an owner to invite you again.",
    }


def left(organisation: Organisation, person: User) -> dict[str, str]:
    return {
        "subject": f"{person} has left {organisation}",
        "body": f"{person} no longer acts for {organisation} on the portal and sees no more than other people do.",
    }


def invited(invitation: MembershipInvitation) -> dict[str, str]:
    until = f"{timezone.localtime(invitation.expires_at):%-d %B %Y}"
    return {
        "subject": f"{invitation.sent_by} invites you to act for {invitation.organisation}",
        "body": f"{invitation.sent_by} asks you to join {invitation.organisation} on the portal, "
        f"as {as_role(invitation.role)}. Accept or decline until {until}. "
        "If you do not know them, you can leave this message unanswered: nothing happens then.",
    }


def invitation_answered(invitation: MembershipInvitation, person: User, answer: str) -> dict[str, str]:
    organisation = invitation.organisation
    if answer == "accepted":
        return {
            "subject": f"{person} has joined {organisation}",
            "body": f"{person} accepted your invitation and acts for {organisation} now.",
        }
    return {
        "subject": f"{invitation.email} does not join {organisation}",
        "body": "Your invitation was declined. You need not do anything.",
    }


def asked_to_join(asked: JoinRequest, *, has_owner: bool) -> dict[str, str]:
    why = "" if has_owner else " It has no owner who can sign in, so programme managers decide."
    said = f"\n\nThey write:\n{asked.message}" if asked.message else ""
    return {
        "subject": f"{asked.person} asks to join {asked.organisation}",
        "body": f"{asked.person} ({asked.person.email}) asks to act for {asked.organisation} on the portal.{why} "
        f"Accept only people whom you know to work there.{said}",
    }


def declined(organisation: Organisation) -> dict[str, str]:
    return {
        "subject": f"You were not let in to {organisation}",
        "body": f"Those who decide for {organisation} declined your request to join. If you think that this is "
        "a mistake, speak to a colleague who acts for it already, and ask to be invited.",
    }


def close_asked(organisation: Organisation, by: User, reason: str) -> dict[str, str]:
    return {
        "subject": f"{organisation} asks to be closed",
        "body": f"{by}, who owns it, asks you to close {organisation}. Their reason:\n{reason}",
    }


def closed(organisation: Organisation) -> dict[str, str]:
    return {
        "subject": f"{organisation} is closed on the portal",
        "body": f"It is no longer in the directory and is not matched. You can still read its pages.\n\n"
        f"Why: {organisation.closing_reason}\n\nIf this is a mistake, write to those who run the portal.",
    }


def reopened(organisation: Organisation) -> dict[str, str]:
    return {
        "subject": f"{organisation} is open again on the portal",
        "body": "It takes part as it did before. Invitations and requests to join have to be made anew.",
    }


def declined_for_closing(organisation: Organisation, merged_into: Organisation | None) -> dict[str, str]:
    instead = f" It is part of {merged_into} now: ask to join that." if merged_into else ""
    return {
        "subject": f"{organisation} is closed",
        "body": f"You asked to join {organisation}. It was closed on the portal before anybody decided.{instead}",
    }


def merged(organisation: Organisation, into: Organisation) -> dict[str, str]:
    return {
        "subject": f"{organisation} is now part of {into} on the portal",
        "body": f"Programme staff merged the two entries. The people, services and places of {organisation} belong to "
        f"{into} now, and its history counts there. Look whether everything is as it should be.",
    }
