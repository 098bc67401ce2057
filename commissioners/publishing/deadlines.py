"""Deadlines and events of opportunities as an iCalendar (RFC 5545) that calendar programs subscribe to."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from icalendar import Calendar, Event

from commissioners.choices import State
from commissioners.models import EngagementEvent, Opportunity
from commissioners.ocds.writing.values import words

from .reading import ocid_of

AT_MOST = 500  # opportunities in one calendar
REFRESHED_EVERY = dt.timedelta(hours=6)
LIVE = (State.EARLY_ENGAGEMENT, State.OPEN)
KINDS = (
    ("engagement_deadline", "Market engagement ends"),
    ("enquiry_deadline", "Questions by"),
    ("submission_deadline", "Tenders by"),
)


def to_come(opportunities, *, at) -> list[Opportunity]:
    """Those that are public and live with a next deadline or an event still to come, soonest first; the first AT_MOST.

    Of their events, those to come are read with them.
    """
    events = EngagementEvent.objects.filter(ends_at__gt=at, cancelled_at=None)
    is_coming = Q(next_deadline__gt=at) | Exists(events.filter(opportunity=OuterRef("pk")))
    rows = opportunities.filter(is_coming, published_at__isnull=False, state__in=LIVE)
    rows = rows.select_related("body").defer("search", "imported")
    rows = rows.prefetch_related(Prefetch("events", events))
    return list(rows.order_by(F("next_deadline").asc(nulls_last=True), "pk")[:AT_MOST])


def calendar(opportunities: Iterable[Opportunity], *, name: str, at: dt.datetime) -> bytes:
    """Each deadline and each event that is still to come, at its moment in UTC, which calendars show in local time.

    `opportunities` are those of `to_come`.
    """
    found = empty(name)
    for opportunity in opportunities:
        for entry in entries(opportunity, at=at):
            found.add_component(entry)
    return found.to_ical()


def empty(name: str) -> Calendar:
    """A calendar without entries, that programs come back to."""
    found = Calendar()
    found.add("prodid", f"-//{settings.SERVICE_NAME}//Deadlines//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", REFRESHED_EVERY)
    return found


def entries(opportunity: Opportunity, *, at: dt.datetime) -> list[Event]:
    """The deadlines and events of one opportunity that are still to come."""
    moments = [(field, kind, getattr(opportunity, field)) for field, kind in KINDS]
    found = [_deadline(opportunity, field, kind, moment) for field, kind, moment in moments if moment and moment > at]
    return [*found, *(_event(opportunity, event) for event in opportunity.events.all())]


def single_event(row: EngagementEvent) -> bytes:
    """One market engagement event, to be taken into a calendar. Without how to join it, as in all calendars."""
    found = Calendar()
    found.add("prodid", f"-//{settings.SERVICE_NAME}//Event//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    event = _event(row.opportunity, row)
    if row.cancelled_at:
        event.add("status", "CANCELLED")
    found.add_component(event)
    return found.to_ical()


def _deadline(opportunity: Opportunity, field: str, kind: str, moment: dt.datetime) -> Event:
    event = _component(opportunity, field, sequence=opportunity.version)
    event.add("summary", f"{kind}: {words(opportunity.title)}")
    event.add("dtstart", moment.astimezone(dt.UTC))
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    return event


def _event(opportunity: Opportunity, row: EngagementEvent) -> Event:
    """A market engagement event. How to join is for those who signed up, and addresses leak: never in a calendar."""
    event = _component(opportunity, f"event-{row.pk}", sequence=row.version)
    event.add("summary", f"{words(row.title)}: {words(opportunity.title)}")
    event.add("dtstart", row.starts_at.astimezone(dt.UTC))
    event.add("dtend", row.ends_at.astimezone(dt.UTC))
    if row.venue or row.is_online:
        event.add("location", words(row.venue) or "Online")
    return event


def _component(opportunity: Opportunity, part: str, *, sequence: int) -> Event:
    """What a deadline and an event have in common."""
    page = f"{settings.SITE_URL}{opportunity.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{ocid_of(opportunity)}-{opportunity.pk}-{part}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", opportunity.updated_at.astimezone(dt.UTC))
    event.add("last-modified", opportunity.updated_at.astimezone(dt.UTC))
    event.add("sequence", sequence)
    event.add("description", f"{opportunity.body.name}\n{page}")
    event.add("url", page)
    return event
