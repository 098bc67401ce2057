"""Who judges applications for funding, and is told of them: nobody whose own organisation applies in the same round."""

from django.db.models import QuerySet

from partnerships_portal.accounts.models import User
from support_requests.models import FundingApplication, FundingRound
from support_requests.officers import officers


def competing_in(user) -> QuerySet[FundingApplication]:
    """What the person's organisations have sent and not taken back, or still write."""
    return FundingApplication.objects.competing().filter(organisation__memberships__user=user)


def competes(funding_round: FundingRound, user) -> bool:
    """Whether an organisation of the person applies in the round: they neither read nor judge what others wrote."""
    return competing_in(user).filter(round=funding_round).exists()


def told_of(funding_round: FundingRound) -> QuerySet[User]:
    """Officers who hear of single applications in a round: none who belong to one of its applicants."""
    rivals = FundingApplication.objects.competing().filter(round=funding_round)
    return officers().exclude(memberships__organisation__in=rivals.values("organisation"))
