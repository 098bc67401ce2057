"""Promises about won and lost that were recorded by mistake: an owner corrects them, once, and all are told why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.actions import bid_outcomes
from consortia.bidding.parties import Party
from consortia.models import Bid, Reflection
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories.bids import LiveBidFactory, ReflectionFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(organisation):
    return Party(organisation, ConsortiumMemberFactory(organisation=organisation))


@pytest.fixture
def other_party(party, other_organisation):
    seat = ConsortiumMemberFactory(consortium=party.member.consortium, organisation=other_organisation)
    return Party(other_organisation, seat)


def bid_of(party, other_party, state):
    both = [party.organisation, other_party.organisation]
    return LiveBidFactory(consortium=party.member.consortium, by=both, state=state, is_joint=True)


@pytest.fixture
def lost(party, other_party):
    return bid_of(party, other_party, "lost")


def state_of(bid):
    return Bid.objects.get(pk=bid.pk).state


def correct(bid, party, by, seen):
    bid_outcomes.correct_outcome(bid=bid, party=party, reason="A slip", seen=seen, by=by, at=timezone.now())


def test_an_owner_corrects_how_a_bid_ended_and_all_are_told_why(lost, other_party, owner, other_owner, editor):
    correct(lost, other_party, other_owner, "lost")
    assert state_of(lost) == "won" and Bid.objects.get(pk=lost.pk).ended_by == other_owner
    assert AuditEvent.objects.get(action="bid_outcome_corrected").details["outcome"] == "won"
    told = Notification.objects.filter(event="bid_outcome_corrected")
    assert {row.person for row in told} == {owner, editor}
    assert "from lost to won. Why: A slip" in told[0].body
    bid_outcomes.keep_feedback(
        bid=lost, party=other_party, feedback="", scores="", contract_value="900", by=other_owner, at=timezone.now()
    )
    correct(lost, other_party, other_owner, "won")
    assert state_of(lost) == "lost" and Bid.objects.get(pk=lost.pk).contract_value is None


def test_lessons_stay_and_are_checked_before_the_network_reads_them_again(lost, party, owner):
    own = ReflectionFactory(bid=lost, organisation=party.organisation, shared_at=timezone.now(), shared_by=owner)
    correct(lost, party, owner, "lost")
    kept = Reflection.objects.get()
    assert (kept.repeat, kept.not_again, kept.shared_at) == (own.repeat, own.not_again, None)


def test_nobody_but_an_owner_of_a_bidder_corrects_it(lost, party, editor, sign_in):
    with pytest.raises(NotPossible, match="An owner of"):
        correct(lost, party, editor, "lost")
    assert "correct won or lost" not in sign_in(editor).get(lost.get_absolute_url()).content.decode()


def test_the_page_asks_why_and_a_second_press_changes_nothing(lost, owner, sign_in):
    browser = sign_in(owner)
    assert "correct won or lost" in browser.get(lost.get_absolute_url()).content.decode()
    page = reverse("bid_outcome_correct", args=[lost.pk])
    assert "Say why it is corrected" in browser.post(page, {"seen": "lost"}).content.decode()
    for _ in range(2):
        browser.post(page, {"seen": "lost", "reason": "A slip of the pen"})
    assert state_of(lost) == "won" and AuditEvent.objects.filter(action="bid_outcome_corrected").count() == 1


def test_nothing_is_corrected_before_it_is_recorded(party, other_party, owner):
    bid = bid_of(party, other_party, "submitted")
    with pytest.raises(NotPossible, match="Record first"):
        correct(bid, party, owner, "submitted")


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_correct_at_once_correct_it_once(lost, party, other_party, owner, other_owner):
    at_once(lambda: correct(lost, party, owner, "lost"), lambda: correct(lost, other_party, other_owner, "lost"))
    assert state_of(lost) == "won" and AuditEvent.objects.filter(action="bid_outcome_corrected").count() == 1
