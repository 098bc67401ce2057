"""The deadlines that concern people of organisations (settings.DEADLINES)."""

from consortia.models import TenderMatch
from mutuals.models import Organisation

from .findings import CLOSE


def of_person(user, at):
    """Keys of the opportunities that are a close match of an organisation that the person belongs to."""
    organisations = Organisation.objects.active().filter(memberships__user=user).values("pk")
    return TenderMatch.objects.filter(organisation__in=organisations, point__gte=CLOSE).values("opportunity")
