"""Promises about opportunities that change under a bid: told once, never decided for anybody."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.choices import LotOutcome
from commissioners.models import AwardSupplier, Lot, Opportunity
from consortia.actions import bid_news, opportunity_news
from consortia.bidding import outcomes
from consortia.bidding.deadlines import countdown
from consortia.models import Bid
from partnerships_portal.notifications.awaiting import Asker, awaiting, number_awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import AwardFactory, MembershipFactory, OpportunityFactory, OrganisationFactory
from tests.factories.bids import LiveBidFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(organisation):
    return ConsortiumMemberFactory(organisation=organisation)


@pytest.fixture
def partner(seat, other_organisation, other_owner):
    ConsortiumMemberFactory(consortium=seat.consortium, organisation=other_organisation)
    return other_owner


@pytest.fixture
def bid(seat, partner, organisation, other_organisation):
    return LiveBidFactory(consortium=seat.consortium, by=[organisation, other_organisation])


@pytest.fixture
def submitted(bid):
    Bid.objects.filter(pk=bid.pk).update(state="submitted", submitted_at=timezone.now())
    return Bid.objects.get(pk=bid.pk)


def becomes(bid, state="awarded", outcome=None, **fields):
    """The opportunity of the bid as its buyer leaves it."""
    opportunity = bid.opportunity
    if outcome is not None:
        opportunity.lots.update(outcome=outcome)
    opportunity.state, opportunity.version = state, opportunity.version + 1
    for name, value in fields.items():
        setattr(opportunity, name, value)
    opportunity.save()
    return tell()


def tell():
    return bid_news.tell_of_opportunities(at=timezone.now())


def told():
    return list(Notification.objects.order_by("pk").values_list("event", "person"))


def test_an_award_asks_everyone_who_bid_once_and_decides_nothing(submitted, owner, partner):
    AwardFactory(opportunity=submitted.opportunity, to=[OrganisationFactory()])
    assert becomes(submitted, outcome=LotOutcome.AWARDED) == 1
    assert tell() == 0
    assert sorted(told()) == sorted([("bid_outcome_asked", owner.pk), ("bid_outcome_asked", partner.pk)])
    assert Bid.objects.get(pk=submitted.pk).state == "submitted"


def test_the_outcome_waits_in_the_inbox_of_those_who_act(submitted, owner, viewer):
    AwardFactory(opportunity=submitted.opportunity, to=[OrganisationFactory()])
    becomes(submitted, outcome=LotOutcome.AWARDED)
    texts = [one.text for one in awaiting(owner, timezone.now())]
    assert any("Record how your bid" in text for text in texts)
    assert not awaiting(viewer, timezone.now())


def test_an_undecided_lot_of_the_bid_is_waited_for(submitted):
    Lot.objects.create(opportunity=submitted.opportunity, number="2")
    submitted.opportunity.lots.filter(number="2").update(outcome=LotOutcome.AWARDED)
    becomes(submitted, state="closed")
    assert Bid.objects.get(pk=submitted.pk).asked_at is None


@pytest.mark.parametrize(("state", "words"), [("cancelled", "was cancelled"), ("closed", "has reached its deadline")])
def test_an_intended_bid_hears_what_it_means(bid, owner, partner, state, words):
    becomes(bid, state=state)
    row = Notification.objects.get(event="bid_opportunity_changed", person=owner)
    assert words in row.subject and Notification.objects.count() == 2


def test_an_amendment_is_told_and_each_later_one_again(bid, owner):
    for _ in range(2):
        becomes(bid, state="open")
    assert Notification.objects.filter(person=owner, event="bid_opportunity_changed").count() == 2


def test_an_extended_deadline_says_until_when(bid, owner):
    becomes(bid, state="closed")
    becomes(bid, state="open", submission_deadline=timezone.now() + dt.timedelta(days=9))
    last = Notification.objects.filter(person=owner).order_by("pk").last()
    assert "can be submitted now" in last.subject and "Tenders are due by" in last.body


def test_whoever_submitted_hears_nothing_of_the_closing(submitted):
    assert becomes(submitted, state="closed") == 0


def test_bids_that_are_over_and_dissolved_consortia_are_left_alone(bid, seat):
    seat.consortium.state = "dissolved"
    seat.consortium.save()
    assert becomes(bid, state="cancelled") == 0


def test_a_cancelled_opportunitys_intended_bid_is_withdrawn_in_one_step(bid, owner, sign_in):
    becomes(bid, state="cancelled")
    browser = sign_in(owner)
    assert "Withdraw this bid" in browser.get(bid.get_absolute_url()).content.decode()
    browser.post(f"{bid.get_absolute_url()}withdraw/", {"seen": "intended", "cancelled": "yes"})
    kept = Bid.objects.get(pk=bid.pk)
    assert kept.state == "withdrawn" and "cancelled" in kept.withdrawn_because


class TestWhatTheAwardSuggests:
    """Only what is certain."""

    @pytest.fixture
    def decided(self, submitted):
        submitted.opportunity.lots.update(outcome=LotOutcome.AWARDED)
        return submitted

    def test_a_member_among_the_suppliers_suggests_won(self, decided, other_organisation):
        AwardFactory(opportunity=decided.opportunity, to=[other_organisation])
        assert outcomes.suggested(decided) == "won"

    def test_known_strangers_suggest_lost(self, decided):
        AwardFactory(opportunity=decided.opportunity, to=[OrganisationFactory()])
        assert outcomes.suggested(decided) == "lost"

    def test_a_supplier_that_nobody_knows_may_be_anybody(self, decided):
        award = AwardFactory(opportunity=decided.opportunity, to=[])
        AwardSupplier.objects.create(award=award, name="Somebody Limited")
        assert outcomes.suggested(decided) == ""

    def test_whoever_bid_twice_may_have_won_with_the_other_bid(self, decided, other_organisation):
        AwardFactory(opportunity=decided.opportunity, to=[other_organisation])
        LiveBidFactory(opportunity=decided.opportunity, by=[other_organisation], state="submitted")
        assert outcomes.suggested(decided) == ""

    def test_one_of_two_lots_won_is_for_them_to_say(self, decided, organisation):
        second = Lot.objects.create(opportunity=decided.opportunity, number="2", outcome=LotOutcome.AWARDED)
        first = decided.opportunity.lots.exclude(pk=second.pk).get()
        for lot, winner in ((first, organisation), (second, OrganisationFactory())):
            AwardFactory(opportunity=decided.opportunity, to=[winner]).lots.set([lot])
        assert outcomes.suggested(decided) == ""

    def test_a_lot_without_a_known_award_suggests_nothing(self, decided):
        assert outcomes.suggested(decided) == ""


class TestCountdown:
    """How long is left, in words."""

    def found(self, *, at=None, bid="intended", **fields):
        opportunity = Opportunity(**({"state": "open"} | fields))
        return countdown(Bid(opportunity=opportunity, state=bid), at=at or timezone.now())

    @pytest.mark.parametrize(
        ("left", "words", "urgent"),
        [
            (dt.timedelta(days=9), "9 days left", False),
            (dt.timedelta(days=1), "1 day left", True),
            (dt.timedelta(hours=3), "3 hours left", True),
            (dt.timedelta(minutes=20), "Less than an hour left", True),
        ],
    )
    def test_days_hours_and_the_last_minutes(self, left, words, urgent):
        noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
        found = self.found(at=noon, submission_deadline=noon + left)
        assert found.words.startswith(words) and found.urgent == urgent

    def test_once_it_passed_and_before_it_is_known(self):
        assert "deadline passed" in self.found(submission_deadline=timezone.now() - dt.timedelta(1)).words
        assert "No date" in self.found().words
        early = self.found(state="early_engagement", expected_tender_on=dt.date(2027, 3, 1), tender_days=30)
        assert "expected by about 31 March 2027" in early.words

    def test_what_is_submitted_waits_for_the_decision(self):
        assert "has not said when" in self.found(bid="submitted").words
        assert "decide by 5 May 2027" in self.found(bid="submitted", award_expected_on=dt.date(2027, 5, 5)).words

    def test_a_cancelled_one_counts_no_days_and_a_decided_bid_nothing(self):
        assert "cancelled" in self.found(state="cancelled").words
        assert self.found(bid="won") is None


def test_members_that_said_nothing_are_asked_in_their_inbox(seat, owner, organisation, other_organisation):
    LiveBidFactory(consortium=seat.consortium, by=[other_organisation])
    texts = [one.text for one in awaiting(owner, timezone.now())]
    assert any(f"Say whether {organisation} is in the bid" in text for text in texts)
    bid = Bid.objects.get()
    bid.declined.add(organisation)
    assert not any("Say whether" in one.text for one in awaiting(owner, timezone.now()))


def test_lessons_are_asked_for_after_the_outcome(bid, owner):
    Bid.objects.filter(pk=bid.pk).update(state="lost", ended_at=timezone.now())
    assert any("Say what you learnt" in one.text for one in awaiting(owner, timezone.now()))
    later = timezone.now() + dt.timedelta(days=61)
    assert not any("Say what you learnt" in one.text for one in awaiting(owner, later))


def test_the_menu_counts_what_the_inbox_lists(submitted, owner):
    AwardFactory(opportunity=submitted.opportunity, to=[OrganisationFactory()])
    becomes(submitted, outcome=LotOutcome.AWARDED)
    assert number_awaiting(Asker(owner), timezone.now()) == len(awaiting(owner, timezone.now()))


def test_one_bid_of_an_organisation_alone_tells_its_other_people(organisation, owner):
    colleague = MembershipFactory(organisation=organisation).user
    bid = LiveBidFactory(by=[organisation], opportunity=OpportunityFactory())
    becomes(bid, state="cancelled")
    assert {person for _, person in told()} == {owner.pk, colleague.pk}


def test_a_consortium_formed_for_the_opportunity_gets_one_message_with_what_to_decide(bid, seat, owner):
    seat.consortium.opportunity = bid.opportunity
    seat.consortium.heard_version, seat.consortium.heard_state = bid.heard_version, bid.heard_state
    seat.consortium.save()
    becomes(bid, state="cancelled")
    opportunity_news.tell_of_opportunities(at=timezone.now())
    row = Notification.objects.get(person=owner)
    assert row.event == "bid_opportunity_changed" and "Decide together what becomes of your consortium" in row.body


@pytest.mark.parametrize(
    ("state", "page"),
    [
        ("lost", "contribution"),
        ("lost", "submit"),
        ("won", "withdraw"),
        ("intended", "outcome"),
        ("intended", "lessons"),
    ],
)
def test_a_page_whose_time_has_passed_leads_back_and_changes_nothing(bid, owner, sign_in, state, page):
    Bid.objects.filter(pk=bid.pk).update(state=state)
    for method in ("get", "post"):
        answer = getattr(sign_in(owner), method)(f"{bid.get_absolute_url()}{page}/")
        assert answer.status_code == 302 and answer.url == bid.get_absolute_url()
    assert Bid.objects.get(pk=bid.pk).state == state


def test_pages_of_a_bid_that_names_no_opportunity_open(bid, owner, sign_in):
    Bid.objects.filter(pk=bid.pk).update(state="lost", opportunity=None)
    for page in ("", "feedback/", "lessons/"):
        assert sign_in(owner).get(f"{bid.get_absolute_url()}{page}").status_code == 200


def test_whoever_has_left_is_not_shown_in_an_intended_bid(bid, seat, other_organisation, owner, sign_in):
    seat.consortium.members.filter(organisation=other_organisation).update(left_at=timezone.now())
    page = sign_in(owner).get(bid.get_absolute_url()).content.decode()
    assert other_organisation.name not in page
