"""Whoever competes in a funding round does not judge the others, and is not asked to."""

from decimal import Decimal

import pytest
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from support_requests.actions import funding
from support_requests.funding import awaiting
from tests.factories import MembershipFactory
from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    return FundingRoundFactory(state="closed")


def waits_for(officer) -> bool:
    return any(queue.counted.exists() for queue in awaiting.of_person(Asker(officer), timezone.now()))


def test_officer_of_an_applicant_neither_scores_nor_decides_nor_is_asked_to(closed, triage, staff, organisation):
    others = FundingApplicationFactory(round=closed, state="submitted")
    assert waits_for(triage)
    MembershipFactory(organisation=organisation, user=triage, role="viewer")
    FundingApplicationFactory(round=closed, organisation=organisation, state="submitted")
    at = timezone.now()
    with pytest.raises(NotPossible, match="An organisation of yours applied"):
        funding.assess(application=others, scores={}, by=triage, at=at)
    with pytest.raises(NotPossible, match="An organisation of yours applied"):
        funding.decide(application=others, awarded=Decimal(100), reason="Good.", by=triage, at=at)
    others.refresh_from_db()
    assert others.state == "submitted"
    assert not waits_for(triage) and waits_for(staff)
