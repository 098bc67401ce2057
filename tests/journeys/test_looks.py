"""Every kind of page that people meet before they do anything, in a real browser at two widths."""

import copy
from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories import NotificationFactory, OpportunityFactory

from .browser import seen_and_clean

PAGES = {
    "home-visitor": "/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "cookies": "/cookies/",
    "terms": "/terms/",
    "sign-in": "/account/login/",
    "sign-up": "/account/signup/",
    "password-reset": "/account/password/reset/",
    "password-reset-done": "/account/password/reset/done/",
    "password-reset-bad-link": "/account/password/reset/key/a-b/",
    "verification-sent": "/account/confirm-email/",
    "verification-bad-link": "/account/confirm-email/unknown/",
    "not-found": "/there-is-no-such-page/",
}
ACCOUNT_PAGES = {
    "home-nothing-yet": "/",
    "account": "/account/",
    "account-emails": "/account/email/",
    "account-password": "/account/password/change/",
    "sign-out": "/account/logout/",
    "two-step": "/account/2fa/",
    "inbox-empty": "/inbox/",
}


@pytest.mark.parametrize("name", PAGES)
def test_visitor_sees_a_clean_page(name, page):
    page.goto(PAGES[name])
    seen_and_clean(page, name)


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_stranger_sees_a_clean_page(name, page, sign_in_page, stranger):
    sign_in_page(page, stranger).goto(ACCOUNT_PAGES[name])
    seen_and_clean(page, name)


def test_what_is_folded_away_on_the_privacy_page_is_printed(page):
    page.goto(PAGES["privacy"])
    kept = page.get_by_text("Password, kept only as a fingerprint")
    assert not kept.is_visible()
    page.emulate_media(media="print")
    assert kept.is_visible() and not page.get_by_text("Show all sections").is_visible()


def test_people_see_what_needs_them(page, sign_in_page, owner):
    NotificationFactory(person=owner, subject="Marlbeck Council answered your question")
    sign_in_page(page, owner).goto("/")
    assert page.get_by_role("link", name="Marlbeck Council answered your question").is_visible()
    seen_and_clean(page, "home-member")


def test_commissioner_and_staff_see_what_needs_them(page, sign_in_page, commissioner, staff):
    OpportunityFactory(body=commissioner.body_memberships.get().body, state="draft", title="Community nursing")
    sign_in_page(page, commissioner).goto("/")
    assert page.get_by_text("Publish the draft: Community nursing").is_visible()
    seen_and_clean(page, "home-commissioner")
    sign_in_page(page, staff).goto("/")
    seen_and_clean(page, "home-staff")


def test_inbox_lists_and_opens_messages(page, sign_in_page, stranger):
    for number in range(60):
        NotificationFactory(
            person=stranger, subject=f"Message number {number}", read_at=timezone.now() if number % 3 else None
        )
    sign_in_page(page, stranger).goto("/inbox/")
    seen_and_clean(page, "inbox")
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("link", name="Message number 30", exact=True).click()
    page.get_by_role("heading", name="Message number 30").wait_for()
    seen_and_clean(page, "inbox-message")


@pytest.fixture
def gallery(settings):
    """The page of tests/journeys/gallery.py."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.journeys.gallery"
    return "/gallery/"


def test_components_are_clean(page, gallery):
    page.goto(gallery)
    seen_and_clean(page, "gallery")


def test_every_link_of_an_error_summary_leads_to_a_field(page, gallery):
    page.goto(f"{gallery}?check=1")
    seen_and_clean(page, "gallery-errors")
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() == 11
    for link in links.all():
        link.click()
        target = link.get_attribute("href").removeprefix("#")
        assert page.evaluate("document.activeElement.id") == target


def test_fields_with_errors_have_red_borders(page, gallery):
    page.goto(f"{gallery}?check=1")
    red = page.evaluate("getComputedStyle(document.querySelector('#id_words')).borderTopColor")
    for field in ("address", "number", "website", "secret", "choice", "text"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('#id_{field}')).borderTopColor") == red, field


def test_menu_opens_on_a_phone_by_keyboard(phone, sign_in_page, stranger):
    sign_in_page(phone, stranger).goto("/")
    menu = phone.get_by_role("button", name="Menu")
    assert not phone.get_by_role("link", name="Inbox").is_visible()
    menu.press("Enter")
    assert phone.get_by_role("link", name="Inbox").is_visible()
