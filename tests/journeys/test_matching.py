"""Journey 6: notices of Find a Tender become opportunities that are matched, with reasons; and a profile that changes
changes its matches. With the real worker, database and browser."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from consortia.models import TenderMatch
from mutuals.models import ServiceClaim
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.commissioners.notices import tender_notice
from tests.factories import MembershipFactory, OpportunityFactory, OrganisationFactory
from tests.real_worker import wait_until

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_worker]


# What is true of the Mutual below and the notice: in Leeds, turnover of £900,000 against £400,000 a year, a claim of
# youth work without evidence, and a buyer that is new to it and silent about consortia.
REASONS = (
    "You deliver in Leeds.",
    "£900,000 meets about £800,000 a year (twice the yearly value",
    "less until a contract is named or staff verify it",
    "providers of these services",
    "has not said whether consortia are accepted",
    "No contract or joint bid with this commissioner is recorded",
)


@pytest.fixture
def youth_mutual(reference_data_for_live_server):
    """A Mutual for young people in Leeds, and its owner."""
    organisation = OrganisationFactory(
        name="Harrowmere Youth Works",
        services=[ServiceArea.objects.get(code="youth-work")],
        places=[LocalAuthority.objects.get(name="Leeds")],
        turnover=900_000,
        turnover_band=1,
        founded_on=dt.date(2015, 4, 1),
    )
    return organisation, MembershipFactory(organisation=organisation).user


def write_notice(folder):
    """A tender notice for youth work in Leeds, as Find a Tender publishes it, open for another month."""
    now = timezone.now()
    deadline, asked_by = now + dt.timedelta(days=30), now + dt.timedelta(days=10)
    notice = tender_notice(
        date=(now - dt.timedelta(days=1)).isoformat(),
        tender={
            "tenderPeriod": {"endDate": deadline.isoformat()},
            "enquiryPeriod": {"endDate": asked_by.isoformat()},
        },
    )
    path = folder / "notices.json"
    path.write_text(json.dumps({"version": "1.1", "releases": [notice]}))
    return path


def test_imported_notice_is_matched_within_a_minute_and_says_why(
    page, sign_in_page, youth_mutual, start_worker, tmp_path, capsys
):
    organisation, owner = youth_mutual
    start_worker()
    call_command("import_notices", str(write_notice(tmp_path)))
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (result["created"], result["opportunities"], result["failed"]) == (1, 1, 0)
    wait_until(lambda: TenderMatch.objects.filter(organisation=organisation).exists(), "the notice to be matched")

    sign_in_page(page, owner).goto(f"/organisations/{organisation.pk}/matches/")
    page.locator("summary", has_text="Why this tender").first.click()
    expect(page.locator(".portal-result details[open]").get_by_text("Leeds").first).to_be_visible()
    seen_and_clean(page, "tender-matches")

    page.get_by_role("link", name="Youth work in Harrowmere", exact=True).click()
    expect(page.get_by_role("heading", name="Why this tender")).to_be_visible()
    expect(page.get_by_role("heading", name="What you lack to bid alone")).to_be_visible()
    reasons = page.locator(".portal-reasons > li")
    expect(reasons).to_have_count(6)  # one for each determinant
    for number, words in enumerate(REASONS):
        expect(reasons.nth(number)).to_contain_text(words)
    seen_and_clean(page, "tender-match")

    page.get_by_role("link", name="The opportunity", exact=True).click()
    expect(page.get_by_text("Imported from Find a Tender")).to_be_visible()
    expect(page.get_by_text("ann@harrowmere.example")).to_have_count(0)
    seen_and_clean(page, "imported-opportunity")


def test_member_edits_its_profile_and_its_matches_change_with_reasons(page, sign_in_page, youth_mutual, start_worker):
    organisation, owner = youth_mutual
    libraries = ServiceArea.objects.get(code="libraries")
    OpportunityFactory(
        title="Libraries for Leeds", services=[libraries], places=[LocalAuthority.objects.get(name="Leeds")]
    )
    start_worker()
    sign_in_page(page, owner).goto(f"/organisations/{organisation.pk}/matches/")
    expect(page.get_by_role("link", name="Libraries for Leeds", exact=True)).to_have_count(0)

    page.goto(f"/organisations/{organisation.pk}/edit/services/")
    page.locator("summary", has_text="Culture and leisure").click()
    page.get_by_label("Libraries", exact=True).check()
    page.get_by_role("button", name="Save").click()
    wait_until(lambda: ServiceClaim.objects.filter(organisation=organisation).count() == 2, "the claim to be saved")
    wait_until(lambda: TenderMatch.objects.filter(organisation=organisation).exists(), "the worker to match")

    page.goto(f"/organisations/{organisation.pk}/matches/")
    expect(page.get_by_role("link", name="Libraries for Leeds", exact=True)).to_be_visible()
    page.locator("summary", has_text="Why this tender").first.click()
    expect(page.locator(".portal-result details[open]").get_by_text("Libraries").first).to_be_visible()
