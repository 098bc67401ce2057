"""The words of messages about registering, admission and verification."""

from .choices import Kind
from .models import Organisation

Message = dict[str, str]


def registration_received(organisation: Organisation, *, has_definition: bool) -> Message:
    checked = "your answers to the three-part definition and the details" if has_definition else "the details"
    return {
        "subject": f"We have your registration of {organisation}",
        "body": f"Programme staff look at {checked}, and we tell you what they decide. Until then only you and they "
        "see it. You can fill in its profile meanwhile, so that it is matched as soon as it is admitted.",
    }


def admission_asked(organisation: Organisation) -> Message:
    what = "a public service mutual, as it says" if organisation.kind == Kind.MUTUAL else organisation.kind_in_words
    return {
        "subject": f"{organisation} asks to be admitted",
        "body": f"It is {what[0].lower()}{what[1:]}. Look at what it says, and admit it or say what is missing.",
    }


def admitted(organisation: Organisation) -> Message:
    return {
        "subject": f"{organisation} is in the directory",
        "body": "Programme staff have admitted it. Others find it now, and it is matched with opportunities and "
        "partners: the more its profile says, the better.",
    }


def not_admitted(organisation: Organisation) -> Message:
    return {
        "subject": f"{organisation} is not in the directory yet",
        "body": "Programme staff have looked at it and say what is missing. Read their reasons, change what they "
        "ask for, and ask again.",
    }


def definition_sent(organisation: Organisation, *, again: bool) -> Message:
    return {
        "subject": f"{organisation} asks to be {'checked again' if again else 'verified as a Mutual'}",
        "body": "It has sent its answers to the three-part definition.",
    }


def definition_verified(organisation: Organisation) -> Message:
    return {
        "subject": f"{organisation} is verified as a Mutual",
        "body": "Programme staff have checked your answers to the three-part definition. "
        "Your organisation shows as a Mutual in the directory.",
    }


def definition_returned(organisation: Organisation) -> Message:
    return {
        "subject": f"Your answers for {organisation} need another look",
        "body": "Programme staff have returned your answers to the three-part definition and say why. "
        "Read their reasons, change your answers and send them again.",
    }


def verification_withdrawn(organisation: Organisation) -> Message:
    return {
        "subject": f"{organisation} no longer shows as a Mutual",
        "body": "Programme staff have withdrawn its verification and say why. "
        "Read their reasons, change your answers and send them again.",
    }


def recheck_begun(organisation: Organisation, changed: list[str]) -> Message:
    return {
        "subject": f"{organisation} is being checked again",
        "body": f"Its verification as a Mutual rests on what you have changed: {', '.join(changed).lower()}. "
        "Programme staff look at it again; until they have decided, it goes on showing as a Mutual.",
    }


def recheck_wanted(organisation: Organisation, changed: list[str]) -> Message:
    return {
        "subject": f"{organisation} has changed what its verification rests on",
        "body": f"Changed: {', '.join(changed).lower()}. See it beside what it was, and decide whether it still holds.",
    }


def badge_ended(organisation: Organisation) -> Message:
    return {
        "subject": f"{organisation} no longer shows as a Mutual",
        "body": f"Its kind was changed: {organisation.kind_in_words}. To show as a Mutual again, change the kind "
        "back and send the answers to the three-part definition.",
    }


def confirmation_asked(organisation: Organisation, years: int) -> Message:
    return {
        "subject": f"Does {organisation} still meet the definition of a Mutual?",
        "body": f"It was verified {years} years ago. Read your answers, change what is no longer so, and send them "
        "again. Until then it goes on showing as a Mutual; without an answer programme staff may withdraw that "
        "after 90 days.",
    }


def confirmation_reminder(organisation: Organisation, days: int) -> Message:
    return {
        "subject": f"Reminder: does {organisation} still meet the definition of a Mutual?",
        "body": f"We asked {days} days ago. Send your answers to the three-part definition again, changed or not. "
        "Without them programme staff may withdraw its verification 90 days after we asked.",
    }
