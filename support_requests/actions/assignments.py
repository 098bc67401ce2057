"""Asking an adviser to do a line of a package, and what they answer. A line has one adviser at a time."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from support_requests.delivering.conflicts import conflicts_as_read
from support_requests.models import Adviser, Assignment, Package, PackageLine, SupportRequest

from .apart import must_be_apart
from .budgets import must_go_on
from .conflicts import enter_conflict
from .holding_lines import hold_line
from .telling import tell_asker, tell_programme
from .telling_advisers import tell_adviser

State = Assignment.State
LEFT = "{adviser} advises no more: ask somebody else."
TAKEN = "{adviser} was asked for this a moment ago. Take them off first if somebody else should do it."
AGREED = "You have agreed to help. Write to the programme if you cannot go on."
NOT_ASKED = "You are not asked to do this any more."


@transaction.atomic
def ask(*, line: PackageLine, adviser: Adviser, by: User, at: dt.datetime) -> Assignment:
    """Ask an adviser to do a line; they are told, and see the case from now on. The same again changes nothing.

    Raises NotPossible where somebody else has the line, the adviser has left or has a conflict of interest.
    """
    request, package, line = hold_line(line.pk)
    must_be_apart(package, by)
    must_go_on(package)
    current = _held_adviser(adviser.pk)
    live = Assignment.objects.live().filter(line=line).select_related("adviser__person").first()
    if live is not None and live.adviser_id == current.pk:
        return live
    if live is not None:
        raise NotPossible(TAKEN.format(adviser=live.adviser))
    _must_be_free(current, package, reader=by)
    assignment = Assignment.objects.create(line=line, adviser=current, offered_by=by, offered_at=at)
    record(actor=by, action="adviser_asked", target=package, at=at, line=line.pk, adviser=current.pk)
    tell_adviser(
        current,
        event="advising_asked",
        key=assignment.pk,
        subject=f"Can you help {request.organisation} with {str(line).lower()}?",
        body="Read what they ask for, and say whether you can help.",
        url=reverse("assignment_answer", args=[assignment.pk]),
        about=request,
        by=by,
        at=at,
    )
    return assignment


@transaction.atomic
def accept(*, assignment: Assignment, by: User, at: dt.datetime) -> None:
    """The adviser helps; with the first one the work on the request begins. Asker and officer are told, once."""
    request, package, current = _held(assignment)
    if current.state == State.ACCEPTED:
        return
    must_go_on(package)
    _must_be_free(_held_adviser(current.adviser_id), package, reader=by)
    _move(current, State.ACCEPTED, answered_at=at)
    record(actor=by, action="advising_accepted", target=package, at=at, line=current.line_id)
    begin_if_accepted(request, by=by, at=at)
    firm = f" ({current.adviser.firm})" if current.adviser.firm else ""
    said: dict[str, Any] = {"key": current.pk, "url": package.get_absolute_url(), "by": by, "at": at}
    words = f"{current.adviser}{firm} helps with {str(current.line).lower()}: {request}"
    tell_asker(request, event="support_adviser_agreed", subject=words, **said)
    tell_programme(request, event="programme_adviser_agreed", subject=words, **said)


@transaction.atomic
def decline(*, assignment: Assignment, because: str, has_conflict: bool, by: User, at: dt.datetime) -> None:
    """The adviser cannot help, and says why to the programme; a conflict of interest is kept. Twice is once."""
    request, package, current = _held(assignment)
    if current.state == State.DECLINED:
        return
    if current.state == State.ACCEPTED:
        raise NotPossible(AGREED)
    adviser = _held_adviser(current.adviser_id)
    _move(current, State.DECLINED, answered_at=at, because=because, ended_at=at)
    record(actor=by, action="advising_declined", target=package, at=at, line=current.line_id)
    if has_conflict:
        enter_conflict(adviser, request.organisation, because=because, by=by, at=at)
    tell_programme(
        request,
        event="programme_adviser_declined",
        key=current.pk,
        subject=f"{adviser} cannot help with {str(current.line).lower()}: {request}",
        body=f"{'Conflict of interest. ' if has_conflict else ''}They say: {because}",
        url=package.get_absolute_url(),
        by=by,
        at=at,
    )


@transaction.atomic
def take_off(*, assignment: Assignment, because: str, by: User, at: dt.datetime) -> bool:
    """An officer takes the adviser off, who is told why and sees the case no more; returns whether they were on it."""
    request, package, current = _held(assignment)
    must_be_apart(package, by)
    if current.state not in Assignment.LIVE:
        return False
    _move(current, State.WITHDRAWN, because=because, ended_at=at)
    record(
        actor=by, action="adviser_taken_off", target=package, at=at, line=current.line_id, adviser=current.adviser_id
    )
    tell_adviser(
        current.adviser,
        event="advising_withdrawn",
        key=current.pk,
        subject=f"No longer needed: {request}",
        body=f"{because} Thank you. Its pages are closed to you now.",
        by=by,
        at=at,
    )
    return True


def begin_if_accepted(request: SupportRequest, *, by: User, at: dt.datetime) -> bool:
    """Work on a held request that was accepted begins; returns whether it had not begun before."""
    if request.state != SupportRequest.State.ACCEPTED:
        return False
    to = SupportRequest.State.IN_PROGRESS
    move(request, field="state", to=to, transitions=SupportRequest.TRANSITIONS, started_at=at)
    record(actor=by, action="support_begun", target=request, at=at)
    return True


def _held(assignment: Assignment) -> tuple[SupportRequest, Package, Assignment]:
    """The request and the package, locked, and the assignment as it is now."""
    request, package, _ = hold_line(assignment.line_id)
    current = Assignment.objects.select_related("line", "adviser__person").get(pk=assignment.pk)
    return request, package, current


def _held_adviser(pk: int) -> Adviser:
    """As it is now, locked: somebody who leaves, or declares a conflict, waits. After the package."""
    Adviser.objects.select_for_update().get(pk=pk)
    return Adviser.objects.select_related("person").get(pk=pk)


def _must_be_free(adviser: Adviser, package: Package, *, reader: User) -> None:
    if adviser.left_at is not None or not adviser.person.is_active:
        raise NotPossible(LEFT.format(adviser=adviser))
    conflict = conflicts_as_read(package, [adviser], reader=reader).get(adviser.pk)
    if conflict:
        raise NotPossible(f"{adviser} must not be asked. {conflict}.")


def _move(assignment: Assignment, to, **changes) -> None:
    try:
        move(assignment, field="state", to=to, transitions=Assignment.TRANSITIONS, **changes)
    except NotPossible:
        raise NotPossible(NOT_ASKED) from None
