"""Decisions on requests: accepted with a package, or declined with a reason and pointers. Each is made once, by whoever
has the request, on what they saw; whoever asks is always told.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from consortia.models import Consortium, ConsortiumMember
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from support_requests.delivering.years import in_days
from support_requests.models import GivenPointer, Package, Pointer, SupportBudget, SupportRequest
from support_requests.triage.versions import difference

from . import clocks, packages
from .apart import must_not_be_of_member
from .handing_over import check_holder
from .holding import hold
from .telling import tell_asker
from .telling_joined import tell_joined

State = SupportRequest.State
STALE = "{difference} Nothing was decided. What you typed is still below: read the request again before you decide."
NOT_ACTIVE = (
    "{organisation} does not take part in the portal now, so no package can be agreed. Decline it with pointers."
)
NO_CONSORTIUM = (
    "A package for a whole consortium needs one that whoever asks is in and shared, and that is not dissolved."
)


def to_decide(request_pk: int, *, seen: str, by: User) -> SupportRequest:
    """The request, held, as it was `seen` by the one who has it. Raises NotPossible, saying what is otherwise."""
    held = hold(request_pk)
    if otherwise := difference(seen, held):
        raise NotPossible(STALE.format(difference=otherwise))
    check_holder(held, by)
    if held.state != State.SUBMITTED:
        raise NotPossible(f"This request is {held.get_state_display().lower()} already.")
    return held


@transaction.atomic
def accept(
    *,
    request: SupportRequest,
    seen: str,
    budget: SupportBudget,
    lines: list[packages.Line],
    summary: str,
    for_consortium: bool,
    by: User,
    at: dt.datetime,
) -> Package:
    """Agree a package of support. Sent twice, it is agreed once. Raises NotPossible where the budget has too few days.

    The order of locks: the request, its organisation, the budget.
    """
    done = _agreed_already(request.pk, budget, lines, by)
    if done is not None:
        return done
    held = to_decide(request.pk, seen=seen, by=by)
    _check_active(held)
    consortium = _consortium_of(held, by) if for_consortium else None
    decided(held, to=State.ACCEPTED, reason=summary, by=by, at=at)
    package = packages.agree(
        request=held, budget=budget, lines=lines, summary=summary, consortium=consortium, by=by, at=at
    )
    record(actor=by, action="support_accepted", target=held, at=at)
    _tell_accepted(held, lines, by=by, at=at)
    return package


def _check_active(held: SupportRequest) -> None:
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=held.organisation_id)
    if not organisation.is_active:
        raise NotPossible(NOT_ACTIVE.format(organisation=organisation))


def _consortium_of(held: SupportRequest, by: User) -> Consortium:
    consortium = shared_consortium(held)
    if consortium is None:
        raise NotPossible(NO_CONSORTIUM)
    must_not_be_of_member(consortium, by)
    return consortium


def _tell_accepted(held: SupportRequest, lines: list[packages.Line], *, by: User, at: dt.datetime) -> None:
    days = in_days(sum((line.days for line in lines), Decimal(0)))
    tell_asker(
        held,
        event="support_accepted",
        key=held.pk,
        subject=f"“{held}” is accepted",
        body=f"A package of {days} of support is agreed. Next, advisers are asked; you are told who helps.",
        by=by,
        at=at,
    )


def shared_consortium(request: SupportRequest) -> Consortium | None:
    """The consortium that whoever asks shared with the programme, while it goes on with them; None where there is
    none."""
    consortium = request.consortium if request.shares_context else None
    if consortium is None or consortium.state == Consortium.State.DISSOLVED:
        return None
    seat = ConsortiumMember.objects.present().filter(consortium=consortium, organisation=request.organisation_id)
    return consortium if seat.exists() else None


def _agreed_already(pk: int, budget: SupportBudget, lines: list[packages.Line], by: User) -> Package | None:
    """The package, where this very one was agreed by the same officer before."""
    hold(pk)
    package = Package.objects.filter(request=pk, budget=budget, agreed_by=by).first()
    if package is None:
        return None
    agreed = {(line.support_type, line.days) for line in package.lines.all()}
    return package if agreed == {(line.support_type, line.days) for line in lines} else None


@transaction.atomic
def decline(
    *, request: SupportRequest, seen: str, reason: str, pointers: Sequence[Pointer], by: User, at: dt.datetime
) -> bool:
    """Say no, why, and where else they can turn; returns whether that was new: sent twice, it is said once."""
    held = hold(request.pk)
    if (held.state, held.decided_by_id, held.reason) == (State.DECLINED, by.pk, reason):
        return False
    held = to_decide(request.pk, seen=seen, by=by)
    decided(held, to=State.DECLINED, reason=reason, ended_at=at, by=by, at=at)
    GivenPointer.objects.bulk_create(
        GivenPointer(request=held, title=one.title, url=one.url, about=one.about) for one in pointers
    )
    record(actor=by, action="support_declined", target=held, at=at)
    tell_asker(
        held,
        event="support_declined",
        key=held.pk,
        subject=f"The programme cannot accept “{held}”",
        body=f"Programme staff say: {reason}"
        + ("\n\nThe page of your request says where else you can turn." if pointers else ""),
        by=by,
        at=at,
    )
    return True


def decided(held: SupportRequest, *, to: str, by: User, at: dt.datetime, **changes) -> None:
    """Move a held request to what was decided: its clocks end, and those who were joined with it hear of it."""
    clocks.resume(held, at=at)
    clocks.replied(held, at=at)
    move(
        held,
        field="state",
        to=to,
        transitions=SupportRequest.TRANSITIONS,
        decided_by=by,
        **clocks.decided(held, at=at),
        **changes,
    )
    if to != State.MERGED:
        tell_joined(held, by=by, at=at)
