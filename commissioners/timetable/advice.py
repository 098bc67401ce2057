"""Dates that are possible and perhaps not meant: said to the buyer, never in the way."""

import datetime as dt

from django.utils import timezone

from commissioners.choices import Source, State
from commissioners.law.terms import DAY, nth_working_day
from commissioners.legal.standstills import standstill_of
from commissioners.legal.working_days import is_working_day
from commissioners.plain_words import day

MOMENTS = (
    ("engagement_deadline", "Market engagement ends"),
    ("enquiry_deadline", "Questions are due"),
    ("submission_deadline", "Tenders are due"),
)


def advice_for(opportunity) -> list[str]:
    """A sentence for each date that deserves a second look. A constant number of queries (the standstill's)."""
    if opportunity.source != Source.PORTAL or opportunity.state in (State.AWARDED, State.CANCELLED):
        return []
    return [*_closed_days(opportunity), *_standstill(opportunity)]


def _closed_days(opportunity) -> list[str]:
    said = []
    for name, words in MOMENTS:
        moment = getattr(opportunity, name)
        on = timezone.localdate(moment) if moment else None
        if on and not is_working_day(on):
            what = f"{on:%A}" if on.weekday() >= 5 else "bank holiday"
            better = nth_working_day(on, 1, is_working_day)
            said.append(
                f"{words} on a {what}, {day(on)}, when few people can help each other. The next working day is "
                f"{better:%A} {day(better)}."
            )
    return said


def _standstill(opportunity) -> list[str]:
    """A start before a standstill could end, counted from the earliest day on which it may be awarded."""
    starts_on = opportunity.starts_on
    announced = opportunity.award_expected_on or _day_after(opportunity.submission_deadline)
    if starts_on is None or announced is None:
        return []
    found = standstill_of(opportunity, announced)
    if found.ends_on is None or starts_on > found.ends_on:
        return []
    return [
        f"The contract starts on {day(starts_on)}. If the award is announced on {day(announced)}, its standstill lasts "
        f"until the end of {day(found.ends_on)}: no contract may be signed before. Start later, or award earlier."
    ]


def _day_after(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) + DAY if moment else None
