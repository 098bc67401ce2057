"""What an offer still needs before it can be sent, and until when one may be shown."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from consortia.models import PartnerOffer


@dataclass(frozen=True)
class Gap:
    """Something to do, and on which page of the form."""

    step: str
    text: str


def latest_day(at: dt.datetime) -> dt.date:
    """The latest day until which an offer may be shown if it is sent or renewed at `at`."""
    return timezone.localdate(at) + dt.timedelta(days=settings.OFFER_DAYS_AT_MOST)


def day_problem(until: dt.date | None, at: dt.datetime) -> str:
    """Why an offer cannot be shown until that day, as a sentence; "" if it can."""
    latest = latest_day(at)
    if until is None:
        return "Enter the last day"
    if until <= timezone.localdate(at):
        return "Last day: enter a day after today"
    if until > latest:
        return f"Last day: enter {latest.day} {latest:%B %Y} or earlier. You can renew it before it ends"
    return ""


def gaps(offer: PartnerOffer, at: dt.datetime) -> list[Gap]:
    """What to mend before the offer can be sent, in the order of the form's pages."""
    found = []
    if not offer.text:
        found.append(Gap("what", "Say what you offer or look for"))
    if not (offer.is_nationwide or offer.regions.exists() or offer.places.exists()):
        found.append(Gap("where", "Select at least one place, or anywhere in England"))
    if not offer.shown_to:
        found.append(Gap("who", "Select who may see it"))
    elif offer.shown_to == PartnerOffer.ShownTo.MUTUALS and offer.kind not in PartnerOffer.BETWEEN_MUTUALS:
        found.append(
            Gap("who", "Only placements, shadowing and exchanges can be for Mutuals alone: select who sees it")
        )
    problem = day_problem(offer.until, at)
    return [*found, Gap("who", problem)] if problem else found
