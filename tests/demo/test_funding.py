"""Funding rounds of the demonstration: one to apply in, one to decide."""

import pytest

from mutuals.models import Organisation
from partnerships_portal.demo import funding
from support_requests.models import FundingApplication, FundingRound
from tests.demo.conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


def test_one_round_is_open_with_a_draft_and_one_waits_for_decisions():
    running, over = FundingRound.objects.order_by("-closes_at")
    assert running.is_open(AT)
    assert running.applications.get().state == "draft"
    assert {one.state for one in over.applications.all()} == {"submitted"}
    assert sum(over.criteria.values_list("weight", flat=True)) == 100


def test_they_are_made_once_and_removed():
    first = Organisation.objects.filter(is_demo=True).first()
    funding.ensure(first=first, at=AT)
    assert FundingRound.objects.count() == 2
    funding.remove(Organisation.objects.filter(is_demo=True))
    assert not FundingRound.objects.exists()
    assert not FundingApplication.objects.exists()
