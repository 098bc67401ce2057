"""Another type of support in a package that goes on, and one fewer: the budget is never overspent."""

import datetime as dt

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.delivering.budgets import held, held_package, worked_on
from support_requests.delivering.years import in_days
from support_requests.models import Assignment, Package, PackageLine

from .apart import must_be_apart
from .budgets import must_go_on
from .holding import hold
from .holding_lines import hold_line
from .packages import Line, must_have
from .telling_advisers import tell_adviser
from .telling_package import tell_all

THERE = "{line} is in this package already, with {days}. Change its days instead."
WORKED = "Somebody worked on this already: {days}. Change its days to as many instead."
LAST = "This is all that the package has. Complete the request instead, or add another type of support first."


@transaction.atomic
def add_line(*, package: Package, line: Line, by: User, at: dt.datetime) -> PackageLine:
    """Agree another type of support; asker, advisers and officer are told, and the members of a joint package. The same
    again changes nothing.

    Raises NotPossible where the package ended, has the type with other days, or the budget has too few left.
    """
    hold(package.request_id)
    current = held_package(package.pk)
    must_be_apart(current, by)
    must_go_on(current)
    there = PackageLine.objects.filter(package=current, support_type=line.support_type).first()
    if there is not None:
        if (there.days, there.what) == (line.days, line.what):
            return there
        raise NotPossible(THERE.format(line=there, days=in_days(there.days)))
    must_have(held(current.budget_id), line.days, what="this would take")
    added = PackageLine.objects.create(package=current, support_type=line.support_type, what=line.what, days=line.days)
    said = f"{added} is added, with {in_days(added.days)}"
    record(actor=by, action="support_line_added", target=current, at=at, to=str(added), line=added.pk)
    tell_all(current, happening="line", key=f"{added.pk}:added", said=said, by=by, at=at)
    return added


@transaction.atomic
def remove_line(*, line: PackageLine, because: str, by: User, at: dt.datetime) -> None:
    """Take a type of support off on which nobody has worked. Its days are free again; an adviser who was asked or had
    agreed is let go; whoever was told of it is told why.

    Raises NotPossible where the package ended, days were worked, it is the last one, or it is gone.
    """
    _, package, current = hold_line(line.pk)
    must_be_apart(package, by)
    must_go_on(package)
    if worked := worked_on(current):
        raise NotPossible(WORKED.format(days=in_days(worked)))
    if package.lines.count() == 1:
        raise NotPossible(LAST)
    _let_go(package, current, because=because, by=by, at=at)
    current.delete()
    record(actor=by, action="support_line_removed", target=package, at=at, before=str(current))
    said = f"{current} is taken off"
    tell_all(package, happening="line", key=f"{line.pk}:removed", said=said, body=because, by=by, at=at)


def _let_go(package: Package, line: PackageLine, *, because: str, by: User, at: dt.datetime) -> None:
    """Tell whoever has the line that it is no longer needed; their assignment goes with the line."""
    live = Assignment.objects.live().filter(line=line).select_related("adviser__person").first()
    if live is None:
        return
    moved = Assignment.objects.live().filter(pk=live.pk)  # an adviser who leaves does not wait for the package
    if not moved.update(state=Assignment.State.WITHDRAWN, because=because, ended_at=at):
        return
    tell_adviser(
        live.adviser,
        event="advising_withdrawn",
        key=live.pk,
        subject=f"No longer needed: {str(line).lower()} for {package.request}",
        body=f"{because} Thank you. Unless you help with something else there, its pages are closed to you now.",
        by=by,
        at=at,
    )
