"""The priority of a request: suggested with reasons, unless an officer overruled it with one."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.choices import Priority
from support_requests.models import SupportRequest
from support_requests.priority import Suggestion, facts_of, suggest

from . import clocks
from .holding import hold
from .telling import tell_programme


def suggested_for(request: SupportRequest, *, at: dt.datetime) -> Suggestion:
    """What is suggested now, whatever its priority is."""
    return suggest(facts_of([request], at=at)[request.pk], on=timezone.localdate(at))


def set_suggested(request: SupportRequest, *, at: dt.datetime) -> None:
    """Give a held request the priority that is suggested now; one that an officer set stays. No clock moves."""
    if not request.priority_because:
        request.priority = suggested_for(request, at=at).priority
        request.save(update_fields=["priority"])


@transaction.atomic
def overrule(*, request: SupportRequest, priority: str, because: str, by: User, at: dt.datetime) -> None:
    """Set the priority with a reason that staff read; what is due moves with it. The same again changes nothing.

    Raises NotPossible where no reason is given, or the request is at an end.
    """
    held, because = _open(request), because.strip()
    if not because or priority not in Priority.values:
        raise NotPossible("Choose a priority, and say why it differs from what is suggested.")
    if (held.priority, held.priority_because) != (priority, because):
        _set(held, priority, because=because, by=by, at=at)


@transaction.atomic
def back_to_suggested(*, request: SupportRequest, by: User, at: dt.datetime) -> None:
    """Take an officer's priority back. Where none was set, nothing changes."""
    held = _open(request)
    if held.priority_because:
        _set(held, suggested_for(held, at=at).priority, because="", by=by, at=at)


def refresh(*, at: dt.datetime) -> int:
    """Suggest anew for all that wait for a decision, as days go by; how many changed. Each in its own transaction.

    No clock moves: the asker was told a day when they asked, and it stays unless an officer sets a priority.
    """
    waiting = list(SupportRequest.objects.undecided().filter(priority_because="").only("pk", "priority"))
    facts = facts_of(waiting, at=at)
    day = timezone.localdate(at)
    stale = [one.pk for one in waiting if one.pk in facts and suggest(facts[one.pk], on=day).priority != one.priority]
    return sum(_refresh_one(pk, at) for pk in sorted(stale))


@transaction.atomic
def _refresh_one(pk: int, at: dt.datetime) -> bool:
    held = hold(pk)
    before = held.priority
    if held.state == SupportRequest.State.SUBMITTED:
        set_suggested(held, at=at)
    if held.priority != before:
        record(actor=None, action="support_priority_suggested", target=held, at=at, priority=held.priority)
    return held.priority != before


def _open(request: SupportRequest) -> SupportRequest:
    held = hold(request.pk)
    if not held.is_open:
        raise NotPossible(f"“{held}” is at an end. Its priority changes no more.")
    return held


def _set(held: SupportRequest, priority: str, *, because: str, by: User, at: dt.datetime) -> None:
    moves = held.priority != priority and held.state == SupportRequest.State.SUBMITTED
    held.priority, held.priority_because, held.priority_set_by = priority, because, by if because else None
    held.save(update_fields=["priority", "priority_because", "priority_set_by"])
    if moves:
        clocks.priority_changed(held, at=at)
    record(
        actor=by,
        action="support_priority_overruled" if because else "support_priority_back",
        target=held,
        at=at,
        priority=priority,
    )
    if held.officer_id:
        tell_programme(
            held,
            event="support_priority_set",
            key=f"{held.pk}:{at.isoformat()}",
            subject=f"“{held}” has the priority {Priority(priority).label.lower()} now",
            body=f"{by.name}: {because}" if because else f"{by.name} took the officer’s priority back.",
            by=by,
            at=at,
        )
