"""Rounds: written, published and closed by managers; opened and closed by the clock; those concerned are told.

Every action on a round or an application holds the round's row first, then the application's.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify_many
from support_requests.funding.judging import competes
from support_requests.models import FundingApplication, FundingCriterion, FundingRound
from support_requests.officers import officers

from .telling import ACTING

State = FundingRound.State
APPLIES = "An organisation of yours applies in this round: a colleague closes it, or it closes when its time is over."
OVERTAKEN = "A colleague changed this while you had the page open. What you typed is below: compare before you save."


@dataclass(frozen=True)
class Criterion:
    """What a criterion says, before it is stored."""

    title: str
    weight: int
    guidance: str = ""


def hold_round(pk: int) -> FundingRound:
    """The round as it is now, locked until the transaction ends."""
    return FundingRound.objects.select_for_update().get(pk=pk)


@transaction.atomic
def start_round(
    *, values: dict, criteria: list[Criterion], form_key: uuid.UUID, by: User, at: dt.datetime
) -> FundingRound:
    """A draft. The same page sent twice makes one."""
    made, is_new = FundingRound.objects.get_or_create(
        form_key=form_key, defaults=values | {"created_by": by, "created_at": at}
    )
    if is_new:
        _write(made, criteria)
        record(actor=by, action="funding_round_started", target=made, at=at)
    return made


@transaction.atomic
def change_round(
    *, funding_round: FundingRound, values: dict, criteria: list[Criterion], seen: int, by: User, at: dt.datetime
) -> None:
    """Change a draft. `seen`: the version that the person had opened. Raises NotPossible."""
    held = hold_round(funding_round.pk)
    if held.state != State.DRAFT:
        raise NotPossible("This round is published: what organisations apply by cannot be changed any more.")
    if held.version != seen:
        raise NotPossible(OVERTAKEN)
    FundingRound.objects.filter(pk=held.pk).update(**values, version=held.version + 1)
    held.criteria.all().delete()
    _write(held, criteria)
    record(actor=by, action="funding_round_changed", target=held, at=at)


@transaction.atomic
def publish_round(*, funding_round: FundingRound, seen: int, by: User, at: dt.datetime) -> bool:
    """Show a draft to everyone who is signed in; False where it is shown already. Raises NotPossible."""
    held = hold_round(funding_round.pk)
    if held.state != State.DRAFT:
        return False
    if held.version != seen:
        raise NotPossible("A colleague changed this round since you opened the page. Check it again.")
    if held.closes_at <= at:
        raise NotPossible("The closing time is over. Enter a later one, then publish.")
    if sum(held.criteria.values_list("weight", flat=True)) != 100:
        raise NotPossible("The weights of the criteria must add up to 100. Change them, then publish.")
    move(held, field="state", to=State.PUBLISHED, transitions=FundingRound.TRANSITIONS, published_at=at)
    record(actor=by, action="funding_round_published", target=held, at=at)
    return True


@transaction.atomic
def close_round(*, funding_round: FundingRound, by: User | None, at: dt.datetime) -> bool:
    """No application can be sent any more; False where that was so already. `by` None: its time is over.

    Raises NotPossible for whoever belongs to an applicant: others would be shut out.
    """
    held = hold_round(funding_round.pk)
    if held.state == State.CLOSED or (by is None and held.closes_at > at):
        return False
    if by is not None and competes(held, by):
        raise NotPossible(APPLIES)
    move(held, field="state", to=State.CLOSED, transitions=FundingRound.TRANSITIONS, closed_at=at)
    record(actor=by, action="funding_round_closed", target=held, at=at)
    unsent = held.applications.filter(state=FundingApplication.State.DRAFT)
    told = {"event": "funding_round_closed", "key": str(held.pk), "at": at, "url": held.get_absolute_url()}
    words = "Your application was not sent. What you wrote is kept as a draft: you can read and copy it."
    notify_many(people=acting_for(unsent.values("organisation")), subject=f"“{held}” has closed", body=words, **told)
    waiting = held.applications.filter(state=FundingApplication.State.SUBMITTED).count()
    body = f"{waiting} to assess and decide." if waiting else "Nobody applied."
    told |= {"event": "funding_round_to_assess"}
    notify_many(people=officers(), subject=f"“{held}” has closed", body=body, **told)
    return True


def look_after_rounds(*, at: dt.datetime) -> None:
    """Close what is over, tell organisations of what has opened, and remind those with drafts. Safe to repeat."""
    shown = FundingRound.objects.filter(state=State.PUBLISHED).order_by("pk")
    for funding_round in shown.filter(closes_at__lte=at):
        close_round(funding_round=funding_round, by=None, at=at)
    for funding_round in shown.filter(opens_at__lte=at, closes_at__gt=at, opening_told_at=None):
        _tell_opening(funding_round.pk, at)
    soon = at + dt.timedelta(days=settings.FUNDING_REMINDER_DAYS)
    for funding_round in shown.filter(opens_at__lte=at, closes_at__gt=at, closes_at__lte=soon, closing_told_at=None):
        _remind(funding_round.pk, at)


@transaction.atomic
def _tell_opening(pk: int, at: dt.datetime) -> None:
    held = hold_round(pk)
    if held.opening_told_at or not held.is_open(at):
        return
    FundingRound.objects.filter(pk=pk).update(opening_told_at=at)
    notify_many(
        people=acting_for(Organisation.objects.active().values("pk")),
        event="funding_round_opened",
        key=str(pk),
        subject=f"You can apply for “{held}”",
        body=f"Send your application before {moment(held.closes_at)}.",
        url=held.get_absolute_url(),
        at=at,
    )


@transaction.atomic
def _remind(pk: int, at: dt.datetime) -> None:
    held = hold_round(pk)
    if held.closing_told_at or not held.is_open(at):
        return
    FundingRound.objects.filter(pk=pk).update(closing_told_at=at)
    unsent = held.applications.filter(state=FundingApplication.State.DRAFT)
    notify_many(
        people=acting_for(unsent.values("organisation")),
        event="funding_closes_soon",
        key=str(pk),
        subject=f"“{held}” closes soon, and you have not sent your application",
        body=f"It closes on {moment(held.closes_at)}.",
        url=held.get_absolute_url(),
        at=at,
    )


def acting_for(organisations):
    """Those who act for any of these organisations, each once."""
    acting = Membership.objects.filter(organisation__in=organisations, role__in=ACTING)
    return User.objects.filter(is_active=True, pk__in=acting.values("user"))


def moment(when: dt.datetime) -> str:
    local = timezone.localtime(when)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"


def _write(funding_round: FundingRound, criteria: list[Criterion]) -> None:
    FundingCriterion.objects.bulk_create(
        FundingCriterion(round=funding_round, title=one.title, weight=one.weight, guidance=one.guidance)
        for one in criteria
    )
