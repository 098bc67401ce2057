"""Addresses from which messages come back."""

import datetime as dt
import json
import smtplib
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.notifications import actions, emails
from partnerships_portal.notifications.delivery import is_hard
from partnerships_portal.notifications.marks import message_id
from partnerships_portal.notifications.models import AddressTrouble, Notification, Preference

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: portal@localhost
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Fri, 20 Nov 2026 12:00:01 +0000

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} user unknown

--part
Content-Type: {original_type}

From: portal@localhost
Message-ID: {message_id}
Subject: Hello

--part--
"""


def report(message_id, address, *, status="5.1.1", action="failed", original_type="text/rfc822-headers") -> bytes:
    parts = {"message_id": message_id, "address": address, "status": status, "action": action}
    return REPORT.format(original_type=original_type, **parts).encode()


@pytest.fixture
def sent(stranger):
    """A message that went out to the stranger."""
    actions.notify(person=stranger, event="member_role_given", key="1", subject="Hello", at=AT)
    actions.send_waiting(at=AT)
    return Notification.objects.get()


def record(raw: bytes, tmp_path) -> dict:
    (tmp_path / "report.eml").write_bytes(raw)
    out = StringIO()
    call_command("record_bounces", str(tmp_path / "report.eml"), stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("original_type", ["text/rfc822-headers", "message/rfc822"])
def test_message_that_came_back_stops_emails_to_the_address(sent, stranger, tmp_path, mailoutbox, original_type):
    raw = report(message_id("notification", sent.pk), stranger.email.upper(), original_type=original_type)
    assert record(raw, tmp_path) == {"hard": 1, "soft": 0, "not ours": 0}
    sent.refresh_from_db()
    assert sent.email_state == "bouncing" and "5.1.1" in sent.email_error
    actions.notify(person=stranger, event="member_role_given", key="2", subject="Later", at=AT)
    assert actions.send_waiting(at=AT) == 0
    later = Notification.objects.visible_to(stranger).get(key="2")
    assert later.email_state == "bouncing", "it is in the inbox and says so"


def test_digest_that_came_back_says_so_on_each_message(stranger, tmp_path):
    Preference.objects.create(person=stranger, category="people", frequency="daily")
    actions.notify(person=stranger, event="member_role_given", key="1", subject="Hello", at=AT)
    actions.make_digests(at=AT + dt.timedelta(days=1))
    actions.send_digests(at=AT + dt.timedelta(days=1))
    digest = stranger.digests.get()
    record(report(message_id("digest", digest.pk), stranger.email), tmp_path)
    assert Notification.objects.get().email_state == "bouncing"
    actions.notify(person=stranger, event="member_role_given", key="2", subject="Later", at=AT + dt.timedelta(days=1))
    assert actions.make_digests(at=AT + dt.timedelta(days=3)) == 1
    assert actions.send_digests(at=AT + dt.timedelta(days=3)) == 0


def test_full_mailbox_is_counted_and_still_written_to(sent, stranger, tmp_path):
    raw = report(message_id("notification", sent.pk), stranger.email, status="5.2.2")
    for _ in range(2):
        assert record(raw, tmp_path)["soft"] == 1
    trouble = AddressTrouble.objects.get()
    assert (trouble.kind, trouble.times) == ("soft", 2)
    actions.notify(person=stranger, event="member_role_given", key="2", subject="Later", at=AT)
    assert actions.send_waiting(at=AT) == 1


def test_delayed_message_is_not_lost_yet(sent, stranger, tmp_path):
    raw = report(message_id("notification", sent.pk), stranger.email, status="4.4.7", action="delayed")
    assert record(raw, tmp_path)["soft"] == 1
    sent.refresh_from_db()
    assert sent.email_state == "sent"


def test_forged_reports_stop_nothing(sent, stranger, other_owner, tmp_path):
    good = message_id("notification", sent.pk)
    for raw in (
        report(f"<notification-{sent.pk}@testserver>", stranger.email),  # a number that anyone can guess
        report(f"<notification-{sent.pk}.0000@testserver>", stranger.email),
        report(good, other_owner.email),  # somebody else's message
        report(message_id("notification", sent.pk + 1), stranger.email),
        report(good, stranger.email).replace(b"multipart/report; ", b"multipart/mixed; "),
        b"Subject: I am on holiday\n\nUntil Monday.\n",
        b"",
    ):
        assert record(raw, tmp_path) == {"hard": 0, "soft": 0, "not ours": 1}
    assert not AddressTrouble.objects.exists()


def test_number_of_thousands_of_digits_is_not_ours(tmp_path, stranger):
    raw = report(f"<digest-{'9' * 5000}.{'0' * 24}@testserver>", stranger.email)
    assert record(raw, tmp_path) == {"hard": 0, "soft": 0, "not ours": 1}


def test_report_with_signs_that_cannot_be_kept_counts_all_the_same(sent, stranger, tmp_path):
    raw = report(message_id("notification", sent.pk), stranger.email).replace(b"user unknown", b"user\x00unknown")
    assert record(raw, tmp_path)["hard"] == 1
    assert AddressTrouble.objects.get().detail == "5.1.1 5.1.1 user unknown"


def test_message_that_cannot_be_read_does_not_hold_up_the_others(sent, stranger, tmp_path, monkeypatch):
    def refuse(*, message, at):
        raise ValueError("who would have thought")

    (tmp_path / "report.eml").write_bytes(report(message_id("notification", sent.pk), stranger.email))
    monkeypatch.setattr(actions, "record_bounces", refuse)
    out = StringIO()
    call_command("record_bounces", *[str(tmp_path / "report.eml")] * 2, stdout=out)
    assert json.loads(out.getvalue())["failed"] == 2


def test_delivered_reports_are_no_trouble(sent, stranger, tmp_path):
    raw = report(message_id("notification", sent.pk), stranger.email, status="2.0.0", action="delivered")
    assert record(raw, tmp_path)["hard"] == 0 and not AddressTrouble.objects.exists()


def test_maildir_is_read_once(sent, stranger, tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    raw = report(message_id("notification", sent.pk), stranger.email)
    (tmp_path / "new" / "1790000000.1.host").write_bytes(raw)
    for found in (1, 0):
        out = StringIO()
        call_command("record_bounces", str(tmp_path), stdout=out)
        assert json.loads(out.getvalue())["hard"] == found
    assert not list((tmp_path / "new").iterdir()) and len(list((tmp_path / "cur").iterdir())) == 1


def test_report_may_come_through_a_pipe(sent, stranger, monkeypatch):
    class Pipe:
        buffer = BytesIO(report(message_id("notification", sent.pk), stranger.email))

    monkeypatch.setattr("sys.stdin", Pipe)
    out = StringIO()
    call_command("record_bounces", "-", stdout=out)
    assert json.loads(out.getvalue())["hard"] == 1


def test_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="neither a file nor a Maildir"):
        call_command("record_bounces", str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    ("code", "words", "hard"),
    [
        (550, "5.1.1 no such user", True),
        (550, "no such user", True),
        (550, "5.7.1 looks like spam", False),
        (552, "5.2.2 mailbox full", False),
        (554, "transaction failed", False),
        (0, "5.2.1", True),
        (0, "4.1.1", False),
    ],
)
def test_only_what_speaks_of_the_address_means_that_it_does_not_work(code, words, hard):
    assert is_hard(code, words) is hard


@pytest.mark.parametrize(("said", "kind"), [(b"5.1.1 no such user", "hard"), (b"5.7.1 spam", "soft")])
def test_refusal_while_sending_is_noted_too(stranger, monkeypatch, said, kind):
    def refuse(notification, connection):
        raise smtplib.SMTPRecipientsRefused({stranger.email: (550, said)})

    monkeypatch.setattr(emails, "send", refuse)
    actions.notify(person=stranger, event="member_role_given", key="1", subject="Hello", at=AT)
    actions.send_waiting(at=AT)
    assert AddressTrouble.objects.get().kind == kind


def trouble_with(person):
    actions.record_trouble(address=person.email, kind="hard", detail="550 5.1.1 no such user", at=AT)


@pytest.mark.parametrize("name", ["inbox", "your_account"])
def test_person_sees_that_messages_come_back(name, stranger, other_owner, sign_in):
    trouble_with(stranger)
    page = sign_in(stranger).get(reverse(name)).content.decode()
    assert f"E-mails to {stranger.email} have come back since 20 November 2026" in page
    assert "have come back" not in sign_in(other_owner).get(reverse(name)).content.decode()


def test_person_says_that_the_address_works_again(stranger, other_owner, sign_in):
    for person in (stranger, other_owner):
        trouble_with(person)
    client = sign_in(stranger)
    for _ in range(2):
        client.post(reverse("address_try_again"))
    assert [trouble.address for trouble in AddressTrouble.objects.all()] == [other_owner.email]
    assert AuditEvent.objects.filter(action="address_tried_again").count() == 1
    actions.notify(person=stranger, event="member_role_given", key="1", subject="Hello", at=AT)
    assert actions.send_waiting(at=AT) == 1


def test_changing_the_address_is_enough(stranger):
    trouble_with(stranger)
    stranger.email = "new.address@example.org"
    stranger.save()
    actions.notify(person=stranger, event="member_role_given", key="1", subject="Hello", at=AT)
    assert actions.send_waiting(at=AT) == 1


def test_soft_trouble_does_not_mend_a_hard_one(stranger):
    trouble_with(stranger)
    actions.record_trouble(address=stranger.email.upper(), kind="soft", detail="later", at=AT)
    trouble = AddressTrouble.objects.get()
    assert (trouble.kind, trouble.times) == ("hard", 2)
