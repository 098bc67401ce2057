"""The words of messages about people who ask to act for a body."""

from commissioners.joining import KIND
from commissioners.models import BodyRequest, CommissioningBody


def asked(request: BodyRequest, *, has_owner: bool) -> dict[str, str]:
    name = request.body or request.body_name
    why = ""
    if request.body is None:
        why = " It is not on the portal yet, so programme staff decide."
    elif not has_owner:
        why = " It has no owner who can sign in, so programme staff decide."
    return {
        "subject": f"{request.person} asks to act for {name}",
        "body": f"{request.person} ({request.person.email}) asks to act for {name} on the portal.{why} "
        f"Accept only people of whom you know that they work there.\n\nTheir post: {request.message}",
    }


def accepted(body: CommissioningBody, role: str) -> dict[str, str]:
    return {"subject": f"You act for {body} now", "body": f"Your request was accepted. {KIND.may[role]}"}


def declined(request: BodyRequest, reason: str) -> dict[str, str]:
    name = request.body or request.body_name
    said = f"\n\nThey write:\n{reason}" if reason else ""
    return {
        "subject": f"You were not let in to {name}",
        "body": f"Those who decide for {name} declined your request. If you think that this is a mistake, speak to a "
        f"colleague who acts for it already, and ask to be invited.{said}",
    }
