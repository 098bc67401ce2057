"""What managers do with budgets, and officers with the days of a line: never more than there are."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.delivering.budgets import days_taken, held, worked_on
from support_requests.delivering.years import in_days, year_in_words
from support_requests.models import Package, PackageLine, SupportBudget, SupportRequest

from .apart import must_be_apart
from .holding_lines import hold_line
from .packages import must_have
from .telling import tell_advisers, tell_asker
from .telling_package import tell_fellows

STALE = "Somebody else changed these days to {days} meanwhile. Look at them again before you change them."
ENDED = "This package has ended: nothing in it can be changed any more."


@transaction.atomic
def create_budget(*, programme: str, year: int, days: Decimal, by: User, at: dt.datetime) -> SupportBudget:
    """Give a programme days for a year. Raises NotPossible where it has some for that year."""
    budget, new = SupportBudget.objects.get_or_create(
        programme=programme, year=year, defaults={"days": days, "is_demo": False}
    )
    if new:
        record(actor=by, action="support_budget_created", target=budget, at=at, to=str(days))
    elif budget.days != days:
        raise NotPossible(f"{programme} has {in_days(budget.days)} for {year_in_words(year)} already: change those.")
    return budget


@transaction.atomic
def change_budget(*, budget: SupportBudget, days: Decimal, seen: Decimal, by: User, at: dt.datetime) -> bool:
    """Give a budget more or fewer days, never fewer than are taken; returns whether that changed anything.

    `seen`: the days that the person saw. Raises NotPossible where somebody else changed them meanwhile.
    """
    locked = held(budget.pk)
    if locked.days == days:
        return False
    if locked.days != seen:
        raise NotPossible(STALE.format(days=in_days(locked.days)))
    taken = days_taken(locked)
    if days < taken:
        raise NotPossible(f"Packages have taken {in_days(taken)} of this budget. Enter as many or more.")
    SupportBudget.objects.filter(pk=locked.pk).update(days=days)
    record(actor=by, action="support_budget_changed", target=locked, at=at, before=str(locked.days), to=str(days))
    return True


@transaction.atomic
def change_days(*, line: PackageLine, days: Decimal, seen: Decimal, by: User, at: dt.datetime) -> bool:
    """Agree more or fewer days for a line; returns whether that changed anything. Asker and advisers are told.

    Raises NotPossible below what was worked, above what the budget has left, in a package that ended, for a line
    that was taken off, and where somebody else changed the days that the person saw.
    """
    request, package, locked = hold_line(line.pk)
    must_be_apart(package, by)
    must_go_on(package)
    if locked.days == days:
        return False
    if locked.days != seen:
        raise NotPossible(STALE.format(days=in_days(locked.days)))
    worked = worked_on(locked)
    if days < worked:
        raise NotPossible(f"{in_days(worked)} have been worked on this already. Enter as many or more.")
    if days > locked.days:
        must_have(held(package.budget_id), days - locked.days, what="this would take")
    PackageLine.objects.filter(pk=locked.pk).update(days=days)
    record(actor=by, action="support_days_changed", target=package, at=at, line=line.pk, before=str(seen), to=str(days))
    _tell(request, package, locked, f"{in_days(days)} for {locked}, instead of {in_days(seen)}", by=by, at=at)
    return True


def _tell(
    request: SupportRequest, package: Package, line: PackageLine, change: str, *, by: User, at: dt.datetime
) -> None:
    key = f"{line.pk}-{at:%Y%m%d%H%M%S}"
    said = {"key": key, "subject": f"{request}: {change}", "url": package.get_absolute_url(), "by": by, "at": at}
    tell_asker(request, event="support_days_changed", **said)
    tell_advisers(request, event="advising_days_changed", **said)
    tell_fellows(package, event="joint_days_changed", key=key, said=f"goes on: {change}", by=by, at=at)


def must_go_on(package: Package) -> None:
    """Raise NotPossible for a package that ended."""
    if package.ended_at is not None:
        raise NotPossible(ENDED)
