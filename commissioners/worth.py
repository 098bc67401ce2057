"""What a contract is worth a year. Pure: the one rule behind pages, sentences and scores."""

import datetime as dt
from math import floor, log10

DAYS_A_YEAR = 365.25


def yearly_value(value, starts_on, ends_on) -> float | None:
    """Pounds a year over the period, both days included; a period of less than a year counts as one.

    None where the value or either end of the period is not known, and where the end comes before the start.
    """
    if not value or starts_on is None or ends_on is None or ends_on < starts_on:
        return None
    return float(value) / max(1.0, _years(starts_on, ends_on))


def _years(start: dt.date, end: dt.date) -> float:
    """Years with both days counted: 1 April 2027 to 31 March 2030 is three, whatever leap days lie within."""
    after = end + dt.timedelta(days=1)
    if (after.month, after.day) == (start.month, start.day):
        return float(after.year - start.year)
    return (after - start).days / DAYS_A_YEAR


def three_digits(pounds: float) -> float:
    """A computed amount to three significant digits: more would claim what nobody knows."""
    return round(pounds, 2 - floor(log10(pounds))) if pounds > 0 else pounds
