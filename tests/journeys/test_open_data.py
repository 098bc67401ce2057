"""Whoever uses the data elsewhere finds it; a commissioner takes the deadlines into a calendar program."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import OpportunityFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


def test_visitor_finds_the_open_data_from_any_page(page):
    OpportunityFactory(title="Youth clubs", openness="welcomed")
    page.goto(reverse("home"))
    page.get_by_role("contentinfo").get_by_role("link", name="Open data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open data")
    seen_and_clean(page, "open-data")
    page.goto(reverse("opportunity_list") + "?openness=welcomed")
    expect(page.get_by_role("link", name="spreadsheet (CSV)")).to_have_attribute(
        "href", reverse("opportunity_csv") + "?openness=welcomed"
    )
    seen_and_clean(page, "opportunities-taken-away")


def test_commissioner_makes_and_ends_the_address_of_a_calendar(page, sign_in_page, commissioner):
    body = commissioner.body_memberships.get().body
    OpportunityFactory(title="Youth clubs", body=body)
    sign_in_page(page, commissioner)
    page.goto(reverse("your_account"))
    page.get_by_role("link", name="Set up Calendar").click()
    seen_and_clean(page, "calendar-address")
    page.get_by_role("button", name="Make an address").click()
    address = page.locator("code").inner_text()
    seen_and_clean(page, "calendar-address-made")
    path = address[address.index("/calendars/") :]
    assert "Tenders by: Youth clubs" in page.request.get(path).text()
    page.get_by_role("button", name="End the address").click()
    expect(page.get_by_text("has ended")).to_be_visible()
    assert page.request.get(path).status == 404
