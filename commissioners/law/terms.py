"""Years, months and working days, counted as the law counts them."""

import calendar
import datetime as dt
from collections.abc import Callable

IsWorkingDay = Callable[[dt.date], bool]
DAY = dt.timedelta(days=1)


def spoken(day: dt.date) -> str:
    """As an officer reads it: 1 April 2026."""
    return f"{day.day} {day:%B %Y}"


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later (earlier when negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(starts_on: dt.date, *, years: int) -> dt.date:
    """The last day of so many years that begin on that day: 1 April 2026 for five years ends on 31 March 2031.

    A period that begins on 29 February ends on the last day of February.
    """
    anniversary = months_later(starts_on, 12 * years)
    return anniversary if anniversary.day < starts_on.day else anniversary - DAY


def first_day(ends_on: dt.date, *, years: int) -> dt.date:
    """The first day of so many years that end with that day: three ending with 10 June 2029 begin on 11 June 2026.

    Three ending with 28 February take in a 29 February at their beginning.
    """
    return months_later(ends_on, -12 * years) + DAY


def nth_working_day(after: dt.date, number: int, is_working_day: IsWorkingDay) -> dt.date:
    """The so-manieth working day after that day. Raises ValueError when a year holds too few: the calendar is wrong."""
    day, counted = after, 0
    while counted < number:
        day += DAY
        counted += is_working_day(day)
        if (day - after).days > 366:
            raise ValueError("The calendar of working days has none within a year")
    return day
