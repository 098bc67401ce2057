"""Dates of an invented opportunity, around the present of its world, so that a new demonstration is alive. Pure."""

import datetime as dt
import random
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
TENDER_DAYS = (25, 30, 40, 60)


def dates(state: str, at: dt.datetime, chooser: random.Random) -> dict[str, Any]:
    """The dates of an opportunity in `state` at `at`: published, deadlines, contract period. UK local time."""
    draw, hour = chooser.randint, chooser.choice((12, 12, 17))
    found: dict[str, Any]
    if state == "early_engagement":
        tender = at.date() + dt.timedelta(days=draw(45, 330))
        found = {
            "published_at": _days(at, -draw(1, 60)),
            "engagement_deadline": deadline(at, draw(4, 60), hour),
            "expected_tender_on": tender,
            "tender_days": TENDER_DAYS[tender.day % len(TENDER_DAYS)],
            **_period(tender, chooser),
        }
    elif state == "draft":
        found = {"published_at": None, "expected_tender_on": at.date() + dt.timedelta(days=draw(30, 200))}
    else:
        days = {"open": draw(3, 80), "closed": -draw(1, 70), "awarded": -draw(80, 900), "cancelled": draw(-200, 30)}
        due = deadline(at, days[state], hour)
        found = {
            "submission_deadline": due,
            "enquiry_deadline": _days(due, -draw(8, 14)),
            "award_expected_on": due.date() + dt.timedelta(days=45),
            "published_at": min(_days(due, -draw(35, 90)), _days(at, -draw(1, 10))),
            **_period(due.date(), chooser),
        }
    published: dt.datetime | None = found["published_at"]
    created = _days(published or at, -draw(1, 14))
    return found | {"created_at": created, "updated_at": published or created}


def _days(moment: dt.datetime, days: int) -> dt.datetime:
    return moment + dt.timedelta(days=days)


def deadline(at: dt.datetime, days: int, hour: int = 12) -> dt.datetime:
    """A full hour in London about `days` from `at`, on a working day that is still past or still to come."""
    day = at.astimezone(LONDON).date() + dt.timedelta(days=days)
    while day.weekday() > 4:
        day += dt.timedelta(days=1 if days > 0 else -1)
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)


def _period(after: dt.date, chooser: random.Random) -> dict[str, Any]:
    """A contract that starts on the first of a month, three to nine months later, for two to seven years."""
    start = (after + dt.timedelta(days=chooser.randint(90, 270))).replace(day=1)
    end = start.replace(year=start.year + chooser.choice((2, 3, 3, 4, 5, 5, 7))) - dt.timedelta(days=1)
    found: dict[str, Any] = {"starts_on": start, "ends_on": end}
    if chooser.random() < 0.5:
        found["may_be_extended"] = True
        found["may_extend_to"] = end + dt.timedelta(days=365 * chooser.choice((1, 2)))
    return found
