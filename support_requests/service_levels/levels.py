"""Which service level holds for a request, and when the office is open: read from the database."""

import datetime as dt
from dataclasses import dataclass

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


def level_for(priority: str, sent: dt.datetime) -> Level:
    """The level that holds for requests of this priority sent at `sent`: one query."""
    set_since = ServiceLevel.objects.as_of(sent).filter(priority=priority).last()
    return of_row(set_since) if set_since else FIRST[Priority(priority)]


def of_row(row: ServiceLevel) -> Level:
    return Level(row.first_reply, row.decision, row.first_reply_unit, row.decision_unit)


def office_at(at: dt.datetime) -> Office:
    """The office with the hours in force at `at` (of a request: when it was sent) and every closed day: two queries."""
    closed = frozenset(ClosedDay.objects.values_list("day", flat=True))
    hours = OfficeHours.objects.as_of(at).last()
    opens, closes = (hours.opens, hours.closes) if hours else (ENGLAND.opens, ENGLAND.closes)
    return Office(lambda day: is_working_day(day) and day not in closed, opens=opens, closes=closes)


def _in_words(number: int, unit: str) -> str:
    return f"{number} working {unit if number != 1 else unit[:-1]}"
