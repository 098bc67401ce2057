"""Which events are to come, how they are told, and whether one can still sign up."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from commissioners.interest.possible import TAKING_INTEREST, is_under_way
from commissioners.models import EngagementEvent
from commissioners.plain_words import clock, day, moment_in_words


@dataclass(frozen=True)
class Told:
    """An event in a list: when, where and how many places are left."""

    event: EngagementEvent
    when: str
    where: str
    places: str  # "12 places left", "Full"; "" where anybody can come
    why_not: str  # why nobody can sign up now


def coming_events(*, at: dt.datetime):
    """The public events that are not over, of opportunities under way, soonest first, with how many come."""
    return with_taken(
        EngagementEvent.objects.filter(
            ends_at__gt=at,
            cancelled_at=None,
            opportunity__published_at__isnull=False,
            opportunity__superseded_by=None,
            opportunity__state__in=TAKING_INTEREST,
        )
    )


def with_taken(events):
    """The same events with their opportunity and buyer, and `taken`: how many have signed up."""
    return (
        events.select_related("opportunity__body")
        .defer("opportunity__search", "opportunity__description", "opportunity__imported")
        .annotate(taken=Count("sign_ups"))
        .order_by("starts_at", "pk")
    )


def told(event: EngagementEvent, at: dt.datetime) -> Told:
    """One of `with_taken` in words."""
    return Told(event, when_in_words(event), where_in_words(event), places_in_words(event), why_no_sign_up(event, at))


def when_in_words(event: EngagementEvent) -> str:
    """In UK local time: "10am to 12 noon on 5 May 2026"; both days where it goes on to another."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if start.date() == end.date():
        return f"{clock(event.starts_at)} to {clock(event.ends_at)} on {day(start.date())}"
    return f"{moment_in_words(event.starts_at)} to {moment_in_words(event.ends_at)}"


def where_in_words(event: EngagementEvent) -> str:
    """Online, the venue, or both."""
    if event.is_online:
        return f"Online, and at {event.venue}" if event.venue else "Online"
    return event.venue


def is_full(event: EngagementEvent) -> bool:
    """Whether every place is taken. Reads `taken`."""
    return event.places is not None and event.taken >= event.places


def places_in_words(event: EngagementEvent) -> str:
    """How many can still sign up; "" where there is no limit. Reads `taken`."""
    if event.places is None:
        return ""
    left = event.places - event.taken
    return f"{left} place{'' if left == 1 else 's'} left" if left > 0 else "Full"


def why_no_sign_up(event: EngagementEvent, at: dt.datetime) -> str:
    """Why nobody can sign up now, as a sentence; "" while anybody can. Reads `taken`."""
    if event.cancelled_at:
        return "It is cancelled."
    if event.ends_at <= at:
        return "It is over."
    if not is_under_way(event.opportunity, at):
        return f"“{event.opportunity}” is not under way any more."
    if (event.sign_up_by or event.starts_at) <= at:
        return "Signing up has ended."
    return "It is full." if is_full(event) else ""
