"""Deadlines of opportunities as an iCalendar (RFC 5545) that calendar programs subscribe to."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from commissioners.choices import State
from commissioners.models import Opportunity
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
    """Those that are public and live with a next deadline still to come, soonest first; the first AT_MOST."""
    rows = opportunities.filter(published_at__isnull=False, state__in=LIVE, next_deadline__gt=at)
    return list(rows.select_related("body").defer("search", "imported").order_by("next_deadline", "pk")[:AT_MOST])


def calendar(opportunities: Iterable[Opportunity], *, name: str, at: dt.datetime) -> bytes:
    """Each deadline that is still to come as an event, at its moment in UTC, which calendars show in local time."""
    found = Calendar()
    found.add("prodid", f"-//{settings.SERVICE_NAME}//Deadlines//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", REFRESHED_EVERY)
    for opportunity in opportunities:
        for field, words_of_kind in KINDS:
            moment = getattr(opportunity, field)
            if moment and moment > at:
                found.add_component(_event(opportunity, field, words_of_kind, moment))
    return found.to_ical()


def _event(opportunity: Opportunity, field: str, kind: str, moment: dt.datetime) -> Event:
    page = f"{settings.SITE_URL}{opportunity.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{ocid_of(opportunity)}-{opportunity.pk}-{field}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", f"{kind}: {words(opportunity.title)}")
    event.add("dtstart", moment.astimezone(dt.UTC))
    event.add("dtstamp", opportunity.updated_at.astimezone(dt.UTC))
    event.add("last-modified", opportunity.updated_at.astimezone(dt.UTC))
    event.add("sequence", opportunity.version)
    event.add("description", f"{opportunity.body.name}\n{page}")
    event.add("url", page)
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    return event
