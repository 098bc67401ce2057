"""Signing up, confirming an address, signing in and choosing a new password."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent, User
from tests.factories import PASSWORD, UserFactory
from tests.html import labels_of_controls

pytestmark = pytest.mark.django_db

GOOD_PASSWORD = "seven quiet otters swim"
SIGN_UP = {"name": "Amina Okafor", "email": "amina@example.org", "password1": GOOD_PASSWORD}


def link_in(message) -> str:
    """The path of the link in an e-mail."""
    return re.search(r"http://[^/\s]+(/\S+)", message.body).group(1)


def text(response) -> str:
    return response.content.decode()


def test_newcomer_signs_up_confirms_the_address_and_signs_in(client, mailoutbox):
    sent = client.post(reverse("account_signup"), SIGN_UP, follow=True)
    assert "Check your e-mail" in text(sent)
    assert text(sent).count("We have sent") == 1 and "amina@example.org" in text(sent)
    assert [message.subject for message in mailoutbox] == ["Confirm your e-mail address"]
    assert "Mutuals Partnership Portal" in mailoutbox[0].body

    question = client.get(link_in(mailoutbox[0]))
    assert "Is <strong>amina@example.org</strong> your address, and the account of" in text(question)
    assert "<bdi>Amina Okafor</bdi>" in text(question), "whoever did not sign up sees that it is not theirs"
    client.post(link_in(mailoutbox[0]))

    home = client.post(reverse("account_login"), {"login": "amina@example.org", "password": GOOD_PASSWORD}, follow=True)
    assert home.redirect_chain[-1][0] == reverse("home")
    assert home.context["user"].name == "Amina Okafor"


def test_nobody_signs_in_before_the_address_is_confirmed(client, mailoutbox):
    client.post(reverse("account_signup"), SIGN_UP)
    answer = client.post(
        reverse("account_login"), {"login": "amina@example.org", "password": GOOD_PASSWORD}, follow=True
    )
    assert "Check your e-mail" in text(answer)
    assert not answer.context["user"].is_authenticated


def test_signing_up_again_does_not_tell_strangers_who_has_an_account(client, mailoutbox):
    UserFactory(email="amina@example.org", name="First Amina")
    answer = client.post(reverse("account_signup"), SIGN_UP, follow=True)
    assert "Check your e-mail" in text(answer)
    assert [message.subject for message in mailoutbox] == ["You already have an account"]
    assert User.objects.get(email="amina@example.org").name == "First Amina"


def test_a_link_that_is_not_ours_says_what_to_do(client):
    answer = client.get(reverse("account_confirm_email", args=["unknown"]))
    assert "This link does not work" in text(answer)
    assert reverse("account_login") in text(answer)


def test_wrong_password_is_explained_and_the_title_says_error(client):
    person = UserFactory()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    assert "<title>Error: Sign in - Mutuals Partnership Portal</title>" in text(answer)
    assert "The e-mail address or the password is wrong. Check both, or reset your password" in text(answer)
    assert 'href="#id_login"' in text(answer)


def test_empty_form_asks_for_each_field_by_name(client):
    answer = text(client.post(reverse("account_signup"), {}))
    for message in ("Enter your name", "Enter an e-mail address", "Enter a password"):
        assert answer.count(message) == 2, message  # in the summary and at the field


def test_malformed_address_is_explained_once(client):
    answer = text(client.post(reverse("account_signup"), SIGN_UP | {"email": "amina"}))
    assert answer.count("Enter an e-mail address in the right form, like name@example.org") == 2


def test_short_password_is_refused(client):
    answer = text(client.post(reverse("account_signup"), SIGN_UP | {"password1": "short"}))
    assert "at least 12 characters" in answer
    assert not User.objects.exists()


def test_forgotten_password_is_replaced(client, mailoutbox):
    person = UserFactory(email="amina@example.org")
    asked = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    assert "Check your e-mail" in text(asked)
    form = client.get(link_in(mailoutbox[0]), follow=True)
    address = form.redirect_chain[-1][0]
    done = client.post(address, {"password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}, follow=True)
    assert "Your password is changed" in text(done)
    assert mailoutbox[-1].subject == "Your password was reset"
    assert client.login(email=person.email, password=GOOD_PASSWORD)
    assert "This link does not work" in text(client.get(link_in(mailoutbox[0]), follow=True))


def test_reset_for_an_unknown_address_looks_the_same(client, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert "Check your e-mail" in text(answer)
    assert mailoutbox[0].subject == "There is no account with this e-mail address"


def test_guessing_is_slowed_down_with_an_explanation(client):
    person = UserFactory()
    for _ in range(5):
        client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "too many failed attempts" in text(answer)


def test_too_many_requests_get_a_page_in_the_look(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    client.post(reverse("account_signup"), {})
    answer = client.post(reverse("account_signup"), {})
    assert answer.status_code == 429
    assert '<h1 class="govuk-heading-l">Too many attempts</h1>' in text(answer)


def test_signed_in_person_changes_password_and_is_told_by_e_mail(client, mailoutbox):
    person = UserFactory()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    form = {"oldpassword": PASSWORD, "password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}
    answer = client.post(reverse("account_change_password"), form, follow=True)
    assert "Your password is changed." in text(answer)
    assert mailoutbox[0].subject == "Your password was changed"


def test_person_adds_another_address(client, mailoutbox):
    person = UserFactory()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = client.post(reverse("account_email"), {"email": "second@example.org", "action_add": "1"})["Location"]
    answer = client.post(address, {"password": PASSWORD}, follow=True)  # and what was asked for goes on
    assert "Not confirmed" in text(answer)
    assert mailoutbox[0].to == ["second@example.org"]


@pytest.fixture
def link_to_added_address(stranger, sign_in, mailoutbox):
    """The link to confirm amina@example.org, which a stranger who cannot read her mail added to the own account."""
    browser = sign_in(stranger)
    asked = browser.post(reverse("account_email"), {"email": SIGN_UP["email"], "action_add": "1"})["Location"]
    browser.post(asked, {"password": PASSWORD})
    cache.clear()  # a link to one address is sent once in three minutes
    return link_in(mailoutbox.pop())


def test_address_that_was_added_is_confirmed_only_in_the_account_that_it_was_added_to(
    client, stranger, owner, sign_in, link_to_added_address
):
    assert client.get(link_to_added_address)["Location"].startswith(reverse("account_login"))
    client.post(link_to_added_address)
    elsewhere = sign_in(owner)
    assert elsewhere.post(link_to_added_address)["Location"] == reverse("account_email")
    assert elsewhere.get(reverse("home")).context["user"] == owner, "nobody is signed out by it"
    assert not stranger.emailaddress_set.get(email=SIGN_UP["email"]).verified
    own = sign_in(stranger)
    own.get(link_to_added_address)
    own.post(link_to_added_address)
    assert stranger.emailaddress_set.get(email=SIGN_UP["email"]).verified


def test_address_that_somebody_else_added_keeps_nobody_from_signing_up(client, mailoutbox, link_to_added_address):
    client.post(reverse("account_signup"), SIGN_UP)
    assert [message.subject for message in mailoutbox] == ["Confirm your e-mail address"]
    client.post(link_in(mailoutbox[0]))
    client.post(link_to_added_address)
    held = EmailAddress.objects.get(email=SIGN_UP["email"])
    assert (held.user.name, held.verified) == (SIGN_UP["name"], True)


def test_choosing_a_new_password_opens_no_account_to_which_the_address_was_only_added(
    client, mailoutbox, link_to_added_address
):
    client.post(reverse("account_reset_password"), {"email": SIGN_UP["email"]})
    assert [message.subject for message in mailoutbox] == ["There is no account with this e-mail address"]


def test_person_changes_the_name_and_it_is_recorded(client):
    person = UserFactory()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("your_account"), {"name": "Amina Adeyemi"}, follow=True)
    assert "Your name is changed." in text(answer)
    assert User.objects.get(pk=person.pk).name == "Amina Adeyemi"
    assert AuditEvent.objects.get().details == {"fields": ["name"]}


def test_signing_out_asks_first_and_then_says_so(client):
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Do you want to sign out?" in text(client.get(reverse("account_logout")))
    answer = client.post(reverse("account_logout"), follow=True)
    assert "You have signed out." in text(answer)


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_every_control_has_a_label_and_no_placeholder(name, client):
    page = text(client.get(reverse(name)))
    assert "placeholder=" not in page
    labels = labels_of_controls(page)
    assert labels and all(labels.values()), labels


def test_passwords_and_addresses_tell_browsers_how_to_fill_them(client):
    page = text(client.get(reverse("account_signup")))
    for hint in ("name", "email", "new-password"):
        assert f'autocomplete="{hint}"' in page
    assert 'autocomplete="current-password"' in text(client.get(reverse("account_login")))


def test_only_a_demonstration_offers_its_people_for_signing_in(client, settings):
    UserFactory(email="owner.demo@example.org")
    assert "Try it as" not in text(client.get(reverse("account_login")))
    settings.DEMO = True
    assert "owner.demo@example.org" in text(client.get(reverse("account_login")))


def test_session_ends_twelve_hours_after_signing_in_however_much_it_is_used(client):
    person, started = UserFactory(), timezone.now()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    session = Session.objects.get()
    assert session.expire_date - started < dt.timedelta(hours=12, minutes=1)
    sooner = session.expire_date - dt.timedelta(hours=11)
    Session.objects.update(expire_date=sooner)
    assert client.get(reverse("your_account")).status_code == 200
    client.post(reverse("your_account"), {"name": "Amina Okafor"}, follow=True)
    assert Session.objects.get().expire_date == sooner


@pytest.mark.parametrize("name", ["privacy", "cookies"])
def test_pages_say_when_the_session_ends(name, client):
    assert "at most 12 hours" in text(client.get(reverse(name)))


def test_privacy_page_says_what_the_record_of_actions_keeps(client):
    page = text(client.get(reverse("privacy")))
    assert "short values before and after" in page and "the notes of its changes" in page
