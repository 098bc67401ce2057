"""What a round has given, and what is left of it."""

from decimal import Decimal

from django.db.models import Sum

from support_requests.models import FundingApplication, FundingRound


def awarded(funding_round: FundingRound) -> Decimal:
    """Pounds that were offered and not withdrawn."""
    offered = FundingApplication.objects.filter(round=funding_round, state=FundingApplication.State.OFFERED)
    return offered.aggregate(total=Sum("awarded"))["total"] or Decimal(0)


def left(funding_round: FundingRound) -> Decimal:
    """Pounds that can still be offered."""
    return funding_round.budget - awarded(funding_round)


def in_words(amount: Decimal) -> str:
    """£25,000, or £25,000.50 where there are pennies."""
    return f"£{amount:,.2f}".removesuffix(".00")
