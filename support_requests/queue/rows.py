"""A request as a row of the queue."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from partnerships_portal.queues import Due, Line, Tag, holder_words, waits_since
from support_requests.choices import Priority
from support_requests.models import SupportRequest
from support_requests.officers import has_nobody
from support_requests.priority import facts_of, suggest
from support_requests.service_levels.levels import office_at
from support_requests.service_levels.standing import ClockStanding, standing_of
from support_requests.service_levels.standing import State as ClockState
from support_requests.service_levels.working_time import Office

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
    is_free: bool = False  # nobody has it who could act


def lines(requests: list[SupportRequest], *, user, may_decide: bool, at: dt.datetime) -> list[RequestLine]:
    """Rows of requests that have organisation and officer with them: six queries for what is said of all.

    Why a request has its priority is not told to staff who belong to the organisation that asks.
    """
    office = office_at(at)
    waiting = [one for one in requests if one.state == State.SUBMITTED]
    facts = facts_of(waiting, at=at)
    today = timezone.localdate(at)
    reasons = {pk: suggest(known, on=today).first_words(REASONS) for pk, known in facts.items()}
    own = set(user.memberships.values_list("organisation", flat=True))
    because = {one.pk: _because(one, reasons) for one in requests if one.organisation_id not in own}
    keys = [one.pk for one in requests]
    free = set(SupportRequest.objects.filter(has_nobody(), pk__in=keys).values_list("pk", flat=True))
    return [
        _line(one, because.get(one.pk, ""), user, at, office, is_free=one.pk in free, may_decide=may_decide)
        for one in requests
    ]


def _because(one: SupportRequest, reasons: dict[int, str]) -> str:
    return f"Set by an officer: {one.priority_because}" if one.priority_because else reasons.get(one.pk, "")


def _line(
    one: SupportRequest, because: str, user, at: dt.datetime, office: Office, *, is_free: bool, may_decide: bool
) -> RequestLine:
    running = [clock for clock in standing_of(one, at, office).both if clock.runs] if one.submitted_at else []
    return RequestLine(
        what=one.title,
        url=reverse("support_case", args=[one.pk]),
        who=one.organisation.name,
        waits=_waits(one, at),
        detail=", ".join(one.types_in_words),
        tags=_tags(one),
        dues=tuple(_due(clock) for clock in running),
        holder=_holder(one, user, is_free),
        pk=one.pk,
        seen=str(one.officer_id or ""),
        priority=Tag(one.get_priority_display(), COLOURS[Priority(one.priority)]),
        because=because,
        may_be_given=may_decide and one.is_open,
        is_free=is_free,
    )


def _holder(one: SupportRequest, user, is_free: bool) -> str:
    if one.officer and one.is_open and is_free:
        return f"Nobody: {one.officer.name} can act on it no more"
    return holder_words(one.officer, user)


def _tags(one: SupportRequest) -> tuple[Tag, ...]:
    if one.waiting_since:
        return (Tag("Waiting for the asker", "yellow"),)
    if one.state == State.SUBMITTED:
        return ()
    return (Tag(one.get_state_display(), STATES.get(State(one.state), "grey")),)


def _waits(one: SupportRequest, at: dt.datetime) -> str:
    if one.state == State.SUBMITTED:
        return waits_since(one.submitted_at or at, at)
    what = one.get_state_display() if one.ended_at else "Accepted"
    return f"{what} on {timezone.localtime(one.ended_at or one.decided_at or one.submitted_at):%-d %B %Y}"


def _due(clock: ClockStanding) -> Due:
    """In a tag where it is late or for today, by words and not by colour alone."""
    if clock.state in (ClockState.OVERDUE, ClockState.TODAY):
        return Due(clock.label, "", Tag(clock.words.capitalize(), clock.colour))
    return Due(clock.label, clock.words)
