"""What is agreed with an organisation, never more days than the budget of the year has left; and how it ends."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from consortia.models import Consortium
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.delivering.budgets import days_taken, held
from support_requests.delivering.years import in_days, year_of
from support_requests.models import Assignment, Package, PackageLine, SupportBudget, SupportRequest

from . import evaluation
from .telling_advisers import tell_adviser
from .telling_package import tell_fellows

WITHDRAWN = "The organisation withdrew its request."
TO_FELLOWS = (
    "The organisation that had asked for it withdrew its request. What was done until then stays on its page. If you "
    "still need it, any member can ask the programme."
)


@dataclass(frozen=True)
class Line:
    """One type of support to be agreed: `days` of work, to a quarter."""

    support_type: str
    days: Decimal
    what: str = ""


def days_left(budget: SupportBudget) -> Decimal:
    """Of the budget's days those that are free: neither set aside by a package that goes on, nor worked in one that
    ended."""
    return budget.days - days_taken(budget)


@transaction.atomic
def agree(
    *,
    request: SupportRequest,
    budget: SupportBudget,
    lines: list[Line],
    summary: str = "",
    consortium: Consortium | None = None,
    by: User,
    at: dt.datetime,
) -> Package:
    """Set days aside for a request that is held and being accepted. Raises NotPossible where too few are left, or the
    year of the budget is over."""
    locked = held(budget.pk)
    must_last(locked, at=at)
    must_have(locked, sum((line.days for line in lines), Decimal(0)), what="this package needs")
    package = Package.objects.create(
        request=request, budget=locked, consortium=consortium, summary=summary, agreed_by=by, agreed_at=at
    )
    PackageLine.objects.bulk_create(
        PackageLine(package=package, support_type=line.support_type, what=line.what, days=line.days) for line in lines
    )
    record(actor=by, action="support_package_agreed", target=package, at=at)
    tell_fellows(
        package,
        event="joint_package_agreed",
        key=package.pk,
        said="is agreed: see what is planned, and by whom",
        by=by,
        at=at,
    )
    evaluation.begin(request=request, at=at)
    return package


def must_last(budget: SupportBudget, *, at: dt.datetime) -> None:
    """Raise NotPossible for a budget of a year that is over: its days are gone on 1 April."""
    if budget.year < year_of(timezone.localdate(at)):
        raise NotPossible(f"{budget} is over: choose a budget of this year.")


def must_have(budget: SupportBudget, days: Decimal, *, what: str) -> None:
    """Raise NotPossible where the budget, which is locked, has fewer days left. `what` completes "..., and"."""
    left = days_left(budget)
    if days > left:
        raise NotPossible(f"{budget} has {in_days(left)} left, and {what} {in_days(days)}.")


@transaction.atomic
def end_package(package: Package, *, by: User, at: dt.datetime) -> bool:
    """End the package of a held request that is withdrawn; returns whether it went on until now.

    Whoever was asked to advise, or agreed to, is taken off and told. Days that were not used are free again.
    """
    if not Package.objects.filter(pk=package.pk, ended_at=None).update(ended_at=at):
        return False
    package.ended_at = at
    live = Assignment.objects.live().filter(line__package=package).select_related("adviser__person")
    for assignment in live.order_by("pk"):
        moved = Assignment.objects.live().filter(pk=assignment.pk)
        if moved.update(state=Assignment.State.WITHDRAWN, because=WITHDRAWN, ended_at=at):
            tell_adviser(
                assignment.adviser,
                event="advising_withdrawn",
                key=assignment.pk,
                subject=f"No longer needed: {package.request}",
                body=f"{WITHDRAWN} Thank you for your help. Its pages are closed to you now.",
                by=by,
                at=at,
            )
    record(actor=by, action="support_package_ended", target=package, at=at)
    tell_fellows(
        package, event="joint_package_ended", key=package.pk, said="has ended early", body=TO_FELLOWS, by=by, at=at
    )
    return True
