"""How clocks stand, in the words that people read."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from support_requests.models import SupportRequest
from support_requests.service_levels.standing import State, standing_of

LONDON = ZoneInfo("Europe/London")


def june(day, hour=10):
    return dt.datetime(2026, 6, day, hour, tzinfo=LONDON)


def request_of(**more):
    """Sent on Monday 1 June at ten: a reply is due on Wednesday, a decision on Monday the 15th."""
    said = {
        "state": "submitted",
        "submitted_at": june(1),
        "first_reply_due_at": june(3),
        "decision_due_at": june(15),
    }
    return SupportRequest(**said | more)


@pytest.mark.parametrize(
    ("at", "more", "reply", "decision"),
    [
        (june(1), {}, "due in 2 working days", "due in 10 working days"),
        (june(2), {}, "due in 1 working day", "due in 9 working days"),
        (june(3, 9), {}, "due today", "due in 8 working days"),
        (june(3, 11), {}, "overdue by 1 working hour", "due in 8 working days"),
        (june(3, 10) + dt.timedelta(minutes=5), {}, "overdue by less than a working hour", "due in 8 working days"),
        (june(8), {}, "overdue by 3 working days", "due in 5 working days"),
        (june(6), {"first_replied_at": june(2)}, "kept", "due in 6 working days"),
        (june(9), {"first_replied_at": june(5)}, "missed by 2 working days", "due in 4 working days"),
        (june(9), {"first_replied_at": june(2), "waiting_since": june(4)}, "kept", "paused since 4 June"),
        (june(16), {"first_replied_at": june(2), "waiting_since": june(4)}, "kept", "paused since 4 June"),
        (june(16), {"waiting_since": june(5)}, "overdue by 9 working days", "paused since 5 June"),
        (
            june(20),
            {"state": "declined", "decided_at": june(15), "ended_at": june(15)},
            "missed by 8 working days",
            "kept",
        ),
        (
            june(20),
            {"state": "accepted", "first_replied_at": june(3), "decided_at": june(16)},
            "kept",
            "missed by 1 working day",
        ),
        (june(20), {"state": "withdrawn", "ended_at": june(2)}, "ended before it was due", "ended before it was due"),
        (june(20), {"state": "withdrawn", "ended_at": june(4)}, "missed by 1 working day", "ended before it was due"),
    ],
)
def test_both_clocks_in_words(at, more, reply, decision):
    standing = standing_of(request_of(**more), at)
    assert (standing.first_reply.words, standing.decision.words) == (reply, decision)


def test_draft_has_no_clocks():
    standing = standing_of(SupportRequest(), june(1))
    assert standing.first_reply.state is standing.decision.state is State.NONE
    assert standing.next is None


def test_clock_that_matters_now_is_the_first_that_runs():
    assert standing_of(request_of(), june(1)).next.label == "First reply"
    assert standing_of(request_of(first_replied_at=june(1)), june(1)).next.label == "Decision"
    decided = request_of(state="accepted", first_replied_at=june(1), decided_at=june(2))
    assert standing_of(decided, june(3)).next is None


def test_overdue_is_found():
    assert not standing_of(request_of(), june(3, 9)).is_overdue
    assert standing_of(request_of(), june(4)).is_overdue


def test_standing_takes_no_queries(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        standing_of(request_of(), june(4))
