"""Who judges applications for funding: nobody whose own organisation applied in the same round."""

from django.db.models import QuerySet

from support_requests.models import FundingApplication, FundingRound


def competing_in(user) -> QuerySet[FundingApplication]:
    """What the person's organisations have sent and not taken back."""
    sent = FundingApplication.objects.live().filter(submitted_at__isnull=False)
    return sent.filter(organisation__memberships__user=user)


def competes(funding_round: FundingRound, user) -> bool:
    """Whether an organisation of the person applied in the round."""
    return competing_in(user).filter(round=funding_round).exists()
