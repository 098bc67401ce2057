"""Working days in England. Pure but for the calendar of the `holidays` package."""

import datetime as dt

from holidays import country_holidays

ENGLAND = country_holidays("GB", subdiv="ENG")
SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    """Neither Saturday nor Sunday, nor a bank holiday in England (Good Friday and Christmas Day among them)."""
    return day.weekday() < SATURDAY and day not in ENGLAND
