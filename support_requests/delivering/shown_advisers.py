"""Advisers as staff see them, and what an adviser has to do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from partnerships_portal.accounts.models import User
from support_requests.choices import SupportType
from support_requests.models import Adviser, AdviserConflict, Assignment, TimeEntry

from .candidates import promised_days, worked_in_month
from .free_days import free_months
from .years import in_days

ORDER = ("person__name", "pk")  # said again: what is counted loses the order of the model


@dataclass(frozen=True)
class AdviserView:
    """One adviser with how much they have promised."""

    adviser: Adviser
    promised: Decimal
    worked: Decimal
    today: dt.date
    conflicts: int = 0

    @property
    def months(self) -> str:
        """Days free in this month and the next two."""
        a_month = self.adviser.days_a_month
        months = free_months(a_month=a_month, promised=self.promised, worked=self.worked, today=self.today)
        return ". ".join(one.in_words for one in months)

    @property
    def expertise(self) -> list[str]:
        return [str(label) for value, label in SupportType.choices if value in self.adviser.expertise]

    @property
    def free(self) -> Decimal:
        return self.adviser.days_a_month - self.promised - self.worked

    @property
    def days_in_words(self) -> str:
        a_month = in_days(self.adviser.days_a_month)
        if self.free < 0:
            return f"{in_days(-self.free)} more promised than the {a_month} a month they can give"
        return f"{in_days(self.free)} free of {a_month} a month"

    @property
    def where(self) -> str:
        return ", ".join(str(region) for region in self.adviser.regions.all()) or "Anywhere in England"


def shown(advisers: QuerySet[Adviser], *, today: dt.date, reader: User) -> list[AdviserView]:
    """The advisers of a page, with the conflicts that `reader` may know, in five queries whatever their number."""
    known = AdviserConflict.objects.visible_to(reader).lasting()
    conflicts = Count("conflicts", filter=Q(conflicts__in=known.values("pk")))
    rows = list(
        advisers.select_related("person").prefetch_related("regions").annotate(conflicts_now=conflicts).order_by(*ORDER)
    )
    promised, worked = promised_days(rows), worked_in_month(rows, today)
    none = Decimal(0)
    return [
        AdviserView(one, promised.get(one.pk, none), worked.get(one.pk, none), today, vars(one)["conflicts_now"])
        for one in rows
    ]


@dataclass(frozen=True)
class Task:
    """A line that an adviser is asked to do, does, or did, with the days that are used."""

    assignment: Assignment
    worked: Decimal

    @property
    def days(self) -> str:
        return f"{in_days(self.worked)} of {in_days(self.assignment.line.days)} used"


def tasks_of(assignments: QuerySet[Assignment]) -> list[Task]:
    """The assignments with days used: two queries."""
    rows = list(assignments.select_related("line__package__request__organisation", "adviser__person"))
    worked = _worked(one.line_id for one in rows)
    return [Task(one, worked.get(one.line_id, Decimal(0))) for one in rows]


def _worked(lines: Iterable[int]) -> dict[int, Decimal]:
    worked: dict[int, Decimal] = {}
    entries = TimeEntry.objects.filter(assignment__line__in=set(lines))
    for line, days in entries.values_list("assignment__line", "days"):
        worked[line] = worked.get(line, Decimal(0)) + days
    return worked
