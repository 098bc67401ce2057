"""Working time: the seconds in which the office is open. Pure: the calendar and the hours come in.

Times come in with any time zone and go out in UTC. Office hours are read from the clock on the wall, so that the office
opens at nine in winter and in summer. A working day lasts as long as the office is open on one: sent at ten, a request
that is due in one working day is due at ten on the next.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ONE_DAY = dt.timedelta(days=1)
LONGEST_CLOSED = 366  # days without one that is worked: a calendar that never opens is a mistake, not a long wait

Interval = tuple[dt.datetime, dt.datetime]


class NeverOpen(ValueError):
    """The calendar has no working day within a year."""


@dataclass(frozen=True)
class Office:
    """When the office is open: on which days, and from when to when by the clock on the wall.

    `opens` and `closes` are times of one day; clock changes, which are at night, must not fall between them.
    """

    is_working_day: Callable[[dt.date], bool]
    opens: dt.time = dt.time(9)
    closes: dt.time = dt.time(17)
    zone: ZoneInfo = LONDON
    _worked: dict[dt.date, bool] = field(default_factory=dict, compare=False, repr=False)
    _hours: dict[dt.date, Interval] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self):
        if self.opens >= self.closes:
            raise ValueError("The office must open before it closes.")

    @property
    def day_seconds(self) -> int:
        """How long the office is open on a working day."""
        first, last = (dt.datetime.combine(dt.date.min, time) for time in (self.opens, self.closes))
        return int((last - first).total_seconds())

    def works_on(self, day: dt.date) -> bool:
        """As `is_working_day`, which is asked once for each day: calendars are slow, and reports ask for many."""
        if day not in self._worked:
            self._worked[day] = self.is_working_day(day)
        return self._worked[day]

    def hours_of(self, day: dt.date) -> Interval:
        """From when to when a working day is worked, in UTC."""
        if day not in self._hours:
            first, last = (dt.datetime.combine(day, time, self.zone) for time in (self.opens, self.closes))
            self._hours[day] = first.astimezone(dt.UTC), last.astimezone(dt.UTC)
        return self._hours[day]

    def day_of(self, at: dt.datetime) -> dt.date:
        """The day that it is there."""
        return at.astimezone(self.zone).date()

    def is_open(self, at: dt.datetime) -> bool:
        """Whether somebody is there: from the minute of opening until before that of closing."""
        day = self.day_of(at)
        first, last = self.hours_of(day)
        return self.works_on(day) and first <= at < last


def seconds_of(office: Office, *, days: int = 0, hours: int = 0) -> int:
    """Working days and hours as working seconds."""
    return days * office.day_seconds + hours * 3600


def add(office: Office, at: dt.datetime, seconds: float) -> dt.datetime:
    """When so many working seconds (0 or more) have passed since `at`.

    What begins while the office is closed begins when it next opens. What ends exactly when it closes is due then, not
    on the next morning. Raises NeverOpen.
    """
    if seconds < 0:
        raise ValueError("Working time only goes forward.")
    left, now = dt.timedelta(seconds=seconds), at.astimezone(dt.UTC)
    day, closed = office.day_of(now), 0
    while closed < LONGEST_CLOSED:
        closed += 1
        if office.works_on(day):
            closed = 0
            opens, closes = office.hours_of(day)
            begins = max(now, opens)
            if left <= closes - begins:
                return begins + left
            left -= max(closes - begins, dt.timedelta(0))
        day += ONE_DAY
    raise NeverOpen("The office is closed for a whole year. Take a closed day away.")


def back(office: Office, at: dt.datetime, seconds: float) -> dt.datetime:
    """Since when so many working seconds (more than 0) have passed at `at`: what began then or before waits that long.

    Raises NeverOpen.
    """
    if seconds <= 0:
        raise ValueError("Working time is counted back by more than nothing.")
    left, now = dt.timedelta(seconds=seconds), at.astimezone(dt.UTC)
    day, closed = office.day_of(now), 0
    while closed < LONGEST_CLOSED:
        closed += 1
        if office.works_on(day):
            closed = 0
            opens, closes = office.hours_of(day)
            ends = min(now, closes)
            if left <= ends - opens:
                return ends - left
            left -= max(ends - opens, dt.timedelta(0))
        day -= ONE_DAY
    raise NeverOpen("The office was closed for a whole year. Take a closed day away.")


def between(office: Office, begin: dt.datetime, end: dt.datetime) -> float:
    """Working seconds from `begin` to `end`; 0 where `end` is not later."""
    worked, day, last = dt.timedelta(0), office.day_of(begin), office.day_of(end)
    while day <= last:
        if office.works_on(day):
            opens, closes = office.hours_of(day)
            worked += max(min(end, closes) - max(begin, opens), dt.timedelta(0))
        day += ONE_DAY
    return worked.total_seconds()


def worked(office: Office, sent: dt.datetime, end: dt.datetime, pauses: Iterable[tuple]) -> int:
    """Working seconds from `sent` to `end` without those of the pauses; a pause that lasts has no end (None)."""
    seconds = between(office, sent, end)
    for since, until in pauses:
        seconds -= between(office, min(since, end), min(until or end, end))
    return max(round(seconds), 0)


def due(office: Office, sent: dt.datetime, seconds: float, pauses: Iterable[Interval] = ()) -> dt.datetime:
    """When a clock that began at `sent` is due, if it stood still in each of the pauses.

    A pause that began once the clock was due does not make it due later.
    """
    when = add(office, sent, seconds)
    for since, until in sorted(pauses):
        if since < when:
            when = moved(office, when, since, until)
    return when


def moved(office: Office, when: dt.datetime, since: dt.datetime, until: dt.datetime) -> dt.datetime:
    """When that which was due at `when` is due after a pause: later by the working time that was paused."""
    return add(office, when, between(office, since, until))


def days_until(office: Office, at: dt.datetime, when: dt.datetime) -> int:
    """Working days from the day of `at` to that of `when`: 0 on the same day, 1 if the next working day is the one."""
    day, last, number = office.day_of(at), office.day_of(when), 0
    while day < last:
        day += ONE_DAY
        number += office.works_on(day)
    return number
