"""A Mutual asks for teams for a tender, changes what it wishes, and sees who covers what."""

import re

import pytest
from playwright.sync_api import expect

from consortia.models import TeamSearch
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import MembershipFactory, OpportunityFactory, OrganisationFactory
from tests.real_worker import wait_until

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def ground(reference_data_for_live_server):
    """Three services and four places."""
    return list(ServiceArea.objects.sub_areas()[:3]), list(LocalAuthority.objects.order_by("name")[:4])


@pytest.fixture
def tender(ground):
    services, places = ground
    return OpportunityFactory(
        title="Community health in the west", services=services, places=places, minimum_turnover=2_000_000
    )


@pytest.fixture
def owner(ground):
    (nursing, _, _), places = ground
    organisation = OrganisationFactory(
        name="Harrowmere Community Health",
        services=[nursing],
        places=places,
        turnover_band=2,
        founded_on="2012-04-01",
        values=["prevention", "staff_voice"],
        pace_of_decisions=3,
        governance=4,
        safeguarding=2,
    )
    return MembershipFactory(organisation=organisation).user


@pytest.fixture
def partners(ground):
    (_, second, third), places = ground
    ways = {"values": ["prevention"], "pace_of_decisions": 3, "governance": 3, "safeguarding": 2}
    return [
        OrganisationFactory(
            name="Torridge Therapies",
            services=[second],
            places=places,
            turnover_band=3,
            founded_on="2010-04-01",
            **ways,
        ),
        OrganisationFactory(name="Wolds Advice", services=[third], places=places[:3]),
        OrganisationFactory(
            name="Marlbeck Care Partners", services=[second], places=places[:3], turnover_band=1, **ways
        ),
    ]


def test_owner_composes_teams_and_changes_its_wishes(page, tender, owner, partners, sign_in_page):
    sign_in_page(page, owner)
    page.goto(f"/opportunities/{tender.pk}/")
    page.get_by_role("link", name="See teams that could bid, with you in them").click()
    seen_and_clean(page, "teams-empty")
    page.get_by_role("button", name="Compose teams").click()
    expect(page.get_by_role("heading", name="Team 1: 3 members")).to_be_visible()
    expect(page.get_by_role("heading", name="What no team can cover")).to_be_visible()
    grid = page.get_by_role("table", name="Who covers what in team 1")
    expect(grid.get_by_role("row").nth(1)).to_contain_text("Harrowmere Community Health")
    expect(grid).to_contain_text("Nobody")
    seen_and_clean(page, "teams")
    page.get_by_role("button", name=re.compile("Compose without it.*Torridge Therapies")).click()
    expect(page.get_by_role("link", name="Marlbeck Care Partners").first).to_be_visible()
    expect(page.get_by_role("link", name="Torridge Therapies")).to_have_count(0)
    page.get_by_text("Change what you wish, and compose again").click()
    expect(page.get_by_label("Must be in no team")).to_have_value("Torridge Therapies")
    page.get_by_label("Must be in every team").fill("Nobody of this name")
    page.get_by_role("button", name="Compose teams").click()
    expect(page.get_by_role("alert")).to_contain_text("is not the name of an organisation in the directory")
    seen_and_clean(page, "teams-error")
    assert TeamSearch.objects.count() == 2


@pytest.mark.real_worker
def test_a_large_directory_is_composed_by_a_worker_while_the_page_waits(
    plain_page, tender, owner, partners, sign_in_page, start_worker, monkeypatch
):
    monkeypatch.setattr("consortia.actions.teams.ORGANISATIONS_AT_ONCE", 0)
    sign_in_page(plain_page, owner)
    plain_page.goto(f"/opportunities/{tender.pk}/teams/")
    plain_page.get_by_role("button", name="Compose teams").click()
    expect(plain_page.get_by_role("heading", name="Your teams are being composed")).to_be_visible()
    start_worker()
    wait_until(lambda: TeamSearch.objects.filter(state="done").exists(), "the worker to compose")
    expect(plain_page.get_by_role("heading", name="Team 1: 3 members")).to_be_visible()


def test_a_search_that_failed_says_so_and_is_tried_again(page, tender, owner, partners, sign_in_page, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("consortia.teams.answering.cells_of", None)
        sign_in_page(page, owner)
        page.goto(f"/opportunities/{tender.pk}/teams/")
        page.get_by_role("button", name="Compose teams").click()
        expect(page.get_by_role("heading", name="The teams could not be composed")).to_be_visible()
        seen_and_clean(page, "teams-failed")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Team 1: 3 members")).to_be_visible()
