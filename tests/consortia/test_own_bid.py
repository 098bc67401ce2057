"""Promises about the bid of one organisation alone, by its pages."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from consortia.actions import bids
from consortia.bidding.parties import Party
from consortia.models import Bid, BidParticipant
from tests.at_once import refused_at_once
from tests.factories import MembershipFactory, OpportunityFactory
from tests.factories.bids import LiveBidFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(db):
    return OpportunityFactory(title="Holiday activities")


@pytest.fixture
def window(owner, sign_in):
    return sign_in(owner)


@pytest.fixture
def bid(organisation):
    return LiveBidFactory(by=[organisation])


@pytest.fixture
def submitted(bid):
    Bid.objects.filter(pk=bid.pk).update(state="submitted", submitted_at=timezone.now())
    return bid


def day(value):
    return {"submitted_on_0": value.day, "submitted_on_1": value.month, "submitted_on_2": value.year}


def errors_of(answer):
    return [str(message) for messages in answer.context["form"].errors.values() for message in messages]


def test_an_organisation_records_its_own_bid_from_first_to_last(window, tender, organisation, owner):
    window.post(f"/opportunities/{tender.pk}/bid/", {"party": f"organisation-{organisation.pk}"})
    bid = Bid.objects.get()
    assert not bid.consortium and bid.intended_by == owner
    window.post(f"/bids/{bid.pk}/contribution/", {"contribution": "All of it, with our own staff"})
    window.post(f"/bids/{bid.pk}/submit/", day(timezone.localdate()))
    said = {"outcome": "won", "feedback": "Well done", "scores": "First of three", "contract_value": "£1,250,000.50"}
    assert "Check your answers" in window.post(f"/bids/{bid.pk}/outcome/", said).content.decode()
    assert Bid.objects.get().state == "submitted"
    window.post(f"/bids/{bid.pk}/outcome/", said | {"record": "yes"})
    kept = Bid.objects.get()
    assert (kept.state, kept.contract_value, kept.scores) == ("won", Decimal("1250000.50"), "First of three")
    assert not kept.is_joint and kept.participants.get().contribution.startswith("All of it")
    page = window.get(f"/bids/{bid.pk}/lessons/").content.decode()
    assert "What happened to the relationship" not in page
    window.post(f"/bids/{bid.pk}/lessons/", {"repeat": "Begin early", "not_again": ""})
    assert kept.reflections.get().repeat == "Begin early"


def test_answers_can_be_changed_before_they_are_recorded(window, submitted):
    said = {"outcome": "lost", "feedback": "Too dear", "scores": "", "contract_value": ""}
    page = window.post(f"/bids/{submitted.pk}/outcome/", said | {"change": "yes"}).content.decode()
    assert "Too dear" in page and "Check your answers" in page and Bid.objects.get().state == "submitted"


def test_a_tender_is_not_submitted_tomorrow(window, bid):
    answer = window.post(f"/bids/{bid.pk}/submit/", day(timezone.localdate() + dt.timedelta(days=1)))
    assert errors_of(answer) == ["Tender submitted on: enter a date from 1800 to today"]
    assert Bid.objects.get().state == "intended"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "Select whether you won or lost"),
        ({"outcome": "lost", "contract_value": "5"}, "Leave this empty: a bid that was lost has no contract"),
        ({"outcome": "won", "contract_value": "much"}, "Enter what the contract is worth in pounds"),
        ({"outcome": "won", "contract_value": "-1"}, "Enter what the contract is worth in pounds"),
        ({"outcome": "won", "contract_value": "1.005"}, "Enter what the contract is worth in pounds"),
        ({"outcome": "won", "contract_value": "NaN"}, "Enter what the contract is worth in pounds"),
    ],
)
def test_an_outcome_that_does_not_add_up_says_what_to_do(window, submitted, said, error):
    assert errors_of(window.post(f"/bids/{submitted.pk}/outcome/", said))[0].startswith(error)


def test_a_withdrawal_needs_a_reason_and_keeps_it(window, bid):
    address = f"/bids/{bid.pk}/withdraw/"
    assert errors_of(window.post(address, {"seen": "intended"})) == ["Say why the bid is withdrawn"]
    window.post(address, {"seen": "intended", "reason": "Too large for us alone"})
    assert Bid.objects.get().withdrawn_because == "Too large for us alone"


def test_feedback_that_comes_later_is_added(window, submitted):
    Bid.objects.update(state="lost")
    window.post(f"/bids/{submitted.pk}/feedback/", {"feedback": "Second of five", "scores": "Quality first"})
    assert Bid.objects.get().feedback == "Second of five"
    assert "contract is worth" not in window.get(f"/bids/{submitted.pk}/feedback/").content.decode()


def test_an_empty_list_says_what_to_do_next(window):
    page = window.get("/bids/").content.decode()
    assert "No bids yet" in page and "Find an opportunity" in page


def test_another_organisation_does_not_meet_it(bid, other_owner, sign_in):
    assert sign_in(other_owner).get(bid.get_absolute_url()).status_code == 404
    assert bid.title not in sign_in(other_owner).get("/bids/").content.decode()


def test_nobody_records_a_bid_for_an_organisation_of_others(window, tender, other_organisation):
    answer = window.post(f"/opportunities/{tender.pk}/bid/", {"party": f"organisation-{other_organisation.pk}"})
    assert errors_of(answer) == ["Select one of those listed"] and not Bid.objects.exists()


def test_whoever_acts_for_two_members_acts_for_the_one_named(organisation, other_organisation, owner, sign_in):
    MembershipFactory(organisation=other_organisation, user=owner)
    bid = LiveBidFactory(by=[organisation])
    answer = sign_in(owner).get(f"/bids/{bid.pk}/contribution/?party=organisation-{other_organisation.pk}")
    assert answer.status_code == 403


def test_an_organisation_alone_has_one_live_bid_for_an_opportunity(organisation, owner, tender):
    alone = Party(organisation)
    first = bids.intend(party=alone, opportunity=tender, by=owner, at=timezone.now())
    bids.withdraw(bid=first, party=alone, reason="Too late", seen="intended", by=owner, at=timezone.now())
    second = bids.intend(party=alone, opportunity=tender, by=owner, at=timezone.now())
    assert second != first and bids.intend(party=alone, opportunity=tender, by=owner, at=timezone.now()) == second


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_begin_an_own_bid_at_once_begin_one(organisation, owner, editor, tender):
    def intend(by):
        return lambda: bids.intend(party=Party(organisation), opportunity=tender, by=by, at=timezone.now())

    assert refused_at_once(intend(owner), intend(editor)) == []
    assert Bid.objects.count() == 1 and BidParticipant.objects.count() == 1
