"""Which service level holds for a request, and when the office is open: read from the database."""

import datetime as dt
from dataclasses import dataclass, field

from commissioners.legal.working_days import is_working_day
from support_requests.choices import Priority
from support_requests.models import ClosedDay, OfficeHours, ServiceLevel
from support_requests.models.service_levels import Unit

from .working_time import Office, seconds_of


@dataclass(frozen=True)
class Level:
    """What is promised: so many working days or hours until the first reply and the decision."""

    first_reply: int
    decision: int
    first_reply_unit: str = Unit.DAYS
    decision_unit: str = Unit.DAYS

    def first_reply_seconds(self, office: Office) -> int:
        return seconds_of(office, **{self.first_reply_unit: self.first_reply})

    def decision_seconds(self, office: Office) -> int:
        return seconds_of(office, **{self.decision_unit: self.decision})

    @property
    def first_reply_in_words(self) -> str:
        return _in_words(self.first_reply, self.first_reply_unit)

    @property
    def decision_in_words(self) -> str:
        return _in_words(self.decision, self.decision_unit)


# Until a manager sets another: a portal that was just set up promises something too
FIRST = {
    Priority.URGENT: Level(1, 3),
    Priority.HIGH: Level(1, 5),
    Priority.NORMAL: Level(2, 10),
    Priority.LOW: Level(5, 15),
}
ENGLAND = Office(is_working_day)  # with the hours of the beginning, and no closed day beside weekends and bank holidays


@dataclass(frozen=True)
class Promises:
    """All that was ever promised, read once for many requests."""

    closed: frozenset[dt.date]
    hours: list[OfficeHours]  # oldest first
    levels: dict[str, list[ServiceLevel]]  # priority: oldest first
    _offices: dict[tuple[dt.time, dt.time], Office] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Promises":
        """Three queries."""
        levels: dict[str, list[ServiceLevel]] = {}
        for row in ServiceLevel.objects.order_by("in_force_from", "pk"):
            levels.setdefault(row.priority, []).append(row)
        closed = frozenset(ClosedDay.objects.values_list("day", flat=True))
        return cls(closed, list(OfficeHours.objects.order_by("in_force_from", "pk")), levels)

    @staticmethod
    def first(priority: str) -> Level:
        return FIRST[Priority(priority)]

    def level(self, priority: str, at: dt.datetime) -> Level:
        """What is promised of a request of this priority that is sent at `at`."""
        row = _as_of(self.levels.get(priority, []), at)
        return of_row(row) if row else self.first(priority)

    def office(self, at: dt.datetime) -> Office:
        """With the hours in force at `at` (of a request: when it was sent) and every closed day."""
        hours = _as_of(self.hours, at) or ENGLAND
        key = (hours.opens, hours.closes)
        if key not in self._offices:
            self._offices[key] = Office(self._is_worked, opens=hours.opens, closes=hours.closes)
        return self._offices[key]

    def _is_worked(self, day: dt.date) -> bool:
        return is_working_day(day) and day not in self.closed


def office_at(at: dt.datetime) -> Office:
    """The office with the hours in force at `at` and every closed day: two queries."""
    closed = frozenset(ClosedDay.objects.values_list("day", flat=True))
    return Promises(closed, list(OfficeHours.objects.as_of(at)), {}).office(at)


def of_row(row: ServiceLevel) -> Level:
    return Level(row.first_reply, row.decision, row.first_reply_unit, row.decision_unit)


def _as_of(rows: list, at: dt.datetime):
    return next((row for row in reversed(rows) if row.in_force_from <= at), None)


def _in_words(number: int, unit: str) -> str:
    return f"{number} working {unit if number != 1 else unit[:-1]}"
