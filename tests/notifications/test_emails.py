"""How messages look as e-mails."""

import datetime as dt
import email
from email import policy

import pytest
from django.urls import reverse

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.erasure import whose_is
from partnerships_portal.notifications import actions
from partnerships_portal.notifications.emails import tidy
from partnerships_portal.notifications.erasing import forget_in_messages
from partnerships_portal.notifications.models import Notification, Preference

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def mailed(mailoutbox, person, **more):
    message = {"event": "member_role_given", "key": "1", "subject": "Hello", "at": AT} | more
    actions.notify(person=person, **message)
    assert actions.send_waiting(at=AT) == 1
    return mailoutbox[-1]


def html_of(mail) -> str:
    (part,) = mail.alternatives
    assert part.mimetype == "text/html"
    return part.content


def test_both_parts_say_why_and_how_to_change_or_stop_it(stranger, mailoutbox):
    mail = mailed(mailoutbox, stranger, url="/organisations/7/", body="You may now edit the profile.")
    for part in (mail.body, html_of(mail)):
        assert "You get this e-mail because your role in an organisation was changed." in part
        assert "http://testserver/inbox/preferences/" in part and "http://testserver/unsubscribe/" in part
        assert "http://testserver/organisations/7/" in part and "You may now edit the profile." in part


def test_reason_of_this_very_message_goes_before_that_of_its_kind(stranger, mailoutbox):
    mail = mailed(mailoutbox, stranger, because="you own Harrowmere Community Health")
    assert "You get this e-mail because you own Harrowmere Community Health." in mail.body


def test_security_says_why_and_offers_nothing_to_stop(stranger, mailoutbox):
    mail = mailed(mailoutbox, stranger, event="account_changed")
    assert "because you have an account on this portal" in mail.body
    assert "unsubscribe" not in mail.body and "unsubscribe" not in html_of(mail)


def test_somebody_without_an_account_reads_who_caused_it(mailoutbox):
    actions.notify_address(
        address="New.Person@example.org",
        event="member_role_given",
        key="1",
        subject="Ruth invites you",
        because="Ruth Okafor of Harrowmere Community Health entered your address",
        at=AT,
    )
    actions.send_waiting(at=AT)
    (mail,) = mailoutbox
    assert mail.to == ["new.person@example.org"]
    assert "because Ruth Okafor of Harrowmere Community Health entered your address." in " ".join(mail.body.split())
    assert "preferences" not in mail.body and "List-Unsubscribe" not in mail.extra_headers


def test_no_name_can_add_a_header(stranger, mailoutbox):
    mail = mailed(mailoutbox, stranger, subject="Hello\r\nBcc: all@example.org\n\x85\u2028Subject: Gotcha")
    parsed = email.message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    assert parsed["Subject"] == "Hello Bcc: all@example.org Subject: Gotcha" and parsed["Bcc"] is None


def test_names_in_any_script_arrive_whole(stranger, mailoutbox):
    names = "Zoë Ó Briain, Иван, 王小明, محمد, <b>&amp;</b> O'Neill"
    mail = mailed(mailoutbox, stranger, subject=names, body=names)
    parsed = email.message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    assert " ".join(parsed["Subject"].split()) == names
    text, html = (part.get_content() for part in parsed.iter_parts())
    assert names in " ".join(text.split())
    assert "王小明, محمد, &lt;b&gt;&amp;amp;&lt;/b&gt; O&#x27;Neill" in html and "<b>" not in html


def test_mails_say_that_a_machine_wrote_them(stranger, mailoutbox):
    headers = mailed(mailoutbox, stranger).extra_headers
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].startswith(f"<notification-{Notification.objects.get().pk}.")


def test_plain_text_is_wrapped_and_has_no_gaps(stranger, mailoutbox):
    body = "A long line of many words. " * 20 + "\n\n\n\n\nThe end."
    mail = mailed(mailoutbox, stranger, body=body, url="/organisations/7/")
    lines = mail.body.splitlines()
    assert all(len(line) <= 72 or line.startswith("http") for line in lines)
    assert "\n\n\n" not in mail.body and "The end." in lines


def test_addresses_are_never_broken():
    link = "https://portal.example.org/" + "very-long-" * 12
    assert link in tidy(f"See it here: {link}").splitlines()


def test_message_without_body_or_link_leaves_no_hole(stranger, mailoutbox):
    mail = mailed(mailoutbox, stranger)
    assert mail.body.startswith("Hello\n\n--\n")


def test_digest_groups_by_category_and_says_how_many_more(stranger, mailoutbox):
    for category in ("people", "verification"):
        Preference.objects.create(person=stranger, category=category, frequency="daily")
    for number in range(60):
        actions.notify(person=stranger, event="member_role_given", key=number, subject=f"Role {number}", at=AT)
    actions.notify(
        person=stranger, event="definition_verified", key="1", subject="Verified", url="/organisations/7/", at=AT
    )
    morning = AT + dt.timedelta(days=1)
    actions.make_digests(at=morning)
    actions.send_digests(at=morning)
    (mail,) = mailoutbox
    assert mail.subject == "61 new messages - Mutuals Partnership Portal"
    for part in (mail.body, html_of(mail)):
        assert "Role 49" in part and "Role 50" not in part and "And 11 more" in part
        assert "http://testserver/inbox/" in part
    assert all(row.email_state == "sent" for row in Notification.objects.all())


def test_message_of_a_kind_that_is_told_of_no_longer_is_still_sent(stranger, mailoutbox):
    Notification.objects.create(person=stranger, event="of_an_older_portal", key="1", subject="Hello", created_at=AT)
    assert actions.send_waiting(at=AT) == 1
    assert "because you have an account on this portal" in mailoutbox[0].body


def test_reason_of_a_message_does_not_keep_the_name_of_somebody_who_was_forgotten(stranger, owner):
    because = f"{stranger.name} of Saltwick entered your address"
    actions.notify(person=owner, event="member_role_given", key="1", subject="Hello", at=AT, because=because)
    record(actor=stranger, action="member_invited", target=owner, at=AT)
    forget_in_messages(whose_is(stranger), AT)
    assert Notification.objects.get().because == "A former member of Saltwick entered your address"


def test_account_emails_say_that_a_machine_wrote_them_and_have_both_parts(client, stranger, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": stranger.email})
    (mail,) = mailoutbox
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "http://testserver/account/" in html_of(mail) and "http://testserver/account/" in mail.body
