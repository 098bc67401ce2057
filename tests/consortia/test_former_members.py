"""Who has left a consortium learns nothing of who came after."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.matching.partner_facts import met_in_consortia
from consortia.matching.store import read_world
from consortia.models import BidParticipant, ConsortiumMember
from tests.factories import BidFactory, ConsortiumFactory, OrganisationFactory
from tests.factories.partnering import PartnerInvitationFactory

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


@pytest.mark.parametrize(("state", "is_listed"), [("intended", False), ("withdrawn", False), ("lost", True)])
def test_who_left_before_the_tender_went_out_does_not_watch_the_bid(sign_in, owner, organisation, state, is_listed):
    consortium = ConsortiumFactory()
    join(consortium, organisation, days_ago=20, left_days_ago=10)
    sent = {"submitted_on": NOW.date() if is_listed else None}
    ended = {} if state == "intended" else {"ended_at": NOW}
    bid = BidFactory(consortium=consortium, title="Recovery college", state=state, **sent, **ended)
    BidParticipant.objects.get_or_create(bid=bid, organisation=organisation)
    page = sign_in(owner).get("/bids/").content.decode()
    assert ("Recovery college" in page) is is_listed


@pytest.mark.parametrize(("state", "reads"), [("sent", True), ("declined", False), ("withdrawn", False)])
def test_who_was_asked_to_join_reads_its_members_only_while_it_can_answer(sign_in, owner, organisation, state, reads):
    consortium = ConsortiumFactory()
    join(consortium, OrganisationFactory(name="Tarnbeck Youth Works"), days_ago=1)
    asked = PartnerInvitationFactory(
        proposal__consortium=consortium, organisation=organisation, state=state, answered_at=NOW
    )
    page = sign_in(owner).get(asked.proposal.get_absolute_url()).content.decode()
    assert ("Tarnbeck Youth Works" in page) is reads
    assert f"To join the consortium {consortium}" in page
