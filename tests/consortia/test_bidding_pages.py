"""Promises about the pages of bids: no place for prices, registration by what each shows, history that counts."""

import csv
import datetime as dt
import io

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.actions import bid_outcomes, bids
from consortia.bidding.parties import Party
from consortia.bidding.prices import says_a_price
from consortia.matching.store import read_world
from consortia.models import Bid, BidParticipant, Consortium
from consortia.retention.bids import WITHDRAWN, delete_withdrawn_bids
from mutuals.models import Reading
from tests.factories import OpportunityFactory, OrganisationFactory
from tests.factories.bids import LiveBidFactory
from tests.factories.disclosure import partners
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(organisation):
    return ConsortiumMemberFactory(organisation=organisation)


@pytest.fixture
def bid(seat, other_organisation):
    ConsortiumMemberFactory(consortium=seat.consortium, organisation=other_organisation)
    return LiveBidFactory(consortium=seat.consortium, by=[seat.organisation, other_organisation])


@pytest.mark.parametrize(
    "text",
    [
        "Our usual rate is £31 an hour",
        "we would charge 450 pounds per day",
        "A margin of 8%",
        "our bid is 1.2m",
        "price: £2,000,000",
        "12 per cent discount",
    ],
)
def test_words_that_look_like_a_price_are_noticed(text):
    assert says_a_price(text)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve nurses and 3 vans",
        "We serve 40,000 people in 5 districts",
        "At a good rate of progress, with care",
        "The building cost the council £2 million in 2019",
        "",
    ],
)
def test_other_words_pass(text):
    assert says_a_price(text) == ""


def test_a_price_is_asked_about_once_and_never_refused(bid, owner, sign_in):
    browser, address = sign_in(owner), f"{bid.get_absolute_url()}contribution/"
    said = {"contribution": "Nurses at £31 an hour"}
    page = browser.post(address, said)
    assert "Is this a price?" in page.content.decode() and "Nurses at £31" in page.content.decode()
    assert BidParticipant.objects.filter(contribution="").count() == 2
    browser.post(address, said | {"warned": page.context["form"].seen})
    assert BidParticipant.objects.filter(contribution=said["contribution"]).count() == 1


def test_other_prices_are_asked_about_again(bid, owner, sign_in):
    browser, address = sign_in(owner), f"{bid.get_absolute_url()}contribution/"
    seen = browser.post(address, {"contribution": "Nurses at £31 an hour"}).context["form"].seen
    page = browser.post(address, {"contribution": "Nurses at £33 an hour", "warned": seen})
    assert "Is this a price?" in page.content.decode()


def test_no_field_of_a_live_bid_holds_money():
    money = {field.name for field in Bid._meta.concrete_fields if field.get_internal_type() == "DecimalField"}
    assert money == {"contract_value"}
    held = {field.get_internal_type() for field in BidParticipant._meta.concrete_fields}
    assert held.isdisjoint({"DecimalField", "FloatField", "IntegerField"})


def test_the_database_refuses_a_contract_value_before_the_outcome(bid):
    with pytest.raises(IntegrityError), transaction.atomic():
        Bid.objects.filter(pk=bid.pk).update(contract_value=1000)


class TestRegistration:
    """What members enter on the Central Digital Platform."""

    def rows(self, browser, consortium):
        text = browser.get(f"/consortia/{consortium.pk}/registration.csv").content.decode("utf-8-sig")
        return {row["Organisation"]: row for row in csv.DictReader(io.StringIO(text))}

    def test_numbers_stand_only_where_a_member_lets_the_others_see_them(self, organisation, owner, sign_in):
        released = OrganisationFactory(name="Torridge Therapies", company_number="01234567", visibility_about=2)
        consortium = partners(organisation, released)
        for name, level in (("Wolds Advice", 3), ("Marlbeck Care", 2)):
            hidden = OrganisationFactory(name=name, company_number="07654321", visibility_about=level)
            ConsortiumMemberFactory(consortium=consortium, organisation=hidden)
        browser = sign_in(owner)
        rows = self.rows(browser, consortium)
        assert rows["Torridge Therapies"]["Companies House number"] == "01234567"
        for name in ("Wolds Advice", "Marlbeck Care"):
            assert rows[name]["Companies House number"] == "Not shown to you"
        assert {row["Share code"] for row in rows.values()} == {""}
        assert "07654321" not in browser.get(f"/consortia/{consortium.pk}/registration/").content.decode()

    def test_whoever_reads_restricted_numbers_is_noted(self, organisation, owner, sign_in):
        released = OrganisationFactory(company_number="01234567", visibility_about=2)
        consortium = partners(organisation, released)
        sign_in(owner).get(f"/consortia/{consortium.pk}/registration/")
        assert Reading.objects.get().organisation == released

    def test_a_name_that_looks_like_a_formula_is_not_computed(self, seat, owner, sign_in):
        seat.organisation.name = "=HYPERLINK(1)"
        seat.organisation.save()
        text = sign_in(owner).get(f"/consortia/{seat.consortium.pk}/registration.csv").content.decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in text


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)


@pytest.mark.parametrize("address", ["/bids/", "consortium", "bid"])
def test_pages_ask_as_often_for_many_as_for_few(address, bid, seat, owner, sign_in):
    browser = sign_in(owner)
    paths = {"consortium": f"/consortia/{seat.consortium.pk}/bids/", "bid": bid.get_absolute_url()}
    before = queries_of(browser, paths.get(address, address))
    for _ in range(5):
        organisation = OrganisationFactory()
        ConsortiumMemberFactory(consortium=seat.consortium, organisation=organisation)
        BidParticipant.objects.create(bid=bid, organisation=organisation)
        LiveBidFactory(by=[seat.organisation])
        LiveBidFactory(
            consortium=seat.consortium, by=[seat.organisation, organisation], opportunity=OpportunityFactory()
        )
    assert queries_of(browser, paths.get(address, address)) == before


@pytest.mark.usefixtures("reference_data")
def test_a_bid_that_was_lost_leads_to_staying_together_until_the_members_do(seat, owner, sign_in):
    lost = LiveBidFactory(consortium=seat.consortium, by=[seat.organisation], state="lost")
    together = reverse("consortium_standing", args=[seat.consortium.pk])
    link = f'<a class="govuk-link" href="{together}">stay together beyond this bid</a>'
    assert link in sign_in(owner).get(lost.get_absolute_url()).content.decode()
    Consortium.objects.update(is_standing=True)
    assert link not in sign_in(owner).get(lost.get_absolute_url()).content.decode()


def test_a_joint_bid_that_was_lost_makes_partners_and_buyer_known(bid, seat, organisation, other_organisation, owner):
    """The report's youth service: three bid together, lost, and the relationships counted later."""

    def known():
        organisations = read_world(timezone.now(), 30).organisations
        mine = list(organisations.ids).index(organisation.pk)
        return organisations.joint_bids[mine], organisations.commissioners[[mine]].nnz

    party, at = Party(organisation, seat), timezone.now()
    bids.submit(bid=bid, party=party, submitted_on=timezone.localdate(), by=owner, at=at)
    bid_outcomes.record_outcome(bid=bid, party=party, outcome="lost", by=owner, at=at)
    assert known() == (1, 1)
    Bid.objects.filter(pk=bid.pk).update(state="withdrawn")
    assert known() != (1, 1)


def test_bids_that_were_withdrawn_are_kept_for_their_time(bid):
    now = timezone.now()
    Bid.objects.filter(pk=bid.pk).update(state="withdrawn", ended_at=now)
    assert delete_withdrawn_bids(now) == 0
    assert delete_withdrawn_bids(now + dt.timedelta(days=WITHDRAWN.days)) == 1


def test_the_buyers_page_of_the_opportunity_is_the_same_with_and_without_bids(sign_in, commissioner, organisation):
    tender = OpportunityFactory(body=commissioner.body_memberships.get().body)
    browser = sign_in(commissioner)

    def seen():
        text = browser.get(tender.get_absolute_url()).content.decode()
        return [line for line in text.splitlines() if "csrf" not in line and "nonce" not in line]

    before = seen()
    LiveBidFactory(opportunity=tender, by=[organisation])
    assert seen() == before
