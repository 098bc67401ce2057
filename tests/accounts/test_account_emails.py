"""Promises about e-mails on changes to an account: plain words, in text and HTML, with links that lead somewhere."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils import timezone

from partnerships_portal.accounts import second_factor
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.notifications.models import Notification
from tests.factories import PASSWORD
from tests.passkeys import give_passkey
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db

NOTICES = [
    *("account/email/password_changed", "account/email/password_reset", "account/email/password_set"),
    *("account/email/email_changed", "account/email/email_confirm", "account/email/email_deleted"),
    *("mfa/email/totp_activated", "mfa/email/totp_deactivated"),
    *("mfa/email/webauthn_added", "mfa/email/webauthn_removed", "mfa/email/recovery_codes_generated"),
]
FOREIGN = re.compile(r"two-factor|security key|authenticat(?:ed|ion)\b|email|deactivated|activated", re.IGNORECASE)


@pytest.fixture
def asking(rf, owner):
    """A request of the owner's, as allauth sees it."""
    request = rf.get(
        "/", headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0"}, REMOTE_ADDR="192.0.2.7"
    )
    request.user = owner
    with context.request_context(request):
        yield request


@pytest.mark.parametrize("template", NOTICES)
def test_notice_is_in_plain_words_in_text_and_html(template, asking, owner, mailoutbox):
    about = {"from_email": "old@example.org", "to_email": "new@example.org", "deleted_email": "old@example.org"}
    get_adapter().send_notification_mail(template, owner, about)
    mail = mailoutbox[0]
    page, kind = mail.alternatives[0]
    assert kind == "text/html" and mail.subject in page
    for words in (mail.subject, mail.body):
        assert words.strip() and not FOREIGN.search(words), words
    assert "Browser: Firefox on Windows" in mail.body
    assert "192.0.2.7" not in mail.body + page, "nobody needs the network address"


@pytest.mark.parametrize("template", NOTICES)
def test_every_link_of_a_notice_leads_to_a_page(template, asking, owner, mailoutbox):
    get_adapter().send_notification_mail(template, owner)
    links = re.findall(r"http://testserver(/\S*)", mailoutbox[0].body)
    assert links == [reverse("account_reset_password")]
    assert resolve(links[0]).url_name == "account_reset_password"
    assert f'href="http://testserver{links[0]}"' in mailoutbox[0].alternatives[0][0]


def test_link_to_choose_a_new_password_is_the_one_that_was_asked_for(client, owner, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": owner.email})
    assert "/account/password/reset/key/" in mailoutbox[0].body
    assert "/account/password/reset/key/" in mailoutbox[0].alternatives[0][0]


def test_names_in_a_notice_are_no_markup(asking, owner, mailoutbox):
    about = {"from_email": "<b>a</b>@example.org", "to_email": "new@example.org"}
    get_adapter().send_notification_mail("account/email/email_changed", owner, about)
    assert "<b>a</b>" not in mailoutbox[0].alternatives[0][0]
    assert "<b>a</b>" in mailoutbox[0].body


@pytest.mark.parametrize("template", ["totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed"])
def test_banners_of_the_second_step_are_in_plain_words(template):
    words = render_to_string(f"mfa/messages/{template}.txt")
    assert words.endswith(".") and not FOREIGN.search(words)


def test_operator_lets_somebody_back_in_who_lost_everything_and_the_person_is_told(owner, client, capsys):
    give_app(owner)
    give_passkey(owner)
    call_command("remove_second_factors", owner.email)
    assert "is told by e-mail" in capsys.readouterr().out
    assert second_factor.factors_of(owner) == []
    assert Notification.objects.get(person=owner).event == "account_changed"
    assert AuditEvent.objects.filter(action="second_factors_removed", actor=None, target_id=owner.pk).exists()
    answer = client.post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    assert answer["Location"] == reverse("home")


def test_who_has_no_second_step_is_not_told_that_it_was_removed(owner, capsys):
    call_command("remove_second_factors", owner.email)
    assert "Nothing was changed" in capsys.readouterr().out
    assert not second_factor.remove_all(person=owner, by=None, at=timezone.now())
    assert not Notification.objects.exists()
