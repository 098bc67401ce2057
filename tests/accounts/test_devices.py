"""Promises about sign-ins from a browser that is new, and about the list of where one is signed in."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts import browsers, devices, sessions
from partnerships_portal.accounts.models import AuditEvent, KnownDevice
from partnerships_portal.notifications.actions import send_waiting
from partnerships_portal.notifications.models import Notification
from tests.factories import PASSWORD
from tests.signing_in import code_now, give_app

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)


def sign_in(person, client=None, browser=FIREFOX) -> Client:
    """Type address and password in a browser."""
    client = client or Client()
    client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD},
        headers={"user-agent": browser},
    )
    return client


def sign_out(client):
    client.post(reverse("account_logout"))


def told(person) -> list[str]:
    return list(Notification.objects.filter(person=person).values_list("subject", flat=True))


def test_first_sign_in_ever_makes_no_noise(owner):
    sign_in(owner)
    assert told(owner) == []
    assert KnownDevice.objects.get(person=owner).described_as == "Firefox on Windows"


def test_sign_in_with_another_browser_is_told_with_what_to_do(owner, mailoutbox):
    sign_in(owner)
    sign_in(owner, browser=IPHONE)
    assert told(owner) == ["New sign-in: Safari on iPhone"]
    send_waiting(at=timezone.now())
    body = " ".join(mailoutbox[0].body.split())
    assert "with Safari on iPhone" in body and "change your password" in body
    assert reverse("usersessions_list") in body
    assert AuditEvent.objects.filter(action="signed_in_from_new_device", actor=owner).exists()


def test_browser_that_is_known_makes_no_noise_again(owner):
    browser = sign_in(owner)
    sign_in(owner, browser=IPHONE)
    sign_out(browser)
    sign_in(owner, browser)
    assert len(told(owner)) == 1
    assert KnownDevice.objects.filter(person=owner).count() == 2


def test_browser_shared_by_two_people_is_new_to_the_second_who_knows_others(owner, editor):
    shared = sign_in(owner)
    sign_in(editor, browser=IPHONE)
    sign_out(shared)
    sign_in(editor, shared)
    assert told(owner) == [] and told(editor) == ["New sign-in: Firefox on Windows"]


def test_cookie_says_nothing_of_the_person_and_scripts_cannot_read_it(owner):
    cookie = sign_in(owner).cookies[devices.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) == 365 * 24 * 60 * 60
    kept = KnownDevice.objects.get(person=owner).token_hash
    assert kept not in cookie.value and owner.email not in cookie.value


def test_cookie_that_somebody_made_up_is_no_known_browser(owner):
    sign_in(owner)
    forged = Client()
    forged.cookies[devices.COOKIE] = "a-token:made-up"
    sign_in(owner, forged)
    assert len(told(owner)) == 1


def test_mail_server_that_is_away_does_not_stop_a_sign_in(owner, monkeypatch):
    sign_in(owner)
    monkeypatch.setattr("partnerships_portal.notifications.emails.send", _away)
    browser = sign_in(owner, browser=IPHONE)
    assert browser.get(reverse("your_account")).status_code == 200
    send_waiting(at=timezone.now())
    assert Notification.objects.waiting().count() == 1


def _away(*args, **kwargs):
    raise ConnectionRefusedError("no mail server")


def test_mail_server_that_is_away_does_not_stop_a_change_of_password(owner, monkeypatch):
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _away)
    browser = sign_in(owner)
    form = {"oldpassword": PASSWORD, "password1": "seven quiet otters swim", "password2": "seven quiet otters swim"}
    assert (
        "Your password is changed"
        in browser.post(reverse("account_change_password"), form, follow=True).content.decode()
    )


def test_person_with_two_steps_is_told_after_the_second(owner):
    sign_in(owner)
    give_app(owner)
    browser = sign_in(owner, browser=IPHONE)
    assert told(owner) == [], "the password alone does not sign in"
    browser.post(reverse("mfa_authenticate"), {"code": code_now()}, headers={"user-agent": IPHONE})
    assert told(owner) == ["New sign-in: Safari on iPhone"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit/537 Chrome/130 Safari/537 Edg/130", "Edge on Mac"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121 Safari", "Samsung Internet on Android"),
        ("curl/8.0 (Linux)", "A browser on Linux"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_browsers_are_told_in_plain_words(said, words):
    assert browsers.in_words(said) == words


def page_of_sessions(client) -> str:
    return client.get(reverse("usersessions_list")).content.decode()


def test_person_sees_where_they_are_signed_in_and_which_is_this_one(owner):
    browser = sign_in(owner)
    sign_in(owner, browser=IPHONE)
    page = page_of_sessions(browser)
    assert "Firefox on Windows" in page and "Safari on iPhone" in page
    assert page.count("This one") == 1


def test_person_signs_out_everywhere_else(owner):
    browser, other = sign_in(owner), sign_in(owner, browser=IPHONE)
    answer = browser.post(reverse("usersessions_list"), follow=True)
    assert "You are signed out everywhere else." in answer.content.decode()
    assert "You are signed in nowhere else." in answer.content.decode()
    assert other.get(reverse("your_account")).status_code == 302
    assert browser.get(reverse("your_account")).status_code == 200


def test_one_person_neither_sees_nor_ends_the_sessions_of_another(owner, editor):
    browser, colleague = sign_in(owner), sign_in(editor, browser=IPHONE)
    assert "Safari on iPhone" not in page_of_sessions(browser)
    browser.post(reverse("usersessions_list"))
    assert colleague.get(reverse("your_account")).status_code == 200


def test_changing_the_password_ends_the_other_sessions(owner):
    browser, other = sign_in(owner), sign_in(owner, browser=IPHONE)
    form = {"oldpassword": PASSWORD, "password1": "seven quiet otters swim", "password2": "seven quiet otters swim"}
    browser.post(reverse("account_change_password"), form)
    assert other.get(reverse("your_account")).status_code == 302
    assert browser.get(reverse("your_account")).status_code == 200
    assert "Safari on iPhone" not in page_of_sessions(browser)


def test_network_addresses_of_sessions_are_not_kept(owner):
    browser = sign_in(owner)
    form = {"oldpassword": PASSWORD, "password1": "seven quiet otters swim", "password2": "seven quiet otters swim"}
    browser.post(reverse("account_change_password"), form)
    assert set(UserSession.objects.values_list("ip", flat=True)) == {sessions.NO_ADDRESS}


def test_last_use_is_true_to_a_few_minutes_without_a_write_for_every_page(owner, django_assert_num_queries):
    browser = sign_in(owner)
    earlier = timezone.now() - dt.timedelta(hours=1)
    UserSession.objects.update(last_seen_at=earlier)
    key = browser.session.session_key
    with django_assert_num_queries(0):
        sessions.note_used(session_key=key, at=timezone.now())
    sessions.cache.clear()
    browser.get(reverse("your_account"))
    assert UserSession.objects.get().last_seen_at > earlier


def test_sessions_that_ended_are_forgotten(owner):
    sign_in(owner)
    assert sessions.forget_ended(at=timezone.now()) == 0
    assert sessions.forget_ended(at=timezone.now() + dt.timedelta(hours=12, minutes=1)) == 1
