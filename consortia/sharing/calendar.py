"""The calendar of a consortium (RFC 5545): what is to do and to decide, and the deadlines of its opportunity."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from icalendar import Event

from commissioners.finding.bands import NEXT_DEADLINE
from commissioners.models import Opportunity
from commissioners.ocds.writing.values import words
from commissioners.publishing.deadlines import empty, entries, to_come
from consortia.models import Consortium, Decision, KeyStep, SharedAction, SteeringMeeting

AT_MOST = 300  # of each kind


def calendar_of(consortium: Consortium, *, at: dt.datetime) -> bytes:
    """All that has a day. Names of people and texts are left out: addresses of calendars leak."""
    found = empty(words(consortium.name))
    for entry in _own(consortium, at):
        found.add_component(entry)
    aimed_at = Opportunity.objects.filter(consortia=consortium).annotate(next_deadline=NEXT_DEADLINE)
    for opportunity in [] if _is_over(consortium) else to_come(aimed_at, at=at):
        for entry in entries(opportunity, at=at):
            found.add_component(entry)
    return found.to_ical()


def coming(consortium: Consortium, *, at: dt.datetime) -> int:
    """How many entries of the members' own the calendar has."""
    return len(list(_own(consortium, at)))


def of_person(user, at) -> QuerySet:
    """Keys of the opportunities of the person's consortia (settings.DEADLINES)."""
    going_on = Consortium.objects.visible_to(user).exclude(state=Consortium.State.DISSOLVED)
    return going_on.exclude(opportunity=None).values("opportunity")


def _is_over(consortium: Consortium) -> bool:
    return consortium.state == Consortium.State.DISSOLVED


def _own(consortium: Consortium, at: dt.datetime) -> Iterator[Event]:
    """Nothing once it was dissolved: then nobody has to do anything for it."""
    if _is_over(consortium):
        return
    actions = SharedAction.objects.open().filter(consortium=consortium, due_on__isnull=False)
    for action in actions.order_by("due_on", "pk")[:AT_MOST]:
        told, where = f"To do: {action}", action.get_absolute_url()
        yield _entry(f"action-{action.pk}", told, action.due_on, action.changed_at, where)
    steps = KeyStep.objects.filter(consortium=consortium, due_on__isnull=False)
    steps = steps.filter(state__in=(KeyStep.State.TO_DO, KeyStep.State.UNDER_WAY))
    for step in steps.order_by("due_on", "pk")[:AT_MOST]:
        where = reverse("key_steps", args=[consortium.pk])
        yield _entry(f"step-{step.pk}", f"Key step: {step}", step.due_on, step.changed_at, where)
    for decision in Decision.objects.open().filter(consortium=consortium, deadline__gt=at)[:AT_MOST]:
        told, where = f"Agree or object: {decision}", decision.get_absolute_url()
        yield _entry(f"decision-{decision.pk}", told, decision.deadline, decision.proposed_at, where)
    meetings = SteeringMeeting.objects.filter(consortium=consortium)
    for meeting in meetings[:AT_MOST]:
        where = reverse("member_list", args=[consortium.pk])
        yield _entry(f"meeting-{meeting.pk}", "Steering group", meeting.held_on, meeting.written_at, where)


def _entry(part: str, told: str, when: dt.date | dt.datetime | None, changed_at: dt.datetime, where: str) -> Event:
    """`when`: a day, or a moment, which is written in UTC."""
    event = Event()
    event.add("uid", f"{part}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", changed_at.astimezone(dt.UTC))
    event.add("last-modified", changed_at.astimezone(dt.UTC))
    event.add("sequence", int(changed_at.timestamp()) % 2**31)
    event.add("summary", words(told))
    event.add("dtstart", when.astimezone(dt.UTC) if isinstance(when, dt.datetime) else when)
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    event.add("url", f"{settings.SITE_URL}{where}")
    return event
