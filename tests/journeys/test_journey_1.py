"""Journey 1: a Mutual signs up, registers, fills its profile, is verified, and sees its matches with reasons.

Once with JavaScript and once without; with the real worker, database and browser.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from consortia.models import PartnerMatch, Scope, TenderMatch
from mutuals.models import Organisation
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import OpportunityFactory, OrganisationFactory
from tests.real_worker import wait_until

from .browser import no_sideways_scroll

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data_for_live_server"),
    pytest.mark.real_worker,
]

NAME, ADDRESS, PASSWORD = "Fennimore Community Nurses C.I.C.", "ada.fennimore@example.org", "a door that opens quietly"


@pytest.fixture(params=["page", "plain_page"], ids=["with scripts", "without scripts"])
def visit(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def sector():
    """A tender that asks for more than nurses in Leeds can do alone, and who could join them."""
    nursing = ServiceArea.objects.get(name="Community nursing and long-term conditions")
    other = ServiceArea.objects.filter(parent=nursing.parent).exclude(pk=nursing.pk).first()
    leeds, bradford = (LocalAuthority.objects.get(name=name) for name in ("Leeds", "Bradford"))
    OrganisationFactory(
        name="Aire Valley Together", services=[other], places=[bradford], turnover_band=3, founded_on="2012-04-01"
    )
    OpportunityFactory(
        title="Community health for West Yorkshire",
        services=[nursing, other],
        places=[leeds, bradford],
        minimum_turnover=2_000_000,
        openness="welcomed",
    )
    return other


def heading(page):
    return page.get_by_role("heading", level=1)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def open_menu(page, name):
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True).click()


def sign_in(page):
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    expect(heading(page)).to_have_text("What needs you today")


def sign_up(page, mailoutbox):
    page.goto("/")
    open_menu(page, "Create an account")
    page.get_by_label("Your name").fill("Ada Fennimore")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Create account")
    expect(heading(page)).to_have_text("Check your e-mail")
    page.goto(re.search(r"http://[^/\s]+(/\S+)", mailoutbox[0].body)[1])
    press(page, "Confirm address")
    sign_in(page)


def register(page):
    page.get_by_role("button", name="Register your organisation").click()
    press(page, "Start now")
    page.get_by_label("Name of the organisation").fill(NAME)
    page.get_by_label("Public service mutual").check()
    press(page, "Continue")
    page.get_by_label("Community interest company limited by shares").check()
    page.get_by_label("Postcode of the main office").fill("ls1 1ur")
    press(page, "Continue")
    page.get_by_label("Companies House number").fill("01234567")
    press(page, "Continue")
    for box, value in (("Day", "1"), ("Month", "4"), ("Year", "2014")):
        page.get_by_label(box).fill(value)
    page.get_by_label("Public body that it left").fill("Leeds City Council")
    press(page, "Continue")
    for evidence in ("Transfer agreement of 2014", "Community nursing in Leeds", "Staff own all shares"):
        page.get_by_label("Yes").check()
        page.get_by_role("textbox").fill(evidence)
        press(page, "Continue")
    expect(heading(page)).to_have_text("Check your answers")
    press(page, "Send")
    expect(heading(page)).to_have_text("Registration sent")


def fill_the_profile(page):
    """From what home says is missing, one thing after the other."""
    page.goto("/")
    expect(page.get_by_text(f"{NAME} is not in the directory yet")).to_be_visible()
    follow(page, f"Add the services that {NAME} delivers")
    page.locator("summary", has_text="Health").first.click()
    page.get_by_label("Community nursing and long-term conditions").check()
    press(page, "Save")
    page.get_by_label("Contract", exact=True).fill("District nursing, 2019 to 2025")
    page.get_by_label("With whom").fill("Leeds City Council")
    press(page, "Save")
    page.goto("/")
    follow(page, f"Add the places that {NAME} serves")
    page.locator("summary", has_text="Yorkshire and The Humber").click()
    page.get_by_label("Leeds", exact=True).check()
    press(page, "Save")
    page.goto("/")
    follow(page, f"Add the turnover band of {NAME}")
    page.get_by_label("Turnover a year, in pounds").fill("£900,000")
    page.get_by_label("Number of staff").fill("35")
    press(page, "Save")
    page.goto(Organisation.objects.get(name=NAME).get_absolute_url())
    expect(page.locator("#about")).to_contain_text("Leeds (LS1 1UR)")  # the postcode found its local authority
    expect(page.locator("#places")).to_contain_text("Leeds")


def verify(page):
    open_menu(page, "Verification")
    follow(page, NAME)
    page.get_by_label("Verify it").check()
    press(page, "Decide")
    expect(page.get_by_text(f"{NAME} is verified.")).to_be_visible()


def wait_for_matching(organisation):
    """As members do: the worker takes up what changed."""
    for kind in (TenderMatch, PartnerMatch, Scope):
        wait_until(lambda kind=kind: kind.objects.filter(organisation=organisation).exists(), f"a {kind.__name__}")


def see_tender_matches(page):
    expect(page.get_by_role("link", name="Community health for West Yorkshire").first).to_be_visible()
    open_menu(page, "Matches")
    page.locator("summary", has_text="Why this tender").first.click()
    why = page.locator(".portal-result details[open]").first
    for words in (
        "Covers 1 of 2 places; Bradford is next door.",
        "You offer 1 of 2 services asked",
        "£900,000 is below",
    ):
        expect(why).to_contain_text(words)
    expect(page.get_by_text("To bid alone you lack").first).to_be_visible()
    follow(page, "Community health for West Yorkshire")
    expect(page.locator(".portal-reasons > li")).to_have_count(6)
    expect(page.get_by_role("heading", name="Partners for this tender")).to_be_visible()
    expect(page.get_by_role("link", name="Aire Valley Together", exact=True)).to_be_visible()


def see_partner_matches(page, brings):
    open_menu(page, "Matches")
    page.get_by_role("link", name="Possible partners", exact=True).click()
    expect(page.get_by_role("link", name="Aire Valley Together").first).to_be_visible()
    page.locator("summary", has_text="What they would bring").first.click()
    why = page.locator(".portal-result details[open]").first
    expect(why).to_contain_text(f"They offer {brings}, which you do not")
    expect(why).to_contain_text("They deliver in Bradford, which is next door to your places.")


def see_the_scope(page):
    follow(page, "Scope to partner")
    for title in ("Need: what you would gain", "Readiness: how prepared you are"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator("#need ~ .portal-reasons > li")).to_have_count(6)
    expect(page.locator("#readiness ~ .portal-reasons > li")).to_have_count(4)
    expect(page.get_by_text("100% of the services that you claim have evidence")).to_be_visible()
    expect(page.get_by_role("link", name="Say what you can take on").first).to_be_visible()


def test_a_mutual_signs_up_is_verified_and_sees_its_matches_with_reasons(
    visit, sector, staff, sign_in_page, mailoutbox, start_worker
):
    page = visit
    start_worker()
    sign_up(page, mailoutbox)
    register(page)
    fill_the_profile(page)
    organisation = Organisation.objects.get(name=NAME)
    assert not organisation.is_active and not TenderMatch.objects.filter(organisation=organisation).exists()

    page.context.clear_cookies()
    sign_in_page(page, staff).goto("/")
    verify(page)
    organisation.refresh_from_db()
    assert organisation.is_mutual and organisation.is_active
    wait_for_matching(organisation)

    page.context.clear_cookies()
    sign_in(page)
    see_tender_matches(page)
    see_partner_matches(page, sector.name)
    see_the_scope(page)
    page.set_viewport_size({"width": 375, "height": 812})
    no_sideways_scroll(page)
