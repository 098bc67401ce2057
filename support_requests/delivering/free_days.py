"""How many days an adviser has free, month by month. Pure."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .years import in_days

MONTHS = 3  # this one and the next two


@dataclass(frozen=True)
class FreeMonth:
    """The days that are free in the month that begins on `first`."""

    first: dt.date
    free: Decimal

    @property
    def in_words(self) -> str:
        return f"{self.first:%B}: {in_days(self.free)}"


def free_months(*, a_month: Decimal, promised: Decimal, worked: Decimal, today: dt.date) -> list[FreeMonth]:
    """This month and the next two, if what is promised is worked as soon as it can be. `worked`: days of this month.

    Promises have no dates, so this is the earliest that they can be kept, and never fewer than none is free.
    """
    months, first, room = [], today.replace(day=1), max(a_month - worked, Decimal(0))
    for _ in range(MONTHS):
        taken = min(room, promised)
        months.append(FreeMonth(first, room - taken))
        promised, room = promised - taken, a_month
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return months
