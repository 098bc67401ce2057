"""Who judges applications for funding, and is told of them: nobody whose own organisation applies in the same round."""

from django.db.models import QuerySet

from partnerships_portal.accounts.models import User
from support_requests.models import FundingApplication, FundingRound
from support_requests.officers import officers


def competing_in(user) -> QuerySet[FundingApplication]:
    """What the person's organisations have sent and not taken back."""
    sent = FundingApplication.objects.live().filter(submitted_at__isnull=False)
    return sent.filter(organisation__memberships__user=user)


def competes(funding_round: FundingRound, user) -> bool:
    """Whether an organisation of the person applied in the round."""
    return competing_in(user).filter(round=funding_round).exists()


def is_rival(funding_round: FundingRound, user) -> bool:
    """Whether an organisation of the person applied, or still writes: they read no other application."""
    rivals = FundingApplication.objects.competing().filter(round=funding_round)
    return rivals.filter(organisation__memberships__user=user).exists()


def told_of(funding_round: FundingRound) -> QuerySet[User]:
    """Officers who hear of single applications in a round: none who belong to one of its applicants."""
    rivals = FundingApplication.objects.competing().filter(round=funding_round)
    return officers().exclude(memberships__organisation__in=rivals.values("organisation"))
