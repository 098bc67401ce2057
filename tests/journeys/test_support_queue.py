"""An officer with many requests and one morning: finds what is late, keeps a view, takes and gives requests."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from support_requests.models import SavedView, SupportRequest
from tests.factories import (
    BodyRequestFactory,
    OpportunityClaimFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.factories.offers import PartnerOfferFactory
from tests.factories.support import SupportRequestFactory

from .browser import seen_and_clean, settled

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)
QUEUE = "/support/cases/"


@pytest.fixture
def colleague():
    return UserFactory(name="Ama Boateng", programme_role="triage_officer")


@pytest.fixture
def requests(colleague):
    """Five that wait: late, for today, waiting for the asker, a colleague's, and one that nothing presses."""
    at = timezone.now()
    care = OrganisationFactory(name="Harrowmere Community Health")
    return [
        SupportRequestFactory(
            title="A lead provider wants us to sign by Friday",
            organisation=care,
            created_at=at - 90 * HOUR,
            first_reply_due_at=at - 20 * HOUR,
            wanted_by=timezone.localdate(at) + dt.timedelta(days=4),
            priority="urgent",
            support_types=["legal", "commercial", "governance"],
        ),
        SupportRequestFactory(
            title="Costs of a joint back office", first_reply_due_at=at, support_types=["investment_case"]
        ),
        SupportRequestFactory(
            title="Which model for three libraries?", waiting_since=at - 50 * HOUR, created_at=at - 99 * HOUR
        ),
        SupportRequestFactory(
            title="Values before the merger", officer=colleague, officer_since=at, support_types=["facilitation"]
        ),
        SupportRequestFactory(
            title="Leaflet", priority="low", support_types=["marketing"], priority_because="They wait for their board."
        ),
    ]


def test_officer_finds_what_presses_keeps_the_view_and_gives_requests(page, sign_in_page, triage, colleague, requests):
    sign_in_page(page, triage).goto(QUEUE)
    expect(page.get_by_text("Overdue by").first).to_be_visible()
    seen_and_clean(page, "support-queue")
    page.get_by_text("Filter and order").click()
    page.get_by_label("Priority").select_option("Urgent and high")
    seen_and_clean(page, "support-queue-filter")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_text("1 request", exact=True).wait_for()
    page.get_by_text("Keep this view").click()
    page.get_by_label("Name of the view").fill("Pressing")
    seen_and_clean(page, "support-queue-keep")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("“Pressing” is kept among your views.").wait_for()
    page.get_by_role("link", name="Change the view Pressing").click()
    page.get_by_label("Open the queue with this view").check()
    seen_and_clean(page, "support-queue-view")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("opens first").wait_for()
    page.get_by_role("button", name="Take A lead provider").click()
    page.get_by_text("You have it now.").first.wait_for()
    assert SupportRequest.objects.get(title__startswith="A lead").officer == triage
    assert SavedView.objects.get().is_default


def test_what_a_colleague_took_meanwhile_is_not_taken_from_them(page, sign_in_page, triage, colleague, requests):
    sign_in_page(page, triage).goto(f"{QUEUE}?list=decide")
    page.get_by_role("button", name="Give").click()
    page.get_by_role("link", name="Tick at least one request").wait_for()
    seen_and_clean(page, "support-queue-none-ticked")
    page.get_by_role("button", name="Tick all 4 on this page").click()
    page.get_by_label("Choose A lead provider").uncheck()
    page.get_by_label("Choose Values before the merger").uncheck()
    SupportRequest.objects.filter(title="Leaflet").update(officer=colleague, officer_since=timezone.now())
    page.get_by_role("button", name="Give").click()
    page.get_by_text("Nothing was taken from them.").wait_for()
    seen_and_clean(page, "support-queue-given")
    page.get_by_label("Leaflet").check()
    page.get_by_role("button", name="Take the ticked ones").click()
    page.get_by_text("Ama Boateng had it.").first.wait_for()


def test_keys_move_tick_and_open_and_can_be_turned_off(page, plain_page, sign_in_page, triage, requests):
    sign_in_page(page, triage).goto(f"{QUEUE}?list=decide")
    settled(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("x")
    first = page.get_by_label("Choose A lead provider wants us to sign by Friday")
    expect(first).to_be_checked()
    page.keyboard.press("?")
    expect(page.get_by_role("button", name="Turn these keys off")).to_be_visible()
    seen_and_clean(page, "support-queue-keys")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("jxk?")
    expect(page.get_by_role("textbox", name="Search")).to_have_value("jxk?")
    page.get_by_role("button", name="Turn these keys off").click()
    page.reload()
    settled(page)
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.closest('[data-queue-row]') === null"), page.evaluate(
        "document.activeElement.outerHTML"
    )
    sign_in_page(plain_page, triage).goto(f"{QUEUE}?list=decide")
    expect(plain_page.get_by_text("Keyboard shortcuts")).to_be_hidden()
    plain_page.get_by_role("link", name="A lead provider wants us to sign by Friday").focus()
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**/support/cases/*/")


def test_all_queues_and_the_home_of_staff_look_alike(page, sign_in_page, triage, staff, colleague, requests):
    OrganisationFactory(name="Saltwick Carers", admitted_at=None, admission_asked_at=timezone.now() - 60 * HOUR)
    OpportunityClaimFactory()
    BodyRequestFactory()
    PartnerOfferFactory(state="submitted", submitted_at=timezone.now(), taken_by=colleague, taken_at=timezone.now())
    sign_in_page(page, staff)
    for name, address in (
        ("home", "/"),
        ("programme", "/programme/"),
        ("verification", "/verification/"),
        ("claims", "/claims/"),
        ("bodies", "/body-requests/"),
        ("offers", "/programme/offers/"),
    ):
        page.goto(address)
        seen_and_clean(page, f"staff-{name}")
    page.goto("/verification/?list=new&q=nobody")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
