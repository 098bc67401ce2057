"""The clocks of a request: by when it is replied to and decided, in working time of England.

They begin when it is sent, stand still while the asker is waited for, and end with the first reply and the decision.
Each of these is called inside the action that it belongs to, with the request held (`holding.hold`), so that two who
pause and resume at once act one after the other; to call one twice changes nothing twice.

Whoever decides, merges or withdraws a request that waits for the asker calls `resume` first: a request that is decided
waits for nobody, and the database refuses one that does. `decided_at` ends the second clock: that action sets it.

Service levels and office hours are those in force when the request was sent (decision 0158).
"""

import datetime as dt

from django.db import transaction

from support_requests.models import ClockPause, SupportRequest
from support_requests.service_levels import working_time
from support_requests.service_levels.levels import Promises, office_at


def start(request: SupportRequest, *, at: dt.datetime) -> None:
    """Both clocks begin, by the service level of its priority that is in force at `at`, when it was sent."""
    promises = Promises.read()
    office, level = promises.office(at), promises.level(request.priority, at)
    request.first_reply_due_at = working_time.add(office, at, level.first_reply_seconds(office))
    request.decision_due_at = working_time.add(office, at, level.decision_seconds(office))
    request.save(update_fields=["first_reply_due_at", "decision_due_at"])


def pause(request: SupportRequest, *, at: dt.datetime) -> None:
    """The asker was asked for more. Pausing what is paused changes nothing."""
    if request.waiting_since is None:
        ClockPause.objects.create(request=request, since=at)
        request.waiting_since = at
        request.save(update_fields=["waiting_since"])


def resume(request: SupportRequest, *, at: dt.datetime) -> None:
    """The asker answered, or is waited for no more: what is not due yet moves on by the working time that it took."""
    if request.waiting_since is None:
        return
    since, until = request.waiting_since, max(at, request.waiting_since)
    office = office_at(request.submitted_at or since)
    request.pauses.filter(until=None).update(until=until)
    request.waiting_since = None
    if request.first_replied_at is None:
        request.first_reply_due_at = _after_pause(office, request.first_reply_due_at, since, until)
    request.decision_due_at = _after_pause(office, request.decision_due_at, since, until)
    request.save(update_fields=["waiting_since", "first_reply_due_at", "decision_due_at"])


def replied(request: SupportRequest, *, at: dt.datetime) -> None:
    """A person of the programme wrote to the asker: the first time ends the first clock."""
    if request.first_replied_at is None:
        request.first_replied_at = at
        request.save(update_fields=["first_replied_at"])


def priority_changed(request: SupportRequest, *, at: dt.datetime) -> None:
    """What is due is worked out again from when it was sent, with the pauses that there were.

    A clock that has ended keeps what it was due at: it was kept or missed by what was promised then.
    """
    work_out(request, Promises.read())


def work_out(request: SupportRequest, promises: Promises) -> None:
    """Both clocks that still run, anew, from what was promised when the request was sent."""
    sent = request.submitted_at
    if sent is None or request.decided_at is not None or not request.is_open:
        return
    office, level = promises.office(sent), promises.level(request.priority, sent)
    pauses = [(pause.since, pause.until) for pause in request.pauses.all() if pause.until]
    reply = request.first_reply_due_at
    if request.first_replied_at is None:
        reply = working_time.due(office, sent, level.first_reply_seconds(office), pauses)
    decision = working_time.due(office, sent, level.decision_seconds(office), pauses)
    if (reply, decision) != (request.first_reply_due_at, request.decision_due_at):
        request.first_reply_due_at, request.decision_due_at = reply, decision
        request.save(update_fields=["first_reply_due_at", "decision_due_at"])


@transaction.atomic
def work_out_all() -> None:
    """Every clock that still runs, anew: after a day was closed, and each night, which finds what was sent meanwhile.

    Rows are held in the order of their keys.
    """
    promises = Promises.read()
    running = SupportRequest.objects.select_for_update().filter(state=SupportRequest.State.SUBMITTED)
    for request in running.prefetch_related("pauses").order_by("pk"):
        work_out(request, promises)


def _after_pause(office: working_time.Office, due_at: dt.datetime | None, since, until) -> dt.datetime | None:
    if due_at is None or since >= due_at:  # what was missed before the pause stays missed
        return due_at
    return working_time.moved(office, due_at, since, until)
