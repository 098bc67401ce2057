"""Two-step sign-in in a real browser: an app, recovery codes, passkeys; and without JavaScript."""

import re

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory
from tests.signing_in import code_now

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page, person):
    """Type e-mail address and password, as far as the second step or the home page."""
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()


def confirm_password(page):
    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def key_on(page) -> str:
    """The key of the app, as somebody types it who cannot scan the picture."""
    page.get_by_text("I cannot scan it").click()
    return re.sub(r"\s", "", page.locator("code").first.inner_text())


def test_staff_set_up_an_app_and_sign_in_with_its_code_and_with_a_recovery_code(page):
    person = UserFactory(programme_role="programme_manager")
    sign_in(page, person)
    page.get_by_text("your password alone is not enough").wait_for()
    seen_and_clean(page, "two-steps-needed")
    page.get_by_role("button", name="Set up an app").click()
    confirm_password(page)
    page.get_by_role("heading", name="Set up an authenticator app").wait_for()
    key = key_on(page)
    seen_and_clean(page, "two-steps-app")
    page.get_by_role("button", name="Turn on two-step sign-in").click()
    page.get_by_role("link", name="Enter the code").wait_for()
    seen_and_clean(page, "two-steps-app-error")
    page.get_by_label("Code").fill(code_now(key))
    page.get_by_role("button", name="Turn on two-step sign-in").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    seen_and_clean(page, "two-steps-recovery-codes")
    recovery_code = page.locator("main code").first.inner_text()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="What needs you today").wait_for()

    sign_out(page)
    sign_in(page, person)
    page.get_by_role("heading", name="Second step").wait_for()
    seen_and_clean(page, "second-step")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("The code is wrong").first.wait_for()
    seen_and_clean(page, "second-step-error")
    page.get_by_label("Code").fill(code_now(key, steps=1))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="What needs you today").wait_for()

    sign_out(page)
    sign_in(page, person)
    page.get_by_label("Code").fill(recovery_code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="What needs you today").wait_for()
    page.goto(reverse("mfa_index"))
    page.get_by_text("9 left").wait_for()
    seen_and_clean(page, "two-steps-on")
    page.get_by_role("link", name="Make new codes").click()
    confirm_password(page)
    page.get_by_role("heading", name="Do you want to make new recovery codes?").wait_for()
    seen_and_clean(page, "two-steps-new-codes")
    page.goto(reverse("mfa_deactivate_totp"))
    page.get_by_role("heading", name="You cannot remove this app yet").wait_for()
    seen_and_clean(page, "two-steps-last-one")


@pytest.fixture
def passkeys(page):
    """A device that keeps passkeys, as Chromium pretends it to be; the finger is always right."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def finger_is_right(right: bool):
        session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": right})

    yield finger_is_right
    session.send("WebAuthn.disable")
    session.detach()


def test_person_adds_a_passkey_and_signs_in_with_it_alone(page, passkeys):
    person = UserFactory(name="Amina Okafor")
    sign_in(page, person)
    page.get_by_role("heading", name="What needs you today").wait_for()
    page.goto(reverse("mfa_index"))
    seen_and_clean(page, "two-steps-off")
    page.get_by_role("button", name="Add a passkey").click()
    confirm_password(page)
    page.get_by_role("heading", name="Add a passkey").wait_for()
    seen_and_clean(page, "passkey-add")
    passkeys(False)
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_text("No passkey was used").wait_for()
    passkeys(True)
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_text("Signs you in by itself.").wait_for()
    seen_and_clean(page, "passkeys")

    sign_out(page)
    page.goto(reverse("account_login"))
    assert not page.get_by_text("need JavaScript").is_visible()
    seen_and_clean(page, "sign-in-with-passkey")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="What needs you today").wait_for()

    sign_out(page)
    sign_in(page, person)
    page.get_by_role("button", name="Use a passkey").wait_for()
    seen_and_clean(page, "second-step-passkey")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="What needs you today").wait_for()

    page.goto(reverse("your_account"))
    page.get_by_text("On: a passkey").wait_for()
    seen_and_clean(page, "account")
    page.get_by_role("link", name="View where you are signed in").click()
    page.get_by_text("This one").wait_for()
    seen_and_clean(page, "sessions")
    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_role("link", name="Rename Work laptop").click()
    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    page.get_by_role("link", name="Use a passkey").click()
    seen_and_clean(page, "confirm-with-passkey")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Rename a passkey").wait_for()
    seen_and_clean(page, "passkey-rename")
    page.get_by_label("Name of this passkey").fill("Old laptop")
    page.get_by_role("button", name="Save name").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    page.get_by_role("heading", name="Do you want to remove “Old laptop”?").wait_for()
    seen_and_clean(page, "passkey-remove")
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_text("The passkey is removed.").wait_for()


def test_staff_with_a_passkey_need_nothing_else(page, passkeys):
    person = UserFactory(programme_role="analyst")
    sign_in(page, person)
    page.get_by_role("button", name="Add a passkey").click()
    confirm_password(page)
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="What needs you today").wait_for()
    sign_out(page)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="What needs you today").wait_for()


def test_without_javascript_an_app_works_and_passkeys_say_what_they_need(plain_page):
    page, person = plain_page, UserFactory(programme_role="triage_officer")
    sign_in(page, person)
    page.get_by_role("button", name="Add a passkey").click()
    confirm_password(page)
    page.get_by_text("Passkeys need JavaScript").wait_for()
    assert not page.get_by_role("button", name="Add the passkey").is_visible()
    page.get_by_role("link", name="Set up an authenticator app instead").click()
    key = key_on(page)
    page.get_by_label("Code").fill(code_now(key))
    page.get_by_role("button", name="Turn on two-step sign-in").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    sign_out(page)
    sign_in(page, person)
    page.get_by_label("Code").fill(code_now(key, steps=1))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="What needs you today").wait_for()
