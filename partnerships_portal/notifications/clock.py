"""When digests go out: at half past seven by UK clocks, every day or on Mondays. Pure functions."""

import datetime as dt
from zoneinfo import ZoneInfo

from .kinds import Frequency

UK = ZoneInfo("Europe/London")
TIME_OF_DAY = dt.time(7, 30)
MONDAY = 0


def next_digest(frequency: str, at: dt.datetime) -> dt.datetime:
    """When the next digest of this frequency (daily or weekly) goes out, strictly after `at`."""
    day = at.astimezone(UK).date()
    while True:
        moment = dt.datetime.combine(day, TIME_OF_DAY, tzinfo=UK)
        if moment > at and (frequency == Frequency.DAILY or day.weekday() == MONDAY):
            return moment
        day += dt.timedelta(days=1)
