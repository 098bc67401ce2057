"""Days that advisers worked: entered by themselves, or by an officer for them; never more than a line has."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.delivering.budgets import worked_on
from support_requests.delivering.years import in_days
from support_requests.models import Assignment, Package, TimeEntry

from .budgets import must_go_on
from .holding_lines import hold_line

MORE = "{line} has {left} left. Enter as many or fewer, or ask the programme for more days."
ALL_WORKED = "All days of {line} are worked. Ask the programme for more days."
USED = "This page was used before. Open it again to enter more."
NOT_HERS = "You do not work on this any more: ask the programme to enter it."


@transaction.atomic
def enter_time(
    *,
    assignment: Assignment,
    days: Decimal,
    worked_on_day: dt.date,
    what: str,
    form_key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> TimeEntry:
    """Enter days, in quarters, for an adviser who helps; an officer also for one who helped. Sent twice it is one.

    Raises NotPossible above what the line has left, before the package was agreed, and in the future.
    """
    _, package, _ = hold_line(assignment.line_id)
    if same := _same(form_key, assignment, by):
        return same
    must_go_on(package)
    current = Assignment.objects.select_related("line", "adviser__person").get(pk=assignment.pk)
    _must_have_helped(current, by)
    _must_be_in_time(package, worked_on_day, at)
    left = current.line.days - worked_on(current.line)
    if days > left:
        raise NotPossible((MORE if left else ALL_WORKED).format(line=current.line, left=in_days(left)))
    entry = TimeEntry.objects.create(
        assignment=current, days=days, worked_on=worked_on_day, what=what, added_by=by, added_at=at, form_key=form_key
    )
    record(actor=by, action="support_time_entered", target=package, at=at, line=current.line_id, to=str(days))
    return entry


@transaction.atomic
def remove_time(*, entry: TimeEntry, by: User, at: dt.datetime) -> bool:
    """Take an entry away that was wrong; returns whether it was there. Raises NotPossible once the package ended."""
    _, package, _ = hold_line(entry.assignment.line_id)
    must_go_on(package)
    removed, _ = TimeEntry.objects.filter(pk=entry.pk).delete()
    if removed:
        line = entry.assignment.line_id
        record(actor=by, action="support_time_removed", target=package, at=at, line=line, before=str(entry.days))
    return bool(removed)


def _same(form_key: uuid.UUID, assignment: Assignment, by: User) -> TimeEntry | None:
    """What was entered from the same page before."""
    same = TimeEntry.objects.filter(form_key=form_key).first()
    if same and (same.assignment_id, same.added_by_id) != (assignment.pk, by.pk):
        raise NotPossible(USED)
    return same


def _must_have_helped(assignment: Assignment, by: User) -> None:
    helps = assignment.state == Assignment.State.ACCEPTED
    if assignment.adviser.person == by and not helps:
        raise NotPossible(NOT_HERS)
    if not helps and assignment.answered_at is None:
        raise NotPossible(f"{assignment.adviser} has not agreed to do this.")
    if assignment.state == Assignment.State.DECLINED:
        raise NotPossible(f"{assignment.adviser} declined to do this.")


def _must_be_in_time(package: Package, day: dt.date, at: dt.datetime) -> None:
    first, last = timezone.localdate(package.agreed_at), timezone.localdate(at)
    if not first <= day <= last:
        raise NotPossible(f"Enter a day from {first:%-d %B %Y}, when the package was agreed, to today.")
