"""The end of support that was given: what came of it, and days that were not used are free again."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from support_requests.delivering.budgets import held_package
from support_requests.models import Assignment, LineOutcome, Package, PackageLessons, SupportRequest

from .apart import must_be_apart
from .assignments import begin_if_accepted
from .holding import hold
from .telling import tell_asker
from .telling_advisers import tell_adviser
from .telling_package import tell_fellows

NOT_BEGUN = (
    "Work has not begun yet, so nothing can be completed. It begins when an adviser agrees to help. Where it goes on "
    "without one, press “Work has begun” first."
)
ENDED = "This request has ended already: reload the page to see how."


@dataclass(frozen=True)
class LineSaid:
    """What is said of one line when its request is completed."""

    is_done: bool
    note: str = ""


@transaction.atomic
def begin_work(*, request: SupportRequest, by: User, at: dt.datetime) -> bool:
    """Work begins without an adviser who said so, for example by the officer; returns whether it had not begun."""
    held = hold(request.pk)
    package = Package.objects.filter(request=held).select_related("request", "consortium").first()
    if package is not None:
        must_be_apart(package, by)
    began = begin_if_accepted(held, by=by, at=at)
    if not began and held.state != SupportRequest.State.IN_PROGRESS:
        raise NotPossible(ENDED)
    return began


@transaction.atomic
def complete(
    *, request: SupportRequest, outcome: str, lines: dict[int, LineSaid], lessons: str = "", by: User, at: dt.datetime
) -> bool:
    """Close a request with what came of it; returns whether it went on until now. `lines`: by key, all of the package.

    Raises NotPossible where work has not begun, it ended otherwise, or a line is not told of.
    """
    held = hold(request.pk)
    if held.state == SupportRequest.State.COMPLETED:
        return False
    package = _package_to_end(held, lines, by=by)
    to = SupportRequest.State.COMPLETED
    move(held, field="state", to=to, transitions=SupportRequest.TRANSITIONS, ended_at=at, outcome=outcome)
    Package.objects.filter(pk=package.pk).update(ended_at=at)
    LineOutcome.objects.bulk_create(
        LineOutcome(line_id=line, is_done=said.is_done, note=said.note) for line, said in lines.items()
    )
    if lessons:
        PackageLessons.objects.create(package=package, text=lessons, written_by=by, written_at=at)
    record(actor=by, action="support_completed", target=held, at=at)
    _let_go(package, by=by, at=at)
    tell_asker(
        held,
        event="support_completed",
        key=held.pk,
        subject=f"Support completed: {held}",
        body=outcome,
        by=by,
        at=at,
    )
    tell_fellows(package, event="joint_package_completed", key=package.pk, said="is completed", by=by, at=at)
    return True


def too_early(request: SupportRequest) -> bool:
    """Whether work on the request has not begun, so that there is nothing to complete yet."""
    return request.state == SupportRequest.State.ACCEPTED


def _package_to_end(held: SupportRequest, lines: dict[int, LineSaid], *, by: User) -> Package:
    """The package, locked after its request, where this can be completed with these lines."""
    if too_early(held):
        raise NotPossible(NOT_BEGUN)
    if held.state != SupportRequest.State.IN_PROGRESS:
        raise NotPossible(ENDED)
    package = held_package(held.package.pk)
    must_be_apart(package, by)
    if set(lines) != set(package.lines.values_list("pk", flat=True)):
        raise NotPossible("The lines of the package have changed meanwhile: say of each whether it was done.")
    return package


def _let_go(package: Package, *, by: User, at: dt.datetime) -> None:
    """Whoever helped is done; whoever was asked and did not answer is asked no more. Each is told."""
    live = Assignment.objects.live().filter(line__package=package).select_related("adviser__person", "line")
    for one in live.order_by("pk"):
        helped = one.state == Assignment.State.ACCEPTED
        to = Assignment.State.DONE if helped else Assignment.State.WITHDRAWN
        if not Assignment.objects.filter(pk=one.pk, state=one.state).update(state=to, ended_at=at):
            continue
        thanks, ended = (
            ("Thank you for your help.", f"Completed: {package.request}")
            if helped
            else ("The support is completed.", f"No longer needed: {str(one.line).lower()} for {package.request}")
        )
        tell_adviser(
            one.adviser,
            event="advising_completed" if helped else "advising_withdrawn",
            key=one.pk,
            subject=ended,
            body=f"{thanks} Its pages are closed to you now.",
            by=by,
            at=at,
        )
