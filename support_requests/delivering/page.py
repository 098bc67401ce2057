"""What the page of a package shows."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from support_requests.models import Assignment, Milestone, PackageFile, PackageLine, PackageSession, TimeEntry

from .desk import Desk
from .looking import looked_for
from .years import in_days

State = Assignment.State
COLOURS: dict[str, str] = {State.OFFERED: "yellow", State.ACCEPTED: "green", State.DONE: "green"}
WORDS: dict[str, str] = {State.OFFERED: "No answer yet", State.ACCEPTED: "Helps", State.DONE: "Has helped"}


@dataclass(frozen=True)
class LineView:
    """A line with who does it and how much is used."""

    line: PackageLine
    worked: Decimal
    current: Assignment | None  # asked, helping, or who helped
    past: tuple[Assignment, ...] = ()  # who declined or was taken off; for staff

    @property
    def left(self) -> Decimal:
        return self.line.days - self.worked

    @property
    def used_in_words(self) -> str:
        return f"{in_days(self.worked)} of {in_days(self.line.days)} used"

    @property
    def state(self) -> str:
        return WORDS[self.current.state] if self.current else "Nobody yet"

    @property
    def colour(self) -> str:
        return COLOURS[self.current.state] if self.current else "orange"

    @property
    def is_live(self) -> bool:
        return self.current is not None and self.current.state in Assignment.LIVE


@dataclass(frozen=True)
class PackagePage:
    """All of it."""

    desk: Desk
    lines: list[LineView]
    milestones: list[tuple[Milestone, bool]]  # with whether it is late
    coming: list[PackageSession]
    held: list[PackageSession]
    files: list[tuple[PackageFile, bool]]  # with whether the person may take it off
    entries: list[tuple[TimeEntry, bool]]

    @property
    def agreed(self) -> Decimal:
        return sum((one.line.days for one in self.lines), Decimal(0))

    @property
    def worked(self) -> Decimal:
        return sum((one.worked for one in self.lines), Decimal(0))

    @property
    def used_in_words(self) -> str:
        return f"{in_days(self.worked)} of {in_days(self.agreed)} used"

    @property
    def left(self) -> Decimal:
        return self.agreed - self.worked

    @property
    def still_open(self) -> list[str]:
        """Milestones that are not reached, and sessions that are to come."""
        steps = [f"Milestone: {one}" for one, _ in self.milestones if one.done_at is None]
        return steps + [f"Session on {one.held_on:%-d %B %Y}: {one}" for one in self.coming]

    @property
    def looked_for(self) -> str:
        """For whoever is helped; staff and advisers see who was asked."""
        if not self.desk.goes_on or self.desk.reads_as_staff or self.desk.user.is_adviser:
            return ""
        return looked_for(one.line for one in self.lines if one.current is None)

    @property
    def to_answer(self) -> list[Assignment]:
        """What the person is asked to do, and has not answered."""
        live = [one.current for one in self.lines if one.current and one.current.state == State.OFFERED]
        return [one for one in live if one.adviser.person_id == self.desk.user.pk]


def package_page(desk: Desk, *, today: dt.date) -> PackagePage:
    """Everything that the person may read, in seven queries whatever there is."""
    package = desk.package
    entries = TimeEntry.objects.filter(assignment__line__package=package)
    rows = list(entries.select_related("assignment__line", "assignment__adviser__person"))
    sessions = list(package.sessions.select_related("changed_by"))
    return PackagePage(
        desk=desk,
        lines=_lines(desk, rows),
        milestones=[
            (one, one.done_at is None and one.due_on is not None and one.due_on < today)
            for one in package.milestones.select_related("done_by")
        ],
        coming=[one for one in reversed(sessions) if one.held_on >= today],
        held=[one for one in sessions if one.held_on < today],
        files=[(one, desk.may_remove(one.added_by_id)) for one in package.files.select_related("file", "added_by")],
        entries=[(one, desk.may_remove(one.added_by_id)) for one in rows] if desk.sees_request else [],
    )


def _lines(desk: Desk, entries: list[TimeEntry]) -> list[LineView]:
    worked: dict[int, Decimal] = {}
    for one in entries:
        line = one.assignment.line_id
        worked[line] = worked.get(line, Decimal(0)) + one.days
    asked: dict[int, list[Assignment]] = {}
    for each in Assignment.objects.filter(line__package=desk.package).select_related("adviser__person"):
        asked.setdefault(each.line_id, []).append(each)
    return [
        _line(line, worked.get(line.pk, Decimal(0)), asked.get(line.pk, []), desk)
        for line in desk.package.lines.select_related("outcome")
    ]


def _line(line: PackageLine, worked: Decimal, asked: list[Assignment], desk: Desk) -> LineView:
    current = [one for one in asked if one.state in (*Assignment.LIVE, State.DONE)]
    past = [one for one in asked if one.state in (State.DECLINED, State.WITHDRAWN)]
    shown = current[-1] if current else None
    if shown is not None and shown.state == State.OFFERED and not (desk.reads_as_staff or _is_theirs(shown, desk)):
        shown = None  # who was asked and may still say no is not told to whoever is helped
    return LineView(line, worked, shown, tuple(past) if desk.reads_as_staff else ())


def _is_theirs(assignment: Assignment, desk: Desk) -> bool:
    return assignment.adviser.person_id == desk.user.pk
