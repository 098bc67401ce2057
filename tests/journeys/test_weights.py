"""A programme manager changes the weights of matching, sees what that does, and takes it back; all can read them."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consortia.fairness.measuring import measure_if_due
from consortia.matching import running
from consortia.models import Exposure
from consortia.weighing.making import make_previews
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sector():
    """Thirty organisations of all sizes in three services and four places, matched and measured."""
    health, care = ServiceAreaFactory(code="health", name="Health"), ServiceAreaFactory(code="social-care", name="Care")
    services = [ServiceAreaFactory(parent=parent) for parent in (health, care, care)]
    places = [LocalAuthorityFactory() for _ in range(4)]
    made = [
        OrganisationFactory(
            services=[services[n % 3]], places=[places[n % 4], places[(n + 1) % 4]], turnover_band=n * 9 // 30
        )
        for n in range(30)
    ]
    for n in range(4):
        OpportunityFactory(services=services[: 2 + n % 2], places=places[: 2 + n % 3])
    for n, one in enumerate(made):
        Exposure.objects.create(organisation=one, day=timezone.localdate() - dt.timedelta(days=1), times=n * n)
    running.full_run(at=timezone.now())
    assert measure_if_due(at=timezone.now())


def start_draft(page):
    page.goto("/programme/")
    page.get_by_role("link", name="Weights of matching").click()
    expect(page.get_by_role("heading", name="In force: version 1")).to_be_visible()
    seen_and_clean(page, "weights")
    page.get_by_role("button", name="Start a draft from it").click()
    expect(page.get_by_text("Draft 2 is started")).to_be_visible()


def edit_with_an_error(page):
    page.get_by_role("link", name="Edit how much stronger together").click()
    page.get_by_label("Competition").fill("0.25")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("They add up to 1.2: take 0.2 away")
    seen_and_clean(page, "weights-error")
    page.get_by_label("Services").fill("0.15")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    page.get_by_role("link", name="Edit fairness of suggestions").click()
    page.get_by_label("Penalty").fill("0.05")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("version 1: 0.03")).to_be_visible()
    seen_and_clean(page, "weights-draft")


def preview(page):
    page.get_by_role("button", name="Preview what would change").click()
    page.get_by_role("button", name="Make the preview").click()
    expect(page.get_by_text("The preview is being worked out")).to_be_visible()
    assert make_previews() == 1
    expect(page.get_by_role("heading", name="How evenly possible partners are suggested")).to_be_visible()
    seen_and_clean(page, "weights-preview")


def test_manager_drafts_previews_publishes_and_takes_back_weights(page, sign_in_page, staff, sector):
    sign_in_page(page, staff)
    start_draft(page)
    edit_with_an_error(page)
    preview(page)
    page.get_by_role("button", name="Go on to publish").click()
    page.get_by_label("Why").fill("The same few were suggested to everyone.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check before you publish")).to_be_visible()
    seen_and_clean(page, "weights-check")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 is in force.")).to_be_visible()
    page.get_by_role("link", name="Version 1", exact=True).click()
    page.get_by_role("link", name="Bring this version back").click()
    page.get_by_label("Why").fill("Small ones lost places.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("heading", name="In force: version 3")).to_be_visible()


def test_everyone_reads_how_matching_works(page, sector):
    page.goto("/")
    page.get_by_role("link", name="How matching works").click()
    expect(page.get_by_role("heading", name="How matching works", level=1)).to_be_visible()
    expect(page.get_by_text("Gini of suggestions")).to_be_visible()
    seen_and_clean(page, "how-matching-works")
    page.get_by_text("Fairness of suggestions").last.click()
    expect(page.get_by_text("Lately reaches back")).to_be_visible()
