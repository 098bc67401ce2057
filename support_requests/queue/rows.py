"""A request as a row of the queue."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from partnerships_portal.queues import Due, Line, Tag, due, holder_words, waits_since
from support_requests.choices import Priority
from support_requests.models import SupportRequest
from support_requests.priority import facts_of, suggest

State = SupportRequest.State
COLOURS = {Priority.URGENT: "red", Priority.HIGH: "orange", Priority.NORMAL: "", Priority.LOW: "grey"}
STATES = {State.ACCEPTED: "green", State.IN_PROGRESS: "teal"}
REASONS = 3  # that a row says; the page of the request says all


@dataclass(frozen=True)
class RequestLine(Line):
    """A row of the queue of requests: with its priority and why, and whom the row says to have it."""

    pk: int = 0
    seen: str = ""  # primary key of who has it, "" for nobody
    priority: Tag | None = None
    because: str = ""
    may_be_given: bool = False


def lines(requests: list[SupportRequest], *, user, may_decide: bool, at: dt.datetime) -> list[RequestLine]:
    """Rows of requests that have organisation and officer with them: two queries for the reasons of all."""
    waiting = [one for one in requests if one.state == State.SUBMITTED]
    facts = facts_of(waiting, at=at)
    today = timezone.localdate(at)
    reasons = {pk: [one.text for one in suggest(known, on=today).reasons[:REASONS]] for pk, known in facts.items()}
    return [_line(one, "; ".join(reasons.get(one.pk, [])), user, may_decide, at) for one in requests]


def _line(one: SupportRequest, reasons: str, user, may_decide: bool, at: dt.datetime) -> RequestLine:
    return RequestLine(
        what=one.title,
        url=reverse("support_case", args=[one.pk]),
        who=one.organisation.name,
        waits=_waits(one, at),
        detail=", ".join(one.types_in_words),
        tags=_tags(one),
        dues=_dues(one, at),
        holder=holder_words(one.officer, user),
        pk=one.pk,
        seen=str(one.officer_id or ""),
        priority=Tag(one.get_priority_display(), COLOURS[Priority(one.priority)]),
        because=f"Set by an officer: {one.priority_because}" if one.priority_because else reasons,
        may_be_given=may_decide and one.is_open,
    )


def _tags(one: SupportRequest) -> tuple[Tag, ...]:
    if one.waiting_since:
        return (Tag("Waiting for the asker", "yellow"),)
    if one.state == State.SUBMITTED:
        return ()
    return (Tag(one.get_state_display(), STATES.get(State(one.state), "grey")),)


def _waits(one: SupportRequest, at: dt.datetime) -> str:
    if one.waiting_since:
        return f"We wait: {waits_since(one.waiting_since, at).lower()}"
    if one.state == State.SUBMITTED:
        return waits_since(one.submitted_at, at)
    when = one.ended_at or one.decided_at or one.submitted_at
    return (
        f"{one.get_state_display()} on {timezone.localtime(when):%-d %B %Y}"
        if one.ended_at
        else f"Accepted on {timezone.localtime(when):%-d %B %Y}"
    )


def _dues(one: SupportRequest, at: dt.datetime) -> tuple[Due, ...]:
    """What is due by the clocks that run, the next first."""
    if one.waiting_since or one.state != State.SUBMITTED:
        return ()
    clocks = [("Decision due", one.decision_due_at)]
    if one.first_replied_at is None:
        clocks.insert(0, ("First reply due", one.first_reply_due_at))
    return tuple(due(what, until, at) for what, until in clocks if until)
