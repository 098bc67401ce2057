"""Who has left a consortium learns nothing of who came after."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.matching.partner_facts import met_in_consortia
from consortia.matching.store import read_world
from consortia.models import ConsortiumMember
from tests.factories import ConsortiumFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def join(consortium, organisation, *, days_ago, left_days_ago=None):
    ConsortiumMember.objects.create(
        consortium=consortium,
        organisation=organisation,
        joined_at=NOW - dt.timedelta(days=days_ago),
        left_at=None if left_days_ago is None else NOW - dt.timedelta(days=left_days_ago),
    )


@pytest.mark.parametrize(
    ("own_left", "other_joined", "other_left", "met"),
    [
        (None, 10, None, True),
        (600, 10, None, False),
        (600, 700, None, True),
        (600, 700, 650, True),
        (None, 900, 850, False),
    ],
)
def test_only_those_who_were_members_at_the_same_time_have_been_together(own_left, other_joined, other_left, met):
    own, other, consortium = OrganisationFactory(), OrganisationFactory(), ConsortiumFactory()
    join(consortium, own, days_ago=800, left_days_ago=own_left)
    join(consortium, other, days_ago=other_joined, left_days_ago=other_left)
    assert met_in_consortia(own, [other.pk]).exists() is met
    assert bool(read_world(NOW).together.nnz) is met
