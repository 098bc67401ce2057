"""Packages: what is agreed with an organisation, never more days than the budget of the year has left."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from consortia.models import Consortium
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import Package, PackageLine, SupportBudget, SupportRequest


@dataclass(frozen=True)
class Line:
    """One type of support to be agreed: `days` of work, to a quarter."""

    support_type: str
    days: Decimal
    what: str = ""


def days_left(budget: SupportBudget) -> Decimal:
    """Of the budget's days those that no package has set aside."""
    taken = PackageLine.objects.filter(package__budget=budget).aggregate(days=Sum("days"))["days"]
    return budget.days - (taken or Decimal(0))


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
    """Set days aside for a request that is held and being accepted. Raises NotPossible where too few are left."""
    held = SupportBudget.objects.select_for_update().get(pk=budget.pk)
    wanted, left = sum((line.days for line in lines), Decimal(0)), days_left(held)
    if wanted > left:
        raise NotPossible(f"{held} has {left.normalize():f} days left, and this package needs {wanted.normalize():f}.")
    package = Package.objects.create(
        request=request, budget=held, consortium=consortium, summary=summary, agreed_by=by, agreed_at=at
    )
    PackageLine.objects.bulk_create(
        PackageLine(package=package, support_type=line.support_type, what=line.what, days=line.days) for line in lines
    )
    record(actor=by, action="support_package_agreed", target=package, at=at)
    return package
