"""What is due for a reminder at a time, each with its words. Each finder asks a constant number of queries.

A reminder has a key of the opportunity and the date that it is about: told once, and again once the date was changed.
What was missed is found for PATIENCE; after that nobody is served by hearing of it.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Min, Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.text import Truncator

from commissioners.choices import Source, State
from commissioners.models import Opportunity, Question
from commissioners.plain_words import day, moment_in_words

PATIENCE = dt.timedelta(days=30)


@dataclass(frozen=True)
class Reminder:
    """Of one opportunity: `subject` and `body` as people read them, `url` where to act."""

    opportunity: Opportunity
    key: str
    subject: str
    body: str
    url: str


Finder = Callable[[dt.datetime], Iterable[Reminder]]


def _bought_here():
    """What has people here who can act: posted here, or claimed."""
    return (
        Opportunity.objects.filter(Q(source=Source.PORTAL) | Q(claimed_by__isnull=False)).order_by("pk").defer("search")
    )


def engagement_ends_soon(at) -> list[Reminder]:
    """Market engagement is about to end, or has ended, and nobody can tell what comes next."""
    soon = at + dt.timedelta(days=settings.ENGAGEMENT_REMINDER_DAYS)
    found = _bought_here().filter(
        state=State.EARLY_ENGAGEMENT, engagement_deadline__range=(at - PATIENCE, soon), expected_tender_on=None
    )
    return [
        _reminder(
            one,
            one.engagement_deadline,
            "market engagement ends, and no tender date is known",
            f"It ends at {moment_in_words(one.engagement_deadline)}. Say when you expect the tender, open it, or "
            "cancel it: organisations that look for partners plan by that date.",
        )
        for one in found
    ]


def tender_is_late(at) -> list[Reminder]:
    """The tender was expected by now."""
    today = timezone.localdate(at)
    found = _bought_here().filter(
        state=State.EARLY_ENGAGEMENT, expected_tender_on__range=(today - PATIENCE, today - dt.timedelta(days=1))
    )
    return [
        _reminder(
            one,
            one.expected_tender_on,
            "the tender was expected by now",
            f"It was expected on {day(one.expected_tender_on)}. Open it for tenders, change the date, or cancel it.",
        )
        for one in found
    ]


def questions_wait(at) -> list[Reminder]:
    """Questions without an answer, shortly before the last day for them (without one: before tenders are due)."""
    soon = at + dt.timedelta(days=settings.QUESTIONS_REMINDER_DAYS)
    found = (
        _bought_here()
        .filter(state__in=[State.EARLY_ENGAGEMENT, State.OPEN], questions__state=Question.State.WAITING)
        .annotate(waiting=Count("questions"), until=Coalesce("enquiry_deadline", "submission_deadline"))
        .filter(until__range=(at - PATIENCE, soon))
    )
    return [
        _reminder(
            one,
            one.until,
            f"{one.waiting} question{'s' if one.waiting > 1 else ''} still to be answered",
            f"{'Questions' if one.enquiry_deadline else 'Tenders'} are due by {moment_in_words(one.until)}. An answer "
            "is for everyone: what comes late is of little use to those who write tenders.",
            page="questions/",
        )
        for one in found
    ]


def outcome_is_late(at) -> list[Reminder]:
    """Closed for some weeks, and nobody has said what came of it."""
    until = at - dt.timedelta(days=settings.OUTCOME_REMINDER_DAYS)
    found = _bought_here().filter(state=State.CLOSED, submission_deadline__range=(until - PATIENCE, until))
    return [
        _reminder(
            one,
            one.submission_deadline,
            "say what came of it",
            f"It closed on {day(timezone.localdate(one.submission_deadline))}, and those who bid see no outcome. "
            "Record the award, say that a lot was not awarded, or cancel it.",
        )
        for one in found
    ]


def contract_ends_soon(at) -> list[Reminder]:
    """A contract ends within the year: time to extend it, or to engage early for what follows."""
    today = timezone.localdate(at)
    last = today + dt.timedelta(days=settings.CONTRACT_END_REMINDER_DAYS)
    found = (
        _bought_here()
        .filter(state=State.AWARDED)
        .annotate(first_end=Least(F("ends_on"), Min("awards__ends_on")))
        .filter(first_end__range=(today, last))
    )
    return [_of_an_end(one) for one in found]


def _of_an_end(one) -> Reminder:
    until = f" It may be extended to {day(one.may_extend_to)}." if one.may_extend_to else ""
    return _reminder(
        one,
        one.first_end,
        f"its contract ends on {day(one.first_end)}",
        f"Its contract ends on {day(one.first_end)}.{until} Decide now what follows: published for early engagement, a "
        "new opportunity leaves partners the time that they need.",
    )


def deadline_is_near(at) -> list[Reminder]:
    """For those who are interested: tenders, or answers to market engagement, are due in a few days."""
    steps = sorted(settings.DEADLINE_REMINDER_DAYS)
    if not steps:
        return []
    last = at + dt.timedelta(days=max(steps) + 1)
    found = (
        Opportunity.objects.filter(
            Q(state=State.OPEN, submission_deadline__range=(at, last))
            | Q(state=State.EARLY_ENGAGEMENT, engagement_deadline__range=(at, last))
        )
        .order_by("pk")
        .defer("search")
    )
    reminders = (_of_a_deadline(one, steps, at) for one in found)
    return [reminder for reminder in reminders if reminder]


def _of_a_deadline(one, steps: list[int], at) -> Reminder | None:
    """By the nearest step alone: whoever was not reminded of the first in time gets one message, not two."""
    is_open = one.state == State.OPEN
    deadline = one.submission_deadline if is_open else one.engagement_deadline
    days = (timezone.localdate(deadline) - timezone.localdate(at)).days
    step = next((step for step in steps if days <= step), None)
    if step is None:
        return None
    what = "tenders are due" if is_open else "market engagement ends"
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    body = f"{what[:1].upper()}{what[1:]} {'by' if is_open else 'at'} {moment_in_words(deadline)}."
    return _reminder(one, deadline, f"{what} {when}", body, step=f"-{step}")


def _reminder(one, on, subject: str, body: str, *, page: str = "", step: str = "") -> Reminder:
    date = timezone.localdate(on) if isinstance(on, dt.datetime) else on
    return Reminder(
        opportunity=one,
        key=f"{one.pk}-{date.isoformat()}{step}",
        subject=f"“{Truncator(one.title).chars(120)}”: {subject}",
        body=body,
        url=one.get_absolute_url() + page,
    )


FOR_BUYERS: dict[str, Finder] = {
    "engagement_ends_soon": engagement_ends_soon,
    "tender_is_late": tender_is_late,
    "questions_wait": questions_wait,
    "outcome_is_late": outcome_is_late,
    "contract_ends_soon": contract_ends_soon,
}
FOR_THE_INTERESTED: dict[str, Finder] = {"deadline_is_near": deadline_is_near}
