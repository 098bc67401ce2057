"""Programme staff have everything matched again, and watch how it goes."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consortia.matching import running
from consortia.models import MatchRun
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sector(transactional_db):
    """Two organisations and an opportunity that matches both."""
    areas, place = [ServiceAreaFactory(), ServiceAreaFactory()], LocalAuthorityFactory()
    for area in areas:
        OrganisationFactory(services=[area], places=[place])
    OpportunityFactory(services=areas, places=[place])


def test_staff_start_a_run_and_see_it_go_on_by_itself(page, plain_page, sign_in_page, sector, staff):
    sign_in_page(page, staff).goto("/programme/")
    page.get_by_role("link", name="Matching runs").click()
    page.get_by_text("No run has ended yet").wait_for()
    seen_and_clean(page, "matching-runs-none")
    page.get_by_role("button", name="Start a full run").click()
    seen_and_clean(page, "matching-run-check")
    page.get_by_role("button", name="Start the run").click()
    page.get_by_text("Waits for a worker").wait_for()
    run = MatchRun.objects.get()
    for _ in range(2):
        running.work_on_run(run.pk, at=timezone.now())
    expect(page.get_by_text("2 of 5 blocks")).to_be_visible()  # nobody pressed anything
    seen_and_clean(page, "matching-run-now")
    sign_in_page(plain_page, staff).goto("/programme/matching/")
    while running.work_on_run(run.pk, at=timezone.now()):
        pass
    expect(page.get_by_text("Nothing runs.")).to_be_visible()
    expect(page.get_by_text("Runs before")).to_be_visible()
    plain_page.get_by_role("link", name="Look again").click()
    expect(plain_page.get_by_text("Nothing runs.")).to_be_visible()
    page.get_by_text("Where the time of the last run went").click()
    MatchRun.objects.create(
        state="failed",
        error="Organisations with each other 3: MemoryError()",
        why="Every night",
        weight_set=run.weight_set,
        started_at=timezone.now(),
        stopped_at=timezone.now(),
    )
    page.reload()
    seen_and_clean(page, "matching-runs")
