"""Consortia of the demonstration that stay together."""

import pytest

from commissioners.models import JointInterest
from consortia.models import Consortium

pytestmark = pytest.mark.usefixtures("demo_world")


def test_one_that_the_demonstrations_mutual_is_in_told_the_council_as_one():
    interest = JointInterest.objects.get()
    consortium = Consortium.objects.matched().get(pk=interest.reference)
    behind = set(interest.organisations.values_list("pk", flat=True))
    assert behind == set(consortium.members.present().values_list("organisation", flat=True)) and len(behind) > 1
    assert consortium.members.filter(organisation__memberships__user__email="owner.demo@example.org").exists()
