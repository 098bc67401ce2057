"""The clocks of a request: by when it is replied to and decided, in working days of England.

They begin when it is sent, stand still while the asker is waited for, and end with the first reply and the decision.
Each of these is called inside the action that it belongs to, with the request held (`holding.hold`).
"""

import datetime as dt

from commissioners.legal.working_days import is_working_day
from support_requests.models import ClockPause, SupportRequest

REPLY_DAYS, DECISION_DAYS = 2, 10  # working days


def start(request: SupportRequest, *, at: dt.datetime) -> None:
    """Both clocks begin, by the service level of its priority."""
    request.first_reply_due_at = _after(at, REPLY_DAYS)
    request.decision_due_at = _after(at, DECISION_DAYS)
    request.save(update_fields=["first_reply_due_at", "decision_due_at"])


def pause(request: SupportRequest, *, at: dt.datetime) -> None:
    """The asker was asked for more. Pausing what is paused changes nothing."""
    if request.waiting_since is None:
        ClockPause.objects.create(request=request, since=at)
        request.waiting_since = at
        request.save(update_fields=["waiting_since"])


def resume(request: SupportRequest, *, at: dt.datetime) -> None:
    """The asker answered, or is waited for no more: what is due moves on by the time that it took."""
    if request.waiting_since is None:
        return
    paused = at - request.waiting_since
    request.pauses.filter(until=None).update(until=at)
    request.waiting_since = None
    if request.first_replied_at is None and request.first_reply_due_at:
        request.first_reply_due_at += paused
    if request.decision_due_at:
        request.decision_due_at += paused
    request.save(update_fields=["waiting_since", "first_reply_due_at", "decision_due_at"])


def replied(request: SupportRequest, *, at: dt.datetime) -> None:
    """A person of the programme wrote to the asker: the first time ends the first clock."""
    if request.first_replied_at is None:
        request.first_replied_at = at
        request.save(update_fields=["first_replied_at"])


def priority_changed(request: SupportRequest, *, at: dt.datetime) -> None:
    """What is due is worked out again from when it was sent, with the pauses that there were."""
    if request.submitted_at is not None:
        start(request, at=request.submitted_at)


def _after(at: dt.datetime, days: int) -> dt.datetime:
    while days:
        at += dt.timedelta(days=1)
        days -= is_working_day(at.date())
    return at
