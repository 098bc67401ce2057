"""Funding rounds of the demonstration: one that is open with a draft, and one that has closed and is to be decided."""

import datetime as dt
import uuid
from decimal import Decimal

from django.utils import timezone

from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from support_requests.models import FundingAnswer, FundingApplication, FundingCriterion, FundingRound

from . import people

DAY = dt.timedelta(days=1)
CRITERIA = (
    ("Need", "Why you cannot pay for it yourselves.", 40),
    ("What changes", "What you can bid for together that you could not bid for alone.", 40),
    ("Value for money", "What each part costs, and how you know.", 20),
)
ANSWERS = {
    "Need": "Each of us pays for a payroll of its own. None of us can pay for the year in which we move to one.",
    "What changes": "We can bid for contracts in three towns, which none of us has the back office for today.",
    "Value for money": "Two quotes are two thirds of this. The rest is the time of our own staff.",
}
OPEN, CLOSED = "First joint bids", "Shared back offices"
ABOUT = {
    OPEN: "Up to £10,000 for Mutuals that bid with partners for the first time: legal advice, a price for each part, "
    "or somebody who writes the bid while your staff deliver services.",
    CLOSED: "Up to £25,000 for Mutuals that share payroll, rotas or premises with others.",
}


def ensure(*, first: Organisation, at: dt.datetime) -> None:
    """Write them where they are missing. `first` is the demonstration's Mutual."""
    if FundingRound.objects.filter(is_demo=True).exists():
        return
    others = Organisation.objects.active().filter(is_demo=True).exclude(pk=first.pk).exclude(verified_at=None)
    running = _round(OPEN, Decimal(60_000), Decimal(10_000), at - 10 * DAY, at + 20 * DAY)
    _apply(running, first, "A lawyer who reads the agreement that our partners propose.", None, at - 2 * DAY)
    over = _round(CLOSED, Decimal(50_000), Decimal(25_000), at - 60 * DAY, at - 3 * DAY)
    for number, organisation in enumerate(others.order_by("pk")[:3]):
        words = "One payroll and one rota for us and two neighbours, for the first year."
        _apply(over, organisation, words, Decimal(15_000 + 5_000 * number), at - 20 * DAY)


def remove(organisations) -> None:
    """Delete what these organisations applied for, and the rounds of the demonstration."""
    FundingApplication.objects.filter(organisation__in=organisations).delete()
    rounds = FundingRound.objects.filter(is_demo=True)
    FundingApplication.objects.filter(round__in=rounds).delete()
    rounds.delete()


def _at(day: dt.datetime, hour: int) -> dt.datetime:
    """An hour of that day, by UK clocks."""
    return timezone.localtime(day).replace(hour=hour, minute=0, second=0, microsecond=0)


def _round(title: str, budget: Decimal, most: Decimal, opens: dt.datetime, closes: dt.datetime) -> FundingRound:
    is_over = title == CLOSED
    opens, closes = _at(opens, 9), _at(closes, 17)
    made = FundingRound.objects.create(
        title=title,
        about=ABOUT[title],
        budget=budget,
        most_each=most,
        opens_at=opens,
        closes_at=closes,
        state=FundingRound.State.CLOSED if is_over else FundingRound.State.PUBLISHED,
        created_by=people.verifier(),
        created_at=opens - 5 * DAY,
        published_at=opens - 2 * DAY,
        closed_at=closes if is_over else None,
        opening_told_at=opens,
        form_key=uuid.uuid4(),
        is_demo=True,
    )
    FundingCriterion.objects.bulk_create(
        FundingCriterion(round=made, title=name, guidance=guidance, weight=weight)
        for name, guidance, weight in CRITERIA
    )
    return made


def _apply(funding_round: FundingRound, organisation: Organisation, summary: str, amount, at: dt.datetime) -> None:
    """Sent where it says an amount; else a draft."""
    writer = User.objects.filter(memberships__organisation=organisation).order_by("pk").first() or people.verifier()
    made = FundingApplication.objects.create(
        round=funding_round,
        organisation=organisation,
        state=FundingApplication.State.SUBMITTED if amount else FundingApplication.State.DRAFT,
        summary=summary,
        amount=amount,
        begun_by=writer,
        created_at=at,
        changed_at=at,
        submitted_at=at if amount else None,
        is_demo=True,
    )
    if amount:
        FundingAnswer.objects.bulk_create(
            FundingAnswer(application=made, criterion=criterion, text=ANSWERS[criterion.title])
            for criterion in funding_round.criteria.all()
        )
