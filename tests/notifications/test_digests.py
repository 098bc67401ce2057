"""Messages gathered in one e-mail, once a day or once a week."""

import datetime as dt
import smtplib
import threading

import pytest
from django.db import connection

from partnerships_portal.notifications import actions, emails
from partnerships_portal.notifications.actions import digests
from partnerships_portal.notifications.clock import UK, next_digest
from partnerships_portal.notifications.models import Digest, Notification, Preference
from tests.factories import UserFactory

AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)  # a Friday
MORNING = dt.datetime(2026, 11, 21, 7, 30, tzinfo=dt.UTC)


def uk(*moment) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=UK)


def wants(person, frequency="daily", category="people"):
    Preference.objects.create(person=person, category=category, frequency=frequency)
    return person


def tell(person, key="1", event="member_role_given", at=AT, **more):
    actions.notify(person=person, event=event, key=key, subject=f"Subject {key}", at=at, **more)


@pytest.mark.parametrize(
    ("frequency", "at", "then"),
    [
        ("daily", uk(2026, 11, 20, 7, 29), uk(2026, 11, 20, 7, 30)),
        ("daily", uk(2026, 11, 20, 7, 30), uk(2026, 11, 21, 7, 30)),
        ("weekly", uk(2026, 11, 20, 12), uk(2026, 11, 23, 7, 30)),
        ("weekly", uk(2026, 11, 23, 7, 30), uk(2026, 11, 30, 7, 30)),
        ("daily", uk(2026, 3, 28, 12), uk(2026, 3, 29, 7, 30)),  # clocks go forward in that night
        ("daily", uk(2026, 10, 24, 12), uk(2026, 10, 25, 7, 30)),  # and back in this
    ],
)
def test_digests_go_out_at_half_past_seven_by_uk_clocks(frequency, at, then):
    assert next_digest(frequency, at.astimezone(dt.UTC)) == then


def test_half_past_seven_is_an_hour_earlier_for_the_machine_in_summer():
    assert next_digest("daily", uk(2026, 3, 28, 12)).astimezone(dt.UTC).hour == 6
    assert next_digest("daily", uk(2026, 10, 24, 12)).astimezone(dt.UTC).hour == 7


@pytest.mark.django_db
class TestDigests:
    def test_several_messages_come_in_one_email_when_the_time_has_come(self, stranger, mailoutbox):
        wants(stranger)
        for key in ("one", "two"):
            tell(stranger, key=key)
        assert actions.make_digests(at=MORNING - dt.timedelta(minutes=1)) == 0
        assert actions.make_digests(at=MORNING) == 1
        assert actions.make_digests(at=MORNING) == 0, "a message is in one digest"
        assert actions.send_digests(at=MORNING) == 1 and actions.send_digests(at=MORNING) == 0
        (mail,) = mailoutbox
        assert mail.subject.startswith("2 new messages") and mail.to == [stranger.email]
        assert mail.body.index("Subject one") < mail.body.index("Subject two")
        assert {row.email_state for row in Notification.objects.all()} == {"sent"}

    def test_daily_and_weekly_come_together_on_a_monday(self, stranger, mailoutbox):
        wants(stranger)
        wants(stranger, "weekly", "verification")
        monday = dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC)
        tell(stranger, key="weekly", event="definition_verified")
        tell(stranger, key="daily", at=monday - dt.timedelta(hours=1))
        assert actions.make_digests(at=monday) == 1
        assert actions.send_digests(at=monday) == 1
        assert "Subject weekly" in mailoutbox[0].body and "Subject daily" in mailoutbox[0].body

    def test_what_was_read_in_the_inbox_is_left_out(self, stranger, mailoutbox):
        wants(stranger)
        for key in ("read before", "read after", "unread"):
            tell(stranger, key=key)
        rows = {row.key: row for row in Notification.objects.all()}
        actions.mark_read(notification=rows["read before"], at=AT)
        actions.make_digests(at=MORNING)
        actions.mark_read(notification=rows["read after"], at=MORNING)
        actions.send_digests(at=MORNING)
        assert mailoutbox[0].subject.startswith("1 new message: Subject unread")
        assert "read after" not in mailoutbox[0].body
        assert sorted(Notification.objects.values_list("email_state", flat=True)) == ["none", "none", "sent"]

    def test_person_who_read_everything_gets_no_digest(self, stranger, mailoutbox):
        wants(stranger)
        tell(stranger)
        actions.mark_all_read(person=stranger, at=AT)
        assert actions.make_digests(at=MORNING) == 0
        assert actions.send_digests(at=MORNING) == 0 and mailoutbox == []

    def test_person_who_left_gets_no_digest(self, stranger, mailoutbox):
        wants(stranger)
        tell(stranger)
        actions.make_digests(at=MORNING)
        stranger.is_active = False
        stranger.save()
        assert actions.send_digests(at=MORNING) == 0 and mailoutbox == []

    def test_mail_server_that_is_away_loses_no_digest_and_repeats_its_message_id(
        self, stranger, mailoutbox, monkeypatch
    ):
        wants(stranger)
        tell(stranger)
        actions.make_digests(at=MORNING)
        tried = []

        def away(digest, messages, connection):
            tried.append(digest.pk)
            raise ConnectionRefusedError("no mail server")

        with monkeypatch.context() as patched:
            patched.setattr(emails, "send_digest", away)
            for hours in range(48):
                assert actions.send_digests(at=MORNING + dt.timedelta(hours=hours)) == 0
        assert len(tried) > 5
        assert actions.send_digests(at=MORNING + dt.timedelta(hours=60)) == 1
        assert mailoutbox[0].extra_headers["Message-ID"].startswith(f"<digest-{tried[0]}.")

    def test_crash_while_sending_sends_again_with_the_same_message_id(self, stranger, mailoutbox, monkeypatch):
        wants(stranger)
        tell(stranger)
        actions.make_digests(at=MORNING)

        def crash(self, *args, **kwargs):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(Digest, "save", crash)  # the mail server has said yes, the row is not marked yet
            with pytest.raises(KeyboardInterrupt):
                actions.send_digests(at=MORNING)
        assert actions.send_digests(at=MORNING) == 1
        first, second = mailoutbox
        assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
        assert first.body == second.body

    def test_crash_while_gathering_gathers_again(self, stranger, mailoutbox, monkeypatch):
        wants(stranger)
        tell(stranger)
        with monkeypatch.context() as patched:
            patched.setattr(digests, "_put_in", _crash)
            with pytest.raises(KeyboardInterrupt):
                actions.make_digests(at=MORNING)
        assert not Digest.objects.exists()
        assert actions.make_digests(at=MORNING) == 1

    def test_refused_digest_is_said_on_each_message(self, stranger, monkeypatch):
        wants(stranger)
        tell(stranger)
        actions.make_digests(at=MORNING)

        def refuse(digest, messages, connection):
            raise smtplib.SMTPRecipientsRefused({stranger.email: (550, b"5.1.1 no such user")})

        monkeypatch.setattr(emails, "send_digest", refuse)
        actions.send_digests(at=MORNING)
        row = Notification.objects.get()
        assert row.email_state == "failed" and "no such user" in row.email_error

    def test_gathering_for_many_takes_as_many_queries_as_for_one(self, django_assert_num_queries):
        def a_morning(people, day):
            at = AT + dt.timedelta(days=day)
            actions.notify_many(people=people, event="member_role_given", key=day, subject="Hello", at=at)
            with django_assert_num_queries(9):  # people, rows, digests, one update, a last look; savepoints
                assert actions.make_digests(at=MORNING + dt.timedelta(days=day)) == len(people)

        a_morning([wants(UserFactory())], 0)
        a_morning([wants(person) for person in UserFactory.create_batch(200, verified_email=False)], 1)


@pytest.mark.django_db(transaction=True)
def test_two_timers_at_once_put_a_message_in_one_digest(stranger, monkeypatch):
    wants(stranger)
    tell(stranger)
    in_hand, go_on, real = threading.Event(), threading.Event(), digests._put_in

    def slowly(contents):
        in_hand.set()
        assert go_on.wait(20)
        real(contents)

    def first_timer():
        try:
            assert actions.make_digests(at=MORNING) == 1
        finally:
            connection.close()

    monkeypatch.setattr(digests, "_put_in", slowly)
    first = threading.Thread(target=first_timer)
    first.start()
    assert in_hand.wait(20)
    monkeypatch.setattr(digests, "_put_in", real)
    assert actions.make_digests(at=MORNING) == 0, "it is in the hands of the other"
    go_on.set()
    first.join()
    assert actions.make_digests(at=MORNING) == 0
    assert Digest.objects.get().messages.count() == 1


def _crash(*args):
    raise KeyboardInterrupt
