"""The words of messages about who acts for an organisation, and about its end."""

from partnerships_portal.accounts.models import User

from .models import JoinRequest, Organisation


def asked_to_join(asked: JoinRequest, *, has_owner: bool) -> dict[str, str]:
    why = "" if has_owner else " It has no owner who can sign in, so programme managers decide."
    said = f"\n\nThey write:\n{asked.message}" if asked.message else ""
    return {
        "subject": f"{asked.person} asks to join {asked.organisation}",
        "body": f"{asked.person} ({asked.person.email}) asks to act for {asked.organisation} on the portal.{why} "
        f"Accept only people whom you know to work there.{said}",
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
