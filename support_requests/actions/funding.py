"""Applications for funding: written and sent by organisations, assessed and decided by programme staff.

Every action holds the round's row first, then the application's: awards of one round are made one after the other, so
that they never come to more than its budget.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify_many
from support_requests.funding.judging import competes, told_of
from support_requests.funding.money import in_words, left
from support_requests.models import FundingAnswer, FundingApplication, FundingRound, FundingScore

from .funding_rounds import OVERTAKEN, acting_for, hold_round, moment

State = FundingApplication.State
COMPETES = "An organisation of yours applies in this round: your colleagues assess and decide."


def hold(application: FundingApplication) -> FundingApplication:
    """The application as it is now, with its round; both locked until the transaction ends."""
    hold_round(application.round_id)
    FundingApplication.objects.select_for_update().get(pk=application.pk)
    return FundingApplication.objects.select_related("round", "organisation").get(pk=application.pk)


@transaction.atomic
def begin(*, funding_round: FundingRound, organisation: Organisation, by: User, at: dt.datetime) -> FundingApplication:
    """A draft of the organisation, or the application that it has already. Raises NotPossible."""
    held = hold_round(funding_round.pk)
    there = FundingApplication.objects.live().filter(round=held, organisation=organisation).first()
    if there:
        return there
    _must_be_open(held, at)
    if not organisation.is_active:
        raise NotPossible(f"{organisation} does not take part in the portal now, so it cannot apply.")
    made = FundingApplication.objects.create(
        round=held, organisation=organisation, begun_by=by, created_at=at, changed_at=at
    )
    record(actor=by, action="funding_application_started", target=made, at=at)
    return made


@transaction.atomic
def save_draft(
    *,
    application: FundingApplication,
    summary: str,
    amount: Decimal | None,
    answers: dict[int, str],
    seen: int,
    by: User,
    at: dt.datetime,
) -> FundingApplication:
    """Keep what was typed, also once the round has closed: nothing is lost. `answers`: criterion to text.

    `seen`: the version that the person had opened. Raises NotPossible.
    """
    held = hold(application)
    if held.state != State.DRAFT:
        raise NotPossible("This application was sent, or withdrawn: it cannot be changed any more.")
    now = {answer.criterion_id: answer.text for answer in held.answers.all()}
    wanted = {key: text for key, text in answers.items() if text or key in now}
    if (held.summary, held.amount, now) == (summary, amount, wanted):
        return held
    if held.version != seen:
        raise NotPossible(OVERTAKEN)
    for criterion, text in wanted.items():
        FundingAnswer.objects.update_or_create(application=held, criterion_id=criterion, defaults={"text": text})
    held.summary, held.amount, held.changed_at, held.version = summary, amount, at, held.version + 1
    held.save(update_fields=["summary", "amount", "changed_at", "version"])
    return held


def gaps(application: FundingApplication) -> list[tuple[str, str]]:
    """What is missing before it can be sent, as (field of the form, words): two queries."""
    missing = []
    if not application.summary:
        missing.append(("summary", "Say what the money is for"))
    if application.amount is None:
        missing.append(("amount", "Enter how much you ask for"))
    elif application.amount > application.round.most_each:
        missing.append(("amount", f"Ask for {in_words(application.round.most_each)} or less"))
    answered = {answer.criterion_id for answer in application.answers.all() if answer.text}
    unanswered = [one for one in application.round.criteria.all() if one.pk not in answered]
    return missing + [(f"answer_{one.pk}", f"Say how you meet “{one}”") for one in unanswered]


@transaction.atomic
def send(*, application: FundingApplication, seen: int, by: User, at: dt.datetime) -> bool:
    """Send it to programme staff; False where it was sent already. Raises NotPossible, in words for the applicant."""
    held = hold(application)
    if held.submitted_at:
        return False
    _must_be_open(held.round, at)
    if held.version != seen:
        raise NotPossible("A colleague changed the draft since you opened the page. Check it again, then send it.")
    if missing := gaps(held):
        raise NotPossible(f"{missing[0][1]} before you send it.")
    move(held, field="state", to=State.SUBMITTED, transitions=FundingApplication.TRANSITIONS, submitted_at=at)
    record(actor=by, action="funding_application_sent", target=held, at=at)
    body = f"We tell you what is decided after the round has closed on {moment(held.round.closes_at)}."
    _tell_applicant(held, "funding_application_sent", f"Your application for “{held.round}” was sent", body, at)
    notify_many(
        people=told_of(held.round).exclude(memberships__organisation=held.organisation_id),
        event="funding_application_arrived",
        key=str(held.pk),
        subject=f"{held.organisation} applied for “{held.round}”",
        body=f"They ask for {in_words(held.amount or Decimal(0))}.",
        url=held.get_absolute_url(),
        at=at,
    )
    return True


@transaction.atomic
def withdraw(*, application: FundingApplication, by: User, at: dt.datetime) -> bool:
    """The applicant wants it no more: what was offered is free again. False where it is so already."""
    held = hold(application)
    if held.state == State.WITHDRAWN:
        return False
    move(held, field="state", to=State.WITHDRAWN, transitions=FundingApplication.TRANSITIONS, withdrawn_at=at)
    record(actor=by, action="funding_application_withdrawn", target=held, at=at)
    if held.submitted_at:
        notify_many(
            people=told_of(held.round).exclude(memberships__organisation=held.organisation_id),
            event="funding_application_withdrawn",
            key=str(held.pk),
            subject=f"{held.organisation} withdrew its application for “{held.round}”",
            url=held.get_absolute_url(),
            at=at,
        )
    return True


def _hold_to_judge(application: FundingApplication, by: User) -> FundingApplication:
    held = hold(application)
    if competes(held.round, by):
        raise NotPossible(COMPETES)
    return held


@transaction.atomic
def assess(*, application: FundingApplication, scores: dict[int, tuple[int, str]], by: User, at: dt.datetime) -> None:
    """What one officer thinks of it: criterion to score (0 to 5) and reason.

    Raises NotPossible once it is decided, and for whoever competes in the round.
    """
    held = _hold_to_judge(application, by)
    if held.state != State.SUBMITTED:
        raise NotPossible("This application was decided or withdrawn: it cannot be assessed any more.")
    for criterion, (score, because) in scores.items():
        FundingScore.objects.update_or_create(
            application=held,
            criterion_id=criterion,
            given_by=by,
            defaults={"score": score, "because": because, "given_at": at},
        )
    record(actor=by, action="funding_application_assessed", target=held, at=at)


@transaction.atomic
def decide(*, application: FundingApplication, awarded: Decimal | None, reason: str, by: User, at: dt.datetime) -> None:
    """Offer that many pounds, or decline with None. The applicant is told.

    Raises NotPossible where a colleague was quicker, the round still runs, too little of its budget is left, and for
    whoever competes in the round.
    """
    held = _hold_to_judge(application, by)
    if held.state != State.SUBMITTED:
        raise NotPossible(f"This application is not waiting any more: {held.get_state_display().lower()}.")
    if held.round.state != FundingRound.State.CLOSED:
        raise NotPossible("Decide once the round has closed, so that all applications are judged together.")
    if awarded is not None:
        _must_be_left(held, awarded)
    to = State.DECLINED if awarded is None else State.OFFERED
    signed = {"decided_by": by, "decided_at": at, "reason": reason, "awarded": awarded}
    move(held, field="state", to=to, transitions=FundingApplication.TRANSITIONS, **signed)
    record(actor=by, action=f"funding_application_{to}", target=held, at=at)
    if awarded is None:
        subject, body = f"Your application for “{held.round}” was declined", "The letter says why."
    else:
        subject = f"You are offered {in_words(awarded)} from “{held.round}”"
        body = "The letter says why, and what follows."
    letter = reverse("funding_letter", args=[held.pk])
    _tell_applicant(held, "funding_application_decided", subject, body, at, url=letter)


def _must_be_left(application: FundingApplication, awarded: Decimal) -> None:
    if not application.organisation.is_active:
        raise NotPossible(f"{application.organisation} does not take part in the portal now: nothing can be offered.")
    asked = application.amount or Decimal(0)
    if awarded > asked:
        raise NotPossible(f"They asked for {in_words(asked)}: offer that or less.")
    rest = left(application.round)
    if awarded > rest:
        raise NotPossible(f"Only {in_words(rest)} of the budget is left. Offer that or less, or decline.")


def _must_be_open(funding_round: FundingRound, at: dt.datetime) -> None:
    if funding_round.state == FundingRound.State.PUBLISHED and at < funding_round.opens_at:
        raise NotPossible(f"This round opens on {moment(funding_round.opens_at)}. You can apply from then on.")
    if not funding_round.is_open(at):
        closed = funding_round.closed_at or funding_round.closes_at
        raise NotPossible(
            f"This round closed on {moment(min(closed, funding_round.closes_at))}, so nothing can be sent any more. "
            "What you wrote is kept as a draft."
        )


def _tell_applicant(
    application: FundingApplication, event: str, subject: str, body: str, at: dt.datetime, *, url: str = ""
) -> None:
    notify_many(
        people=acting_for([application.organisation_id]),
        event=event,
        key=str(application.pk),
        subject=subject,
        body=body,
        url=url or application.get_absolute_url(),
        members_of=application.organisation,
        at=at,
    )
