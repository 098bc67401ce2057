"""How many promises were kept and missed, by month, priority and clock.

Every request that was sent counts once for each clock: kept, missed (late ones that still wait among them), still
running, or ended by the asker before it was due. Shares are of what was kept or missed, and medians of what was
answered, in working hours without the time in which the asker was waited for: as they were counted when it was
answered (decision 0173). One query in all.
"""

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone

from support_requests.choices import Priority
from support_requests.models import SupportRequest
from support_requests.models.service_levels import Clock

from .levels import ENGLAND
from .standing import State, state_of

FEW = 10  # below that a share says little: one request more or less moves it by more than a tenth
OUTCOMES = {State.KEPT: "kept", State.MISSED: "missed", State.OVERDUE: "missed", State.ENDED: "ended"}


class Times(NamedTuple):
    """What is read of one request."""

    priority: str
    submitted_at: dt.datetime
    first_reply_due_at: dt.datetime | None
    first_replied_at: dt.datetime | None
    decision_due_at: dt.datetime | None
    decided_at: dt.datetime | None
    ended_at: dt.datetime | None
    waiting_since: dt.datetime | None
    first_reply_worked: int | None
    decision_worked: int | None

    @property
    def ends(self) -> tuple[tuple[Clock, dt.datetime | None, dt.datetime | None, int | None], ...]:
        """Of each clock when it was due, when it ended, and the working seconds until then."""
        first = (self.first_replied_at, self.first_reply_worked)
        decision = (self.decided_at, self.decision_worked)
        # a request that was decided with no word before it was answered by that
        return (
            (Clock.FIRST_REPLY, self.first_reply_due_at, *(first if self.first_replied_at else decision)),
            (Clock.DECISION, self.decision_due_at, *decision),
        )


@dataclass
class Tally:
    """What came of the requests of one kind."""

    kept: int = 0
    missed: int = 0
    running: int = 0
    ended: int = 0
    hours: list[float] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return self.kept + self.missed + self.running + self.ended

    @property
    def judged(self) -> int:
        return self.kept + self.missed

    @property
    def share(self) -> int | None:
        """Per cent kept of what was kept or missed; None where nothing was."""
        return round(100 * self.kept / self.judged) if self.judged else None

    @property
    def share_in_words(self) -> str:
        """A percentage only where there are enough to speak of one."""
        if not self.judged:
            return "None to judge yet"
        counted = f"{self.kept:,} of {self.judged:,}"
        return counted if self.judged < FEW else f"{self.share}% ({counted})"

    @property
    def counts_in_words(self) -> str:
        """24 kept, 3 missed, 1 still running: what there is none of is left out after the first two."""
        more = ((self.running, "still running"), (self.ended, "ended"))
        said = [f"{self.kept:,} kept", f"{self.missed:,} missed", *(f"{some:,} {what}" for some, what in more if some)]
        return ", ".join(said)

    @property
    def median(self) -> float | None:
        """Working hours until it was answered."""
        return round(statistics.median(self.hours), 1) if self.hours else None

    def add(self, other: "Tally") -> None:
        self.kept += other.kept
        self.missed += other.missed
        self.running += other.running
        self.ended += other.ended
        self.hours += other.hours


Key = tuple[dt.date, str, str]  # first day of the month, priority, clock


def tallies(user, *, since: dt.date, at: dt.datetime) -> dict[Key, Tally]:
    """What came of the requests that were sent from `since` on, as far as the person may know of them."""
    begin = timezone.make_aware(dt.datetime.combine(since, dt.time(0)))
    sent = SupportRequest.objects.visible_to(user).sent().filter(submitted_at__gte=begin).order_by("pk")
    found = defaultdict[Key, Tally](Tally)
    for row in sent.values_list(*Times._fields).iterator(chunk_size=5000):
        times = Times(*row)
        month = timezone.localdate(times.submitted_at).replace(day=1)
        for clock, due, end, worked in times.ends:
            tally = found[month, times.priority, clock]
            # the office says no more than whether what still runs is due today: any does
            name = OUTCOMES.get(state_of(times, due, end, at, ENGLAND), "running")
            setattr(tally, name, getattr(tally, name) + 1)
            if worked is not None:
                tally.hours.append(worked / 3600)
    return dict(found)


def summed(found: dict[Key, Tally], *, clock: str, priority: str = "", month: dt.date | None = None) -> Tally:
    """Those of one clock, of all priorities and months or of one."""
    total = Tally()
    for (when, of, which), tally in found.items():
        if which == clock and priority in ("", of) and month in (None, when):
            total.add(tally)
    return total


def months(since: dt.date, at: dt.datetime) -> list[dt.date]:
    """The first day of each month from `since` to now, the latest first."""
    month, found = timezone.localdate(at).replace(day=1), []
    while month >= since:
        found.append(month)
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return found


def lines_of(found: dict[Key, Tally], since: dt.date, at: dt.datetime) -> Iterable[list]:
    """A spreadsheet: a line for each month, priority and clock of which there is something."""
    yield [
        *("Month", "Priority", "Clock", "Sent", "Kept", "Missed", "Still running", "Ended by the asker before due"),
        "Median working hours",
    ]
    for month in months(since, at):
        for priority in Priority:
            for clock in Clock:
                tally = found.get((month, priority, clock))
                if tally:
                    counts = (tally.sent, tally.kept, tally.missed, tally.running, tally.ended)
                    yield [f"{month:%Y-%m}", priority.label, clock.label, *counts, tally.median]
