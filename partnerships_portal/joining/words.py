"""The words of messages about who acts for a place."""

from django.utils import timezone

from partnerships_portal.accounts.models import User

from .kinds import Kind

LABELS = {"owner": "owner", "editor": "editor", "viewer": "viewer"}


def as_role(role: str) -> str:
    """A role with its article: an owner, an editor, a viewer."""
    label = LABELS[role]
    return f"{'an' if label[0] in 'aeio' else 'a'} {label}"


def role_given(kind: Kind, place, role: str) -> dict[str, str]:
    return {"subject": f"You are now {LABELS[role]} of {place}", "body": kind.may[role]}


def removed(place) -> dict[str, str]:
    return {
        "subject": f"You no longer act for {place}",
        "body": f"An owner of {place} or those who run the portal have ended your part in it. "
        "Your account stays as it is. If this is a mistake, ask an owner to invite you again.",
    }


def left(place, person: User) -> dict[str, str]:
    return {
        "subject": f"{person} has left {place}",
        "body": f"{person} no longer acts for {place} on the portal and sees no more than other people do.",
    }


def invited(invitation) -> dict[str, str]:
    until = f"{timezone.localtime(invitation.expires_at):%-d %B %Y}"
    return {
        "subject": f"{invitation.sent_by} invites you to act for {invitation.place}",
        "body": f"{invitation.sent_by} asks you to join {invitation.place} on the portal, "
        f"as {as_role(invitation.role)}. Accept or decline by {until}. "
        "If you do not know them, you can leave this message unanswered: nothing happens then.",
    }


def invitation_answered(invitation, person: User, answer: str) -> dict[str, str]:
    place = invitation.place
    if answer == "accepted":
        return {
            "subject": f"{person} has joined {place}",
            "body": f"{person} accepted your invitation and acts for {place} now.",
        }
    return {
        "subject": f"{invitation.email} does not join {place}",
        "body": "Your invitation was declined. You need not do anything.",
    }


def declined(place) -> dict[str, str]:
    return {
        "subject": f"You were not let in to {place}",
        "body": f"Those who decide for {place} declined your request to join. If you think that this is "
        "a mistake, speak to a colleague who acts for it already, and ask to be invited.",
    }
