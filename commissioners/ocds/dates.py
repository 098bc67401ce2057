"""Dates of notices. Moments carry a zone; where one has none it is UK local time."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from .shapes import text

UK = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1990, 2100  # outside these a date is a slip or a "no end" marker

DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")
UK_ORDER = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
LONG_FRACTION = re.compile(r"(\.\d{6})\d+")


def moment(thing, *, end_of_day: bool = True) -> dt.datetime | None:
    """A moment with its zone, or None where it is absent, invalid or out of range.

    A date without a time means the last second of that day in the UK, or its first with
    `end_of_day` false. 29 February 2027 and 25:61 are invalid.
    """
    written = _iso(thing)
    try:
        found = dt.datetime.fromisoformat(written)
        if DATE_ONLY.fullmatch(written) and end_of_day:
            found = found.replace(hour=23, minute=59, second=59)
        found = found if found.tzinfo else found.replace(tzinfo=UK)
        return found.astimezone(dt.UTC) if FIRST_YEAR <= found.year <= LAST_YEAR else None
    except (ValueError, OverflowError):
        return None


def day(thing) -> dt.date | None:
    """A day in the UK, or None.

    Contract periods run from midnight to one second before midnight. Where that is how a date
    is written, in whatever zone, the day is the one written; any other moment is taken to UK
    time first (23:00 UTC on 31 March is 1 April).
    """
    found = moment(thing, end_of_day=False)
    if found is None:
        return None
    written = dt.datetime.fromisoformat(_iso(thing))
    if written.time().replace(microsecond=0) in (dt.time(0, 0), dt.time(23, 59, 59)):
        return written.date()
    return found.astimezone(UK).date()


def _iso(thing) -> str:
    words = text(thing)
    uk = UK_ORDER.fullmatch(words)
    if uk:
        words = f"{uk[3]}-{int(uk[2]):02}-{int(uk[1]):02}{uk[4]}"
    return LONG_FRACTION.sub(r"\1", words)
