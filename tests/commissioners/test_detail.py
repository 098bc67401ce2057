"""Promises about the page of an opportunity."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Award
from tests.factories import OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def shown(client, opportunity):
    page = client.get(opportunity.get_absolute_url())
    assert page.status_code == 200
    return page.content.decode()


def test_member_of_an_organisation_is_led_to_its_match_and_nobody_else(sign_in, owner, stranger, commissioner):
    opportunity = OpportunityFactory()
    link = f"/opportunities/{opportunity.pk}/match/"
    assert link in shown(sign_in(owner), opportunity)
    for person in (None, stranger, commissioner):
        assert link not in shown(sign_in(person), opportunity)


@pytest.mark.parametrize("special", [{"state": "awarded"}, {"outside_public_services": True}])
def test_what_is_not_matched_leads_to_no_match(sign_in, owner, special):
    assert "/match/" not in shown(sign_in(owner), OpportunityFactory(**special))


def test_imported_notice_says_where_it_is_from_and_what_could_not_be_read(client):
    opportunity = OpportunityFactory(
        source="find_a_tender",
        ocid="ocds-h6vhtk-1",
        notice_url="https://www.find-tender.service.gov.uk/Notice/1",
        imported={"reasons": ["no_places"]},
    )
    page = shown(client, opportunity)
    assert "Imported from Find a Tender" in page and 'href="https://www.find-tender.service.gov.uk/Notice/1"' in page
    assert "place of delivery" in page


def test_unknown_is_said_to_be_unknown(client):
    page = shown(client, OpportunityFactory(value=None, route="", regime=""))
    assert page.count("Not known") >= 4
    assert "The commissioner has not said whether consortia are accepted." in page


def test_reservation_for_mutuals_is_no_promise_that_a_mutual_qualifies(client):
    page = shown(client, OpportunityFactory(reserved_for=["mutuals"]))
    assert "Public service mutuals (section 33)" in page and "This is not legal advice" in page


def test_award_names_who_won(client):
    opportunity = OpportunityFactory(state="awarded")
    award = Award.objects.create(body=opportunity.body, opportunity=opportunity, title="Contract", bids_received=3)
    award.suppliers.create(name="Brindle Vale Care")
    page = shown(client, opportunity)
    assert "Brindle Vale Care" in page and "Bids received" in page


def test_notice_that_no_one_matches_says_so(client):
    assert "organisations are not matched to it" in shown(client, OpportunityFactory(outside_public_services=True))


def test_plan_without_a_sign_for_a_year_says_so_and_leads_to_no_match(sign_in, owner):
    long_ago = timezone.now() - dt.timedelta(days=400)
    page = shown(
        sign_in(owner),
        OpportunityFactory(state="early_engagement", submission_deadline=None, published_at=long_ago),
    )
    assert "No sign of it for more than a year: organisations are no longer matched to it." in page
    assert "/match/" not in page


def test_open_notice_without_a_deadline_says_that_its_contract_has_started(sign_in, owner):
    started = timezone.localdate() - dt.timedelta(days=1)
    page = shown(sign_in(owner), OpportunityFactory(submission_deadline=None, starts_on=started))
    assert "The contract was to start on" in page and "/match/" not in page


def test_live_opportunity_says_nothing_of_not_being_matched(client):
    assert "matched to it" not in shown(client, OpportunityFactory())


def test_tender_that_is_out_is_no_longer_expected(client):
    expected = {"expected_tender_on": dt.date(2026, 9, 1)}
    assert "Tender expected" in shown(client, OpportunityFactory(state="early_engagement", **expected))
    assert "Tender expected" not in shown(client, OpportunityFactory(**expected))


def test_draft_does_not_say_that_it_is_published(draft, sign_in, commissioner):
    page = shown(sign_in(commissioner), draft)
    assert "Published on this portal" not in page and "not published: only its buyers’ own people see it" in page


def test_winner_in_the_directory_is_named_once_unless_published_under_another_name(client):
    opportunity, organisation = OpportunityFactory(state="awarded"), OrganisationFactory(name="Brindle Vale Care")
    award = Award.objects.create(body=opportunity.body, opportunity=opportunity, title="Contract")
    supplier = award.suppliers.create(name="Brindle Vale Care", organisation=organisation)
    page = shown(client, opportunity)
    assert page.count("Brindle Vale Care") == 1 and organisation.get_absolute_url() in page
    award.suppliers.filter(pk=supplier.pk).update(name="BRINDLE VALE")
    page = shown(client, opportunity)
    assert "BRINDLE VALE" in page and "Brindle Vale Care in the directory" in page


def test_lots_that_all_have_a_value_add_up_to_the_total(client):
    opportunity = OpportunityFactory(value=None)
    opportunity.lots.update(value=500_000)
    assert "£500,000" in shown(client, opportunity)
    second = opportunity.lots.create(number="2", value=800_000)
    assert "£1,300,000, sum of 2 lots" in shown(client, opportunity)
    assert "£1,300,000, sum of 2 lots" in client.get(reverse("opportunity_list")).content.decode()
    opportunity.lots.filter(pk=second.pk).update(value=None)
    assert "sum of" not in shown(client, opportunity)


def test_lot_that_stands_alone_shows_no_number(client):
    opportunity = OpportunityFactory()
    opportunity.lots.update(number="2", title="Lot 2: Youth work")
    page = shown(client, opportunity)
    assert "Lot 2" not in page and "Youth work" in page


def test_lots_that_add_up_are_found_and_sorted_by_their_sum(client):
    summed = OpportunityFactory(value=None, title="In lots")
    summed.lots.update(value=400_000)
    summed.lots.create(number="2", value=300_000)
    OpportunityFactory(value=600_000, title="As a whole")
    partly = OpportunityFactory(value=None, title="Half known")
    partly.lots.update(value=900_000)
    partly.lots.create(number="2")
    page = client.get(reverse("opportunity_list"), {"value": "500k", "sort": "value"})
    assert [result.opportunity.title for result in page.context["results"]] == ["In lots", "As a whole"]
    page = client.get(reverse("opportunity_list"), {"value": "none"})
    assert [result.opportunity.title for result in page.context["results"]] == ["Half known"]
