"""Programme staff go from one page to whatever waits for them."""

import pytest
from playwright.sync_api import expect

from tests.factories import BodyRequestFactory, OpportunityClaimFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


def test_programme_manager_finds_claims_and_lists_from_one_page(page, sign_in_page, staff):
    OpportunityClaimFactory()
    BodyRequestFactory()
    sign_in_page(page, staff).goto("/")
    page.get_by_role("link", name="Programme", exact=True).click()
    expect(page.get_by_role("heading", name="Waiting for a decision")).to_be_visible()
    seen_and_clean(page, "programme")
    page.get_by_role("link", name="Claims of imported opportunities").click()
    expect(page.get_by_role("heading", name="Claims", exact=True)).to_be_visible()
    page.get_by_role("link", name="Programme", exact=True).click()
    page.get_by_role("link", name="Lists of services from the law").click()
    expect(page.get_by_role("heading", name="Lists of services from the law")).to_be_visible()
