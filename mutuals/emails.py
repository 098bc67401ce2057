"""The words of messages about organisations."""

from .models import Organisation


def definition_verified(organisation: Organisation) -> dict[str, str]:
    return {
        "subject": f"{organisation} is verified as a Mutual",
        "body": "Programme staff have checked your answers to the three-part definition. "
        "Your organisation now shows as a Mutual in the directory.",
    }


def definition_returned(organisation: Organisation) -> dict[str, str]:
    return {
        "subject": f"Your answers for {organisation} need another look",
        "body": "Programme staff have returned your answers to the three-part definition and say why. "
        "Read their reasons, change your answers and send them again.",
    }
