"""Years of the programme, which begin on 1 April, and days of work in words."""

import datetime as dt
from decimal import Decimal

APRIL = 4
QUARTERS = {Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}


def year_of(day: dt.date) -> int:
    """The year in which a day lies, by the calendar year of its 1 April: 31 March 2027 is in 2026."""
    return day.year if day.month >= APRIL else day.year - 1


def year_in_words(year: int) -> str:
    return f"{year} to {year + 1}"


def in_days(days: Decimal) -> str:
    """Days as people say them: "1 day", "2½ days", "¼ day"; a part that is no quarter in digits."""
    whole, part = divmod(abs(days), 1)
    sign = "−" if days < 0 else ""
    noun = "day" if 0 < abs(days) <= 1 else "days"
    if part and part not in QUARTERS:
        return f"{sign}{abs(days).normalize():f} {noun}"
    number = f"{whole:,.0f}" if whole or not part else ""
    return f"{sign}{number}{QUARTERS.get(part, '')} {noun}"
