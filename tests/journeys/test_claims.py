"""A council finds its own notice on the portal, says so, and acts for it."""

import pytest
from django.urls import reverse

from commissioners.models import FeedState, OpportunityClaim
from tests.factories import BodyFactory, BodyMembershipFactory, ImportedOpportunityFactory, OpportunityClaimFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Our commissioning team publishes under this name, from the same address."


@pytest.fixture
def imported():
    named = BodyFactory(name="HARROWMERE CITY COUNCIL (Adult Social Care and Health Commissioning)")
    named.identifiers.create(scheme="GB-PPON", identifier="PXXX-0001-TEST")
    return ImportedOpportunityFactory(body=named, title="Day opportunities for adults with learning disabilities")


def test_council_claims_its_notice_and_staff_approve(page, plain_page, sign_in_page, imported, staff):
    officer = BodyMembershipFactory(body=BodyFactory(name="Harrowmere City Council"), role="editor").user
    sign_in_page(page, officer).goto(imported.get_absolute_url())
    seen_and_clean(page, "claim-offered")
    page.get_by_role("link", name="This is ours").click()
    page.get_by_role("button", name="Send to programme staff").click()
    page.get_by_role("link", name="Say how programme staff can tell").wait_for()
    seen_and_clean(page, "claim-form-error")
    page.get_by_label("How can programme staff tell").fill(WHY)
    page.get_by_role("button", name="Send to programme staff").click()
    page.get_by_text("Programme staff decide, and we tell you.").first.wait_for()
    seen_and_clean(page, "claim-of-the-body")

    sign_in_page(page, staff).goto(reverse("claim_list"))
    seen_and_clean(page, "claim-list")
    page.get_by_role("link", name=imported.title).click()
    seen_and_clean(page, "claim-decide")
    sign_in_page(plain_page, staff).goto(page.url)
    plain_page.get_by_label("Approve").check()
    plain_page.get_by_label("How you could tell").fill("Same address, and the address of the person is the council’s.")
    plain_page.get_by_role("button", name="Decide").click()
    plain_page.get_by_text("is approved").wait_for()

    sign_in_page(page, officer).goto(imported.get_absolute_url())
    page.get_by_role("button", name="Say how open you are to consortia").wait_for()
    seen_and_clean(page, "claim-approved")


def test_staff_end_a_claim_and_see_how_live_notices_stand(page, sign_in_page, imported, staff):
    claim = OpportunityClaimFactory(opportunity=imported, body=BodyFactory(name="Saltwick Council"))
    OpportunityClaim.objects.update(
        state="approved", decided_by=staff, decided_at=claim.asked_at, decision_reason="Theirs."
    )
    type(imported).objects.update(claimed_by=claim.body)
    sign_in_page(page, staff).goto(reverse("claim_detail", args=[claim.pk]))
    page.get_by_role("link", name="End this claim").click()
    seen_and_clean(page, "claim-end")
    page.get_by_label("Why does it end?").fill("It is another council’s.")
    page.get_by_role("button", name="End the claim").click()
    page.get_by_text("no longer acts as the buyer").wait_for()

    page.goto(reverse("claim_list"))
    seen_and_clean(page, "claim-list-empty")
    FeedState.objects.create(
        source="find_a_tender",
        started_at=claim.asked_at,
        updated_from=claim.asked_at,
        updated_to=claim.asked_at,
        retry_at=claim.asked_at,
        releases_read=12_345,
        last_error="The feed asks for patience (status 429).",
    )
    page.get_by_role("link", name="When notices were last imported").click()
    seen_and_clean(page, "live-notices")
