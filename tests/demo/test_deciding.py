"""The demonstration shows consortia that decide."""

import pytest

from consortia.models import Contribution, Decision, SteeringMeeting, SteeringPerson
from partnerships_portal.demo import deciding
from tests.demo.conftest import AT
from tests.factories import MembershipFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


def test_the_demo_consortium_has_an_open_an_agreed_and_a_refused_decision_once():
    own = ConsortiumMemberFactory(consortium__is_demo=True)
    other = ConsortiumMemberFactory(consortium=own.consortium)
    for member in (own, other):
        MembershipFactory(organisation=member.organisation, role="owner")
    for _ in range(2):
        deciding.ensure(organisation=own.organisation, at=AT)
    assert sorted(Decision.objects.values_list("state", flat=True)) == ["agreed", "not_agreed", "open"]
    waiting = Decision.objects.get(state="open")
    assert waiting.proposer == other and not waiting.voices.filter(member=own).exists()
    assert Contribution.objects.count() == SteeringPerson.objects.count() == 2
    assert SteeringMeeting.objects.count() == 1
