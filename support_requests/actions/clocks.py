"""The clocks of a request: by when it is replied to and decided, in working time of England.

They begin when it is sent, stand still while the asker is waited for, and end with the first reply and the decision.
Each of these is called inside the action that it belongs to, with the request held (`holding.hold`), so that two who
pause and resume at once act one after the other; to call one twice changes nothing twice.

Whoever decides, merges or withdraws a request that waits for the asker calls `resume` first: a request that is decided
waits for nobody, and the database refuses one that does. `decided_at` ends the second clock: that action sets it, with
what `decided` gives.

Service levels and office hours are those in force when the request was sent (decision 0158). How long each clock ran is
counted once, when it ends, by the calendar of that moment (decision 0173).
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q

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
        request.first_reply_worked = _worked(request, at, office_at(request.submitted_at or at))
        request.save(update_fields=["first_replied_at", "first_reply_worked"])


def decided(request: SupportRequest, *, at: dt.datetime) -> dict:
    """The columns that end the second clock, for whoever decides to set."""
    return {"decided_at": at, "decision_worked": _worked(request, at, office_at(request.submitted_at or at))}


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


@transaction.atomic
def store_worked() -> int:
    """How long clocks ran that ended without its being counted, as those of a release before; returns how many.

    Rows are held in the order of their keys.
    """
    uncounted = Q(first_replied_at__isnull=False, first_reply_worked=None)
    uncounted |= Q(decided_at__isnull=False, decision_worked=None)
    sent = SupportRequest.objects.sent().select_for_update().filter(uncounted)
    promises, rows = Promises.read(), list(sent.prefetch_related("pauses").order_by("pk"))
    for row in rows:
        office = promises.office(row.submitted_at)
        if row.first_reply_worked is None:
            row.first_reply_worked = _worked(row, row.first_replied_at, office)
        if row.decision_worked is None:
            row.decision_worked = _worked(row, row.decided_at, office)
    SupportRequest.objects.bulk_update(rows, ["first_reply_worked", "decision_worked"], batch_size=500)
    return len(rows)


def _worked(request: SupportRequest, end: dt.datetime | None, office: working_time.Office) -> int | None:
    if end is None or request.submitted_at is None:
        return None
    pauses = [(pause.since, pause.until) for pause in request.pauses.all()]
    return working_time.worked(office, request.submitted_at, end, pauses)


def _after_pause(office: working_time.Office, due_at: dt.datetime | None, since, until) -> dt.datetime | None:
    if due_at is None or since >= due_at:  # what was missed before the pause stays missed
        return due_at
    return working_time.moved(office, due_at, since, until)
