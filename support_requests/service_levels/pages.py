"""What the pages of service levels show."""

import datetime as dt
from dataclasses import dataclass

from support_requests.choices import Priority
from support_requests.models import ServiceLevel

from .levels import Level, Promises, of_row


@dataclass(frozen=True)
class Row:
    """One priority: what is promised now, and what is set for later."""

    priority: Priority
    level: Level
    to_come: list[tuple[ServiceLevel, Level]]
    newest: int  # the key of its newest row; 0: as it was at first

    @property
    def label(self) -> str:
        return str(self.priority.label)


def rows_of(promises: Promises, at: dt.datetime) -> list[Row]:
    """A row for each priority, the most urgent first."""
    return [row_of(Priority(value), promises, at) for value in Priority.values]


def row_of(priority: Priority, promises: Promises, at: dt.datetime) -> Row:
    rows = promises.levels.get(priority, [])
    to_come = [(row, of_row(row)) for row in rows if row.in_force_from > at]
    newest = max((row.pk for row in rows), default=0)
    return Row(priority, promises.level(priority, at), to_come, newest)
