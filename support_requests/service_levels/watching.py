"""Requests of which somebody has to be told now: due soon, late, or waiting for somebody for too long.

Each `Watch` finds requests whose time has come and that were not warned of yet. One query for each; the office must be
open: nobody is warned at night, and what falls due then is told when it opens.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet

from support_requests.models import Assignment, ClockWarning, SupportRequest
from support_requests.models.service_levels import Clock

from .working_time import Office, add, back, seconds_of

Kind = ClockWarning.Kind
HOUR = 3600
SOON = {Clock.FIRST_REPLY: 2 * HOUR, Clock.DECISION: 8 * HOUR}  # working seconds before it is due
DUE = {Clock.FIRST_REPLY: "first_reply_due_at", Clock.DECISION: "decision_due_at"}
STILL_RUNS = {Clock.FIRST_REPLY: {"first_replied_at": None}, Clock.DECISION: {}}


@dataclass(frozen=True)
class Watch:
    """One thing to be warned of. `find` gives rows with `since`, what the warning is about, as it stands at a time."""

    kind: Kind
    find: Callable[[dt.datetime, Office], QuerySet]
    clock: str = ""

    def unwarned(self, at: dt.datetime, office: Office) -> QuerySet:
        """Requests that nobody was told of yet; a due date that moved may be warned of again."""
        told = ClockWarning.objects.filter(
            request=OuterRef("pk"), kind=self.kind, clock=self.clock, since=OuterRef("since")
        )
        return self.find(at, office).filter(~Exists(told)).order_by("pk")


def _running(clock: str) -> QuerySet:
    """Undecided requests whose clock runs: not while the asker is waited for."""
    running = SupportRequest.objects.undecided().filter(waiting_since=None, **STILL_RUNS[Clock(clock)])
    return running.annotate(since=F(DUE[Clock(clock)]))


def _due_soon(clock: Clock) -> Watch:
    def find(at, office):
        return _running(clock).filter(since__gte=at, since__lte=add(office, at, SOON[clock]))

    return Watch(Kind.DUE_SOON, find, clock)


def _overdue(clock: Clock) -> Watch:
    return Watch(Kind.OVERDUE, lambda at, office: _running(clock).filter(since__lt=at), clock)


def _not_taken(at: dt.datetime, office: Office) -> QuerySet:
    waiting = SupportRequest.objects.undecided().filter(officer=None, waiting_since=None)
    long_ago = back(office, at, seconds_of(office, hours=settings.SUPPORT_TAKEN_HOURS))
    return waiting.annotate(since=F("submitted_at")).filter(since__lte=long_ago)


def _asker_silent(days: Callable[[], int]) -> Callable[[dt.datetime, Office], QuerySet]:
    def find(at, office):
        waiting = SupportRequest.objects.undecided().annotate(since=F("waiting_since"))
        return waiting.filter(since__lte=back(office, at, seconds_of(office, days=days())))

    return find


def silent_advisers(at: dt.datetime, office: Office) -> QuerySet:
    """Assignments that nobody answered in time, of requests that go on, and that staff were not told of yet."""
    long_ago = back(office, at, seconds_of(office, days=settings.SUPPORT_ADVISER_ANSWER_DAYS))
    told = ClockWarning.objects.filter(assignment=OuterRef("pk"), kind=Kind.ADVISER_SILENT)
    asked = Assignment.objects.filter(state=Assignment.State.OFFERED, offered_at__lte=long_ago)
    going_on = asked.filter(line__package__request__state__in=SupportRequest.OPEN)
    return going_on.filter(~Exists(told)).order_by("pk")


WATCHES = (
    _overdue(Clock.FIRST_REPLY),
    _overdue(Clock.DECISION),
    _due_soon(Clock.FIRST_REPLY),
    _due_soon(Clock.DECISION),
    Watch(Kind.NOT_TAKEN, _not_taken),
    Watch(Kind.ASKER_REMINDED, _asker_silent(lambda: settings.SUPPORT_ASKER_REMINDED_DAYS)),
    Watch(Kind.ASKER_SILENT, _asker_silent(lambda: settings.SUPPORT_ASKER_SILENT_DAYS)),
)
