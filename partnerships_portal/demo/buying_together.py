"""A neighbouring council that waits for the demonstration's council to agree to buy together."""

import datetime as dt

from commissioners.choices import State
from commissioners.models import CommissioningBody, JointBuyerRequest, Opportunity

from . import people

MESSAGE = "Families move between our districts. We would like to buy this once for both, under one set of standards."


def ensure(*, council: CommissioningBody, at: dt.datetime) -> None:
    """Make the request, once: what was answered is not asked again."""
    if JointBuyerRequest.objects.filter(body=council).exists():
        return
    neighbours = Opportunity.objects.filter(
        is_demo=True, state__in=[State.EARLY_ENGAGEMENT, State.OPEN], body__kind="council", body__ends_on=None, ocid=""
    ).exclude(body=council)
    opportunity = neighbours.exclude(joint_buyers=council).order_by("pk").first()
    if opportunity is None:
        return
    JointBuyerRequest.objects.create(
        opportunity=opportunity,
        body=council,
        message=MESSAGE,
        asked_by=people.verifier(),
        asked_at=at - dt.timedelta(days=2),
    )
