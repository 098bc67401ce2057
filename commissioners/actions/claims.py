"""A body says that an imported opportunity is its own; programme staff decide, and may find out otherwise later.

Raises NotPossible where it is too late, or where somebody else was quicker: the row of the opportunity is held.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.choices import Source
from commissioners.models import CommissioningBody, Opportunity, OpportunityClaim
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import ProgrammeRole, User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify_many

from .telling import people_of_bodies

State = OpportunityClaim.State
DECIDERS = (ProgrammeRole.TRIAGE_OFFICER, ProgrammeRole.PROGRAMME_MANAGER)
TIMES = 3  # that a body may claim the same opportunity
WAITING_AT_MOST = 20  # claims of one body


def refusal(*, opportunity: Opportunity, body: CommissioningBody) -> str:
    """Why the body cannot claim it now, as a sentence; empty if it can."""
    if opportunity.source == Source.PORTAL:
        return "This was posted here by its buyer. Only what was imported can be claimed."
    if body.is_duplicate:
        return f"{body} is another name of {body.successor}: claim it for that."
    if body.pk == opportunity.body_id:
        return f"{body} is its buyer already: you can act for it without a claim."
    if body.pk == opportunity.claimed_by_id:
        return f"The claim of {body} was approved already."
    mine = OpportunityClaim.objects.filter(body=body)
    if mine.filter(opportunity=opportunity).count() >= TIMES:
        return f"{body} has claimed this {TIMES} times. Write to programme staff if there is something new."
    if mine.waiting().count() >= WAITING_AT_MOST:
        return f"{WAITING_AT_MOST} claims of {body} wait for programme staff. Claim more when these are decided."
    return ""


@transaction.atomic
def claim(*, opportunity: Opportunity, body: CommissioningBody, reason: str, by: User, at) -> OpportunityClaim:
    """Say that it is the body's own, and tell those who decide. A claim that waits already is returned as it is."""
    current = _held(opportunity.pk)
    waiting = OpportunityClaim.objects.waiting().filter(opportunity=current, body=body).first()
    if waiting:
        return waiting
    refused = refusal(opportunity=current, body=body)
    if refused:
        raise NotPossible(refused)
    made = OpportunityClaim.objects.create(opportunity=current, body=body, reason=reason, asked_by=by, asked_at=at)
    _record(made, "opportunity_claimed", by=by, at=at)
    notify_many(
        people=User.objects.filter(is_active=True, programme_role__in=DECIDERS).exclude(pk=by.pk),
        event="opportunity_claim_received",
        key=made.pk,
        subject=f"{body} says that {_named(current)} is its own",
        body=f"The notice names {current.body} as the buyer. Look at both, then approve or decline.",
        url=reverse("claim_detail", args=[made.pk]),
        at=at,
    )
    return made


@transaction.atomic
def withdraw(*, claim: OpportunityClaim, by: User, at) -> None:
    """The body takes its claim back before it is decided."""
    _held(claim.opportunity_id)
    move(claim, field="state", to=State.WITHDRAWN, transitions=OpportunityClaim.TRANSITIONS)
    _record(claim, "opportunity_claim_withdrawn", by=by, at=at)


@transaction.atomic
def approve(*, claim: OpportunityClaim, reason: str, by: User, at) -> None:
    """From now on the body acts as the buyer. Its people are told, and those of the body that the notice names."""
    current = _held(claim.opportunity_id)
    if current.claimed_by_id not in (None, claim.body_id):
        raise NotPossible(f"{current.claimed_by} acts as its buyer already. End that claim first, if it was wrong.")
    _decide(claim, State.APPROVED, reason=reason, by=by, at=at)
    Opportunity.objects.filter(pk=current.pk).update(claimed_by=claim.body_id, updated_at=at)
    _record(claim, "opportunity_claim_approved", by=by, at=at, reason=reason)
    _tell(claim, "opportunity_claim_approved", f"{claim.body} now acts as the buyer of {_named(current)}", reason, at)
    notify_many(
        people=people_of_bodies([current.body_id]),
        event="opportunity_claimed_by_another",
        key=claim.pk,
        subject=f"{claim.body} now acts as a buyer of {_named(current)}",
        body=f"It claimed this, and programme staff agreed: {reason}\n\nIf this is wrong, write to programme staff.",
        url=current.get_absolute_url(),
        members_of=current,
        at=at,
    )


@transaction.atomic
def decline(*, claim: OpportunityClaim, reason: str, by: User, at) -> None:
    """It is not the body's own, as far as programme staff can tell."""
    current = _held(claim.opportunity_id)
    claim.refresh_from_db(fields=["state"])
    if claim.state != State.WAITING:  # what is approved is ended, so that the opportunity hears of it
        raise NotPossible("This claim was decided already: reload the page to see how it stands.")
    _decide(claim, State.DECLINED, reason=reason, by=by, at=at)
    _record(claim, "opportunity_claim_declined", by=by, at=at, reason=reason)
    _tell(claim, "opportunity_claim_declined", f"Your claim of {_named(current)} was declined", reason, at)


@transaction.atomic
def end(*, claim: OpportunityClaim, reason: str, by: User, at) -> None:
    """What was approved turned out otherwise: the body no longer acts. What it wrote meanwhile stays."""
    current = _held(claim.opportunity_id)
    claim.refresh_from_db(fields=["state"])
    if current.claimed_by_id != claim.body_id or claim.state != State.APPROVED:
        raise NotPossible(f"{claim.body} does not act as the buyer of this. There is nothing to end.")
    _decide(claim, State.DECLINED, reason=reason, by=by, at=at)
    Opportunity.objects.filter(pk=current.pk).update(claimed_by=None, updated_at=at)
    _record(claim, "opportunity_claim_ended", by=by, at=at, reason=reason)
    subject = f"{claim.body} no longer acts as the buyer of {_named(current)}"
    _tell(claim, "opportunity_claim_ended", subject, reason, at)


def _held(pk: int) -> Opportunity:
    """The opportunity, held until the transaction ends: of two who decide, the second sees what the first did."""
    held = Opportunity.objects.select_for_update(of=("self",)).select_related("body", "claimed_by")
    return held.defer("search").get(pk=pk)


def _decide(claim: OpportunityClaim, to: str, *, reason: str, by: User, at) -> None:
    changes = {"decided_by": by, "decided_at": at, "decision_reason": reason}
    move(claim, field="state", to=to, transitions=OpportunityClaim.TRANSITIONS, **changes)


def _named(opportunity: Opportunity) -> str:
    return f"“{Truncator(opportunity.title).chars(100)}”"


def _record(claim: OpportunityClaim, action: str, *, by: User, at, **more) -> None:
    details = {"claim": claim.pk, "body": claim.body_id, "body_name": str(claim.body)}
    record(actor=by, action=action, target=claim.opportunity, at=at, **details, **more)


def _tell(claim: OpportunityClaim, event: str, subject: str, reason: str, at) -> None:
    """Tell the people of the body that claimed."""
    notify_many(
        people=people_of_bodies([claim.body_id]),
        event=event,
        key=claim.pk,
        subject=subject,
        body=f"Programme staff say: {reason}",
        url=reverse("claim_detail", args=[claim.pk]),
        members_of=claim.body,
        at=at,
    )
