"""Promises about the second step of signing in: who must have it, and that there is no way round it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver, reverse

from partnerships_portal.accounts import middleware
from partnerships_portal.accounts.models import ProgrammeRole
from tests.factories import PASSWORD
from tests.passkeys import give_passkey
from tests.signing_in import BACKEND, client_of, code_now, give_app

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def password_only(staff):
    """A browser in which a programme manager is signed in by password alone."""
    client = Client()
    client.force_login(staff, backend=BACKEND)
    return client


def confirm_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up_app(client, **extra):
    """Set up an app as its form asks; returns the page that follows."""
    form = client.get(reverse("mfa_activate_totp"))
    return client.post(
        reverse("mfa_activate_totp"), {"code": code_now(form.context["form"].secret)} | extra, follow=True
    )


@pytest.mark.parametrize("name", ["home", "your_account", "verification_queue", "organisation_list", "inbox"])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(name, password_only):
    answer = password_only.get(reverse(name), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("mfa_index")
    assert "your password alone is not enough" in text(answer)


def test_nothing_is_done_for_staff_without_a_second_factor(password_only, staff):
    answer = password_only.post(reverse("your_account"), {"name": "Somebody Else"})
    assert answer["Location"] == reverse("mfa_index")
    staff.refresh_from_db()
    assert staff.name != "Somebody Else"


@pytest.mark.parametrize("name", ["account_logout", "privacy", "accessibility", "healthz"])
def test_staff_without_a_second_factor_may_leave_and_read_what_everyone_reads(name, password_only):
    assert password_only.get(reverse(name)).status_code == 200


def test_pages_that_are_open_without_a_second_factor_are_pages():
    names = middleware.ALWAYS_OPEN | middleware.OPEN_FOR_SETTING_UP | middleware.OPEN_FOR_SHOWING
    assert names <= {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_recovery_codes_alone_are_no_second_factor(password_only, staff):
    RecoveryCodes.activate(staff)
    assert password_only.get(reverse("home"))["Location"] == reverse("mfa_index")


@pytest.mark.django_db(transaction=True)  # the e-mail is sent at the commit
def test_portal_opens_once_staff_have_set_up_an_app(password_only, staff, mailoutbox):
    confirm_password(password_only)
    answer = set_up_app(password_only)
    assert "Your recovery codes" in text(answer)
    assert password_only.get(reverse("verification_queue")).status_code == 200
    assert [mail.subject for mail in mailoutbox] == ["Two-step sign-in was set up"]


def test_setting_up_needs_the_password_again(password_only):
    answer = password_only.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_person_who_becomes_staff_while_signed_in_is_asked_at_the_next_page(stranger, sign_in):
    client = sign_in(stranger)
    assert client.get(reverse("home")).status_code == 200
    get_user_model().objects.filter(pk=stranger.pk).update(programme_role=ProgrammeRole.ANALYST)
    assert client.get(reverse("home"))["Location"] == reverse("mfa_index")


def test_session_that_never_showed_the_factor_is_asked_for_it_and_goes_on_where_it_was(password_only, staff):
    give_app(staff)
    queue = reverse("verification_queue")
    answer = password_only.get(queue, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate"))
    assert "Enter a code before you go on" in text(answer)
    answer = password_only.post(answer.redirect_chain[-1][0], {"code": code_now(), "next": queue}, follow=True)
    assert answer.redirect_chain[-1][0] == queue and answer.status_code == 200


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_view_recovery_codes", "mfa_add_webauthn", "mfa_deactivate_totp", "account_email", "home"],
)
def test_password_alone_does_not_lead_to_another_factor_or_to_recovery_codes(name, password_only, staff):
    give_app(staff)
    RecoveryCodes.activate(staff)
    for _ in range(2):  # confirming the password first makes no difference
        assert password_only.get(reverse(name))["Location"].startswith(reverse("mfa_reauthenticate"))
        confirm_password(password_only)


def test_factor_shown_by_one_person_does_not_count_for_another_in_the_same_browser(staff, triage, sign_in):
    client = sign_in(staff)
    give_app(triage)
    client.force_login(triage, backend=BACKEND)
    assert client.get(reverse("home"))["Location"].startswith(reverse("mfa_reauthenticate"))


def test_staff_may_not_remove_their_last_factor(sign_in, staff):
    client = sign_in(staff)
    confirm_password(client)
    assert "You cannot remove this app yet" in text(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=staff, type="totp").exists()


def test_staff_may_not_remove_their_last_passkey(sign_in, staff):
    client = sign_in(staff)
    passkey = give_passkey(staff)
    confirm_password(client)
    address = reverse("mfa_remove_webauthn", args=[passkey.pk])
    assert "Do you want to remove “Laptop”?" in text(client.get(address))
    Authenticator.objects.filter(user=staff, type="totp").delete()
    assert "is your only one" in text(client.get(address))
    assert client.post(address).status_code == 403
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    assert client.get(reverse("mfa_remove_webauthn", args=[passkey.pk + 1])).status_code == 404


def test_staff_with_two_factors_may_remove_one(sign_in, staff):
    client = sign_in(staff)
    give_passkey(staff)
    confirm_password(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=staff, type="totp").exists()


def test_others_choose_freely_and_may_turn_it_off_again(owner, sign_in, mailoutbox):
    client = sign_in(owner)
    confirm_password(client)
    set_up_app(client)
    answer = client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert "The authenticator app is removed." in text(answer)
    assert not Authenticator.objects.filter(user=owner).exists(), "the recovery codes go with it"
    assert mailoutbox[-1].subject == "Your authenticator app was removed"


def sign_in_by_password(person) -> Client:
    """A browser that has been told the password and now asks for the second step."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    return client


def is_signed_in(client) -> bool:
    return client.get(reverse("home")).wsgi_request.user.is_authenticated


def test_password_and_code_sign_in(staff):
    give_app(staff)
    client = sign_in_by_password(staff)
    assert not is_signed_in(client)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("home") and answer.status_code == 200
    assert is_signed_in(client)


@pytest.mark.parametrize("steps", [-1, 1])
def test_clock_that_is_half_a_minute_off_does_no_harm(steps, owner):
    give_app(owner)
    client = sign_in_by_password(owner)
    client.post(reverse("mfa_authenticate"), {"code": code_now(steps=steps)})
    assert is_signed_in(client)


def test_code_opens_once(owner):
    give_app(owner)
    code = code_now(steps=1)
    sign_in_by_password(owner).post(reverse("mfa_authenticate"), {"code": code})
    for typed in (code, f"{code[:3]} {code[3:]}"):
        second = sign_in_by_password(owner)
        answer = second.post(reverse("mfa_authenticate"), {"code": typed})
        assert "has been used" in text(answer)
        assert not is_signed_in(second)


def test_wrong_code_says_what_to_do(owner):
    give_app(owner)
    answer = sign_in_by_password(owner).post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Error: Second step" in text(answer)
    assert text(answer).count("Enter the code that your app shows now") == 2  # in the summary and at the field


def test_sixth_guess_of_a_code_is_refused_even_if_it_is_right(owner):
    give_app(owner)
    client = sign_in_by_password(owner)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "too many failed attempts" in text(client.post(reverse("mfa_authenticate"), {"code": code_now()}))


def test_recovery_code_signs_in_once(owner):
    give_app(owner)
    code = RecoveryCodes.activate(owner).get_unused_codes()[0]
    client = sign_in_by_password(owner)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client)
    again = sign_in_by_password(owner)
    assert "is wrong" in text(again.post(reverse("mfa_authenticate"), {"code": code}))


@pytest.mark.django_db(transaction=True)  # the e-mail is sent at the commit
def test_recovery_codes_are_shown_downloaded_and_made_anew(owner, mailoutbox):
    give_app(owner)
    client = client_of(owner)
    confirm_password(client)
    old = RecoveryCodes.activate(owner).get_unused_codes()
    assert all(code in text(client.get(reverse("mfa_view_recovery_codes"))) for code in old)
    download = client.get(reverse("mfa_download_recovery_codes"))
    assert download["Content-Disposition"].startswith("attachment")
    assert all(code in text(download) for code in old) and owner.email in text(download)
    page = text(client.post(reverse("mfa_generate_recovery_codes"), follow=True))
    assert "10 of 10 codes are left" in page and not any(code in page for code in old)
    assert mailoutbox[-1].subject == "New recovery codes were made"


@pytest.mark.parametrize("sent", ["", "x", "{}", "[]", "1", '"x"', "null", '{"id": "a", "rawId": 1, "response": {}}'])
@pytest.mark.parametrize("door", ["mfa_login_webauthn", "mfa_authenticate", "mfa_reauthenticate_webauthn"])
def test_what_no_passkey_sends_is_refused(door, sent, owner):
    give_passkey(owner)
    signed_in = door == "mfa_reauthenticate_webauthn"
    client = sign_in_by_password(owner) if door == "mfa_authenticate" else client_of(owner if signed_in else None)
    client.get(reverse(door), headers={"accept": "application/json"})
    answer = client.post(reverse(door), {"credential": sent}, follow=True)
    assert "This passkey was not accepted" in text(answer)
    assert is_signed_in(client) == signed_in


def test_passkey_that_is_refused_leaves_people_where_the_other_ways_are(owner, sign_in):
    give_passkey(owner)
    client, door = sign_in(owner), f"{reverse('mfa_reauthenticate_webauthn')}?next=/inbox/"
    answer = client.post(door, {"credential": "{}"}, follow=True)
    assert answer.redirect_chain[-1][0] == door
    assert "This passkey was not accepted" in text(answer) and "Use your password" in text(answer)


@pytest.mark.parametrize("sent", ["", "x", "{}", "[]", "1", '{"id": "a", "rawId": 1, "response": {}}'])
def test_what_no_new_passkey_sends_is_refused(sent, owner):
    client = client_of(owner)
    confirm_password(client)
    client.get(reverse("mfa_add_webauthn"))
    answer = client.post(reverse("mfa_add_webauthn"), {"credential": sent, "name": "Laptop"})
    assert "Error: Add a passkey" in text(answer) and "This passkey was not accepted" in text(answer)
    assert not Authenticator.objects.filter(user=owner).exists()


def test_account_says_which_second_steps_there_are(owner, sign_in):
    client, account = sign_in(owner), reverse("your_account")
    assert "Off: your password alone is enough to sign in" in text(client.get(account))
    give_app(owner)
    assert "On: an authenticator app" in text(client.get(account))
    give_passkey(owner)
    assert "On: an authenticator app and a passkey" in text(client.get(account))
    Authenticator.objects.filter(type="totp").delete()
    give_passkey(owner, "Phone")
    assert "On: 2 passkeys" in text(client.get(account))


def test_page_that_confirms_who_one_is_can_be_left(sign_in, owner, password_only):
    asked = text(sign_in(owner).get(reverse("account_reauthenticate")))
    assert f'href="{reverse("your_account")}">Cancel</a>' in asked
    asked = text(password_only.get(reverse("account_reauthenticate")))
    assert "Cancel and sign out" in asked, "without a second factor everything else leads back here"
