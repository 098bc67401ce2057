"""Budgets of days: how much is set aside, worked and left."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from support_requests.models import Package, PackageLine, SupportBudget, TimeEntry

NONE = Value(Decimal(0), output_field=DecimalField())


def with_days(budgets: QuerySet[SupportBudget]) -> QuerySet[Any]:
    """With `set_aside` (days of the lines of packages that go on), `spent` (days worked in those that ended), `worked`
    (days worked in all) and `going` (packages that go on)."""
    lines = PackageLine.objects.filter(package__budget=OuterRef("pk"), package__ended_at=None)
    entries = TimeEntry.objects.filter(assignment__line__package__budget=OuterRef("pk"))
    return budgets.annotate(
        set_aside=_sum(lines, "package__budget"),
        spent=_sum(entries.exclude(assignment__line__package__ended_at=None), "assignment__line__package__budget"),
        worked=_sum(entries, "assignment__line__package__budget"),
        going=Count("packages", filter=Q(packages__ended_at=None)),
    )


def days_taken(budget: SupportBudget) -> Decimal:
    """Days that packages set aside while they go on, and were worked in those that ended."""
    lines = PackageLine.objects.filter(package__budget=budget, package__ended_at=None)
    spent = TimeEntry.objects.filter(assignment__line__package__budget=budget)
    spent = spent.exclude(assignment__line__package__ended_at=None)
    return sum((rows.aggregate(days=Sum("days"))["days"] or Decimal(0) for rows in (lines, spent)), Decimal(0))


def worked_on(line: PackageLine) -> Decimal:
    """Days that were entered for a line."""
    days = TimeEntry.objects.filter(assignment__line=line).aggregate(days=Sum("days"))["days"]
    return days or Decimal(0)


def held(budget_pk: int) -> SupportBudget:
    """The budget as it is now, locked until the transaction ends: after the request and the rows of its package."""
    return SupportBudget.objects.select_for_update().get(pk=budget_pk)


def held_package(pk: int) -> Package:
    """The package as it is now, locked: after its request. Raises DoesNotExist."""
    Package.objects.select_for_update().get(pk=pk)
    return Package.objects.select_related("request__organisation", "request__officer", "budget", "consortium").get(
        pk=pk
    )


@dataclass(frozen=True)
class BudgetView:
    """A budget with its days, for a page."""

    budget: SupportBudget
    taken: Decimal
    left: Decimal
    worked: Decimal
    going: int


def views_of(budgets: QuerySet[SupportBudget]) -> list[BudgetView]:
    """In one query."""
    return [
        BudgetView(one, taken := one.set_aside + one.spent, one.days - taken, one.worked, one.going)
        for one in with_days(budgets).order_by("-year", "programme")
    ]


def _sum(rows: QuerySet, by: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(sum=Sum("days")).values("sum")), NONE)
