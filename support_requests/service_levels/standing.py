"""How the clocks of a request stand, in words, for pages that show it: no queries.

    standing_of(request, at).first_reply.words     "due in 2 working days", "due today", "overdue by 1 working day",
                                                   "paused since 4 May", "kept", "missed by 2 working days"
    standing_of(request, at).next                  the clock that matters now, or None where nothing runs

Pages that want extra closed days and other office hours counted pass `levels.office_at(at)`, read once for all rows.
"""

import datetime as dt
import enum
from dataclasses import dataclass

from support_requests.models import SupportRequest
from support_requests.models.service_levels import Clock

from . import working_time
from .levels import ENGLAND
from .working_time import Office


class State(enum.StrEnum):
    """Of one clock. Values are stable: pages and filters may name them."""

    NONE = "none"  # not sent yet
    RUNNING = "running"
    TODAY = "today"  # due on this day, and not yet late
    OVERDUE = "overdue"
    PAUSED = "paused"
    KEPT = "kept"
    MISSED = "missed"
    ENDED = "ended"  # withdrawn, before it was due


COLOURS = {  # of tags
    State.RUNNING: "grey",
    State.TODAY: "yellow",
    State.OVERDUE: "red",
    State.PAUSED: "blue",
    State.KEPT: "green",
    State.MISSED: "orange",
    State.ENDED: "grey",
}


@dataclass(frozen=True)
class ClockStanding:
    """One clock now."""

    clock: Clock
    state: State
    words: str  # completes "First reply: ..."; empty before the request was sent
    due_at: dt.datetime | None  # None while paused too: nobody knows yet
    ended_at: dt.datetime | None  # when it was kept or missed for good

    @property
    def label(self) -> str:
        return str(self.clock.label)

    @property
    def colour(self) -> str:
        """Of a tag (components/tag.html)."""
        return COLOURS.get(self.state, "grey")

    @property
    def runs(self) -> bool:
        return self.state in (State.RUNNING, State.TODAY, State.OVERDUE, State.PAUSED)


@dataclass(frozen=True)
class Standing:
    """Both clocks of one request."""

    first_reply: ClockStanding
    decision: ClockStanding

    @property
    def next(self) -> ClockStanding | None:
        """The clock that is due next; None once nothing runs."""
        return next((clock for clock in (self.first_reply, self.decision) if clock.runs), None)

    @property
    def is_overdue(self) -> bool:
        return State.OVERDUE in (self.first_reply.state, self.decision.state)

    @property
    def both(self) -> tuple[ClockStanding, ClockStanding]:
        return self.first_reply, self.decision


def standing_of(request: SupportRequest, at: dt.datetime, office: Office = ENGLAND) -> Standing:
    """How both clocks of a request stand at `at`. Overdue and missed are told in working time of `office`."""
    decided = request.decided_at
    # a request that is decided, or merged, with no word before it was answered by that
    replied = request.first_replied_at or decided
    return Standing(
        _clock(request, Clock.FIRST_REPLY, request.first_reply_due_at, replied, at, office),
        _clock(request, Clock.DECISION, request.decision_due_at, decided, at, office),
    )


def _clock(request, clock, due_at, ended_at, at, office) -> ClockStanding:
    state = state_of(request, due_at, ended_at, at, office)
    words = _words(state, request, due_at, ended_at, at, office)
    shown = None if state is State.PAUSED else due_at
    return ClockStanding(clock, state, words, shown, ended_at or request.ended_at)


def state_of(request, due_at, ended_at, at: dt.datetime, office: Office) -> State:
    if due_at is None:
        return State.NONE
    end = ended_at or request.ended_at
    if end is not None:
        if end > due_at:
            return State.MISSED
        return State.KEPT if ended_at else State.ENDED
    if at > due_at and (request.waiting_since is None or request.waiting_since >= due_at):
        return State.OVERDUE
    if request.waiting_since is not None:
        return State.PAUSED
    return State.TODAY if office.day_of(at) == office.day_of(due_at) else State.RUNNING


def _words(state, request, due_at, ended_at, at, office) -> str:
    match state:
        case State.NONE:
            return ""
        case State.RUNNING:
            return f"due in {_days(working_time.days_until(office, at, due_at))}"
        case State.TODAY:
            return "due today"
        case State.PAUSED:
            return f"paused since {_day(office, request.waiting_since, at)}"
        case State.OVERDUE:
            return f"overdue by {_late(office, due_at, at)}"
        case State.MISSED:
            return f"missed by {_late(office, due_at, ended_at or request.ended_at)}"
        case State.ENDED:
            return "ended before it was due"
    return "kept"


def _late(office: Office, due_at: dt.datetime, end: dt.datetime) -> str:
    """In whole working days, or hours where it is less than one."""
    seconds = working_time.between(office, due_at, end)
    if seconds >= office.day_seconds:
        return _days(int(seconds // office.day_seconds))
    hours = int(seconds // 3600)
    if not hours:
        return "less than a working hour"
    return f"{hours} working hour{'' if hours == 1 else 's'}"


def _days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


def _day(office: Office, moment: dt.datetime, at: dt.datetime) -> str:
    day = office.day_of(moment)
    return f"{day.day} {day:%B}" if day.year == office.day_of(at).year else f"{day.day} {day:%B %Y}"
