"""A newcomer signs up and in, with the keyboard alone, and without JavaScript."""

import re

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory

from .browser import seen_and_clean, settled

GOOD_PASSWORD = "seven quiet otters swim"


def path_in(message) -> str:
    return re.search(r"http://[^/\s]+(/\S+)", message.body).group(1)


def test_newcomer_signs_up_with_the_keyboard_alone(page, mailoutbox):
    page.goto(reverse("account_signup"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to main content
    page.keyboard.press("Tab")
    for words in ("Amina Okafor", "amina@example.org", GOOD_PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the focus is on Show
    assert page.get_by_label("Password", exact=True).input_value() == GOOD_PASSWORD
    assert page.get_by_label("Password", exact=True).get_attribute("type") == "text"
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_role("heading", name="Check your e-mail").wait_for()

    page.goto(path_in(mailoutbox[0]))
    seen_and_clean(page, "confirm-address")
    page.get_by_role("button", name="Confirm address").press("Enter")
    page.get_by_text("You have confirmed amina@example.org.").wait_for()
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_label("Password", exact=True).fill(GOOD_PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_role("heading", name="What needs you today").wait_for()


def test_errors_take_the_focus_and_lead_to_their_fields(page, db):
    page.goto(reverse("account_signup"))
    page.get_by_role("button", name="Create account").click()
    settled(page)
    assert page.title().startswith("Error: Create an account")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    seen_and_clean(page, "sign-up-errors")
    page.get_by_role("link", name="Enter an e-mail address").click()
    assert page.evaluate("document.activeElement.id") == "id_email"


def test_everything_works_without_javascript(plain_page, db):
    person = UserFactory()
    plain_page.goto("/")
    plain_page.get_by_role("navigation", name="Menu").get_by_role("link", name="Sign in").click()
    plain_page.get_by_label("E-mail address").fill(person.email)
    plain_page.get_by_label("Password", exact=True).fill(PASSWORD)
    plain_page.get_by_role("button", name="Sign in", exact=True).click()
    plain_page.get_by_role("heading", name="What needs you today").wait_for()
    plain_page.set_viewport_size({"width": 375, "height": 800})
    plain_page.get_by_role("link", name="Inbox").wait_for()  # the menu is open where no script can open it


@pytest.mark.parametrize("path", ["/", "/account/login/", "/privacy/"])
def test_first_tab_offers_to_skip_the_menu(path, page):
    page.goto(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
