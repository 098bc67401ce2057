"""Promises about people and the record of what they do."""

import datetime as dt
import smtplib

import pytest
from django.db import IntegrityError
from django.utils import timezone

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import AuditEvent, User
from partnerships_portal.changes.actions import mark
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications import actions as notifications
from partnerships_portal.notifications import emails
from partnerships_portal.notifications.models import Notification

pytestmark = pytest.mark.django_db


def test_person_is_found_whatever_the_case_of_the_address(stranger):
    assert User.objects.get_by_natural_key(stranger.email.upper()) == stranger


def test_two_people_cannot_share_an_address(stranger):
    with pytest.raises(IntegrityError):
        User.objects.create_user(stranger.email.upper(), "another long password")


def test_audit_event_names_who_what_and_which_thing(owner, organisation):
    record(actor=owner, action="profile_saved", target=organisation, at=timezone.now(), fields=["summary"])
    event = AuditEvent.objects.get()
    assert (event.actor, event.target_kind, event.target_id) == (owner, "mutuals.organisation", organisation.pk)


def test_change_is_kept_even_when_the_broker_is_away(organisation, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.undo()  # the real nudge
    monkeypatch.setattr("partnerships_portal.changes.actions.current_app.send_task", _broken_broker)
    with django_capture_on_commit_callbacks(execute=True):
        mark(kind="organisation", object_id=organisation.pk, at=timezone.now())
    assert Change.objects.get().object_id == organisation.pk


def _broken_broker(task):
    raise ConnectionError("no broker")


def test_nobody_is_told_of_one_event_twice(owner, mailoutbox):
    for _ in range(2):
        notifications.notify(person=owner, event="member_role_given", key="1", subject="Welcome", at=timezone.now())
    assert notifications.send_waiting(at=timezone.now()) == 1
    assert notifications.send_waiting(at=timezone.now()) == 0
    assert [mail.subject for mail in mailoutbox] == ["Welcome"]


def test_message_that_cannot_be_sent_waits_and_does_not_hold_up_the_others(owner, editor, mailoutbox, monkeypatch):
    for person in (owner, editor):
        notifications.notify(person=person, event="member_role_given", key="1", subject="Welcome", at=timezone.now())
    send = emails.send

    def refuse_the_owner(notification, connection):
        if notification.person == owner:
            raise smtplib.SMTPRecipientsRefused({owner.email: (450, b"mailbox unavailable")})
        send(notification, connection)

    with monkeypatch.context() as patched:
        patched.setattr(emails, "send", refuse_the_owner)
        assert notifications.send_waiting(at=timezone.now()) == 1
    waiting = Notification.objects.waiting().get()
    assert waiting.person == owner and "mailbox unavailable" in waiting.email_error
    assert notifications.send_waiting(at=timezone.now()) == 0, "not before its pause is over"
    assert notifications.send_waiting(at=timezone.now() + dt.timedelta(minutes=2)) == 1
    assert len(mailoutbox) == 2


def test_mail_server_that_is_away_for_days_loses_no_message(owner, editor, mailoutbox, monkeypatch):
    start = timezone.now()
    for person in (owner, editor):
        notifications.notify(person=person, event="member_role_given", key="1", subject="Welcome", at=start)

    def away(notification, connection):
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as patched:
        patched.setattr(emails, "send", away)
        for hours in range(72):
            assert notifications.send_waiting(at=start + dt.timedelta(hours=hours)) == 0
    assert Notification.objects.waiting().count() == 2
    assert notifications.send_waiting(at=start + dt.timedelta(hours=80)) == 2
    assert len(mailoutbox) == 2


def test_address_that_is_refused_for_good_is_not_tried_again(owner, monkeypatch):
    notifications.notify(person=owner, event="member_role_given", key="1", subject="Welcome", at=timezone.now())

    def refuse(notification, connection):
        raise smtplib.SMTPRecipientsRefused({owner.email: (550, b"no such user")})

    monkeypatch.setattr(emails, "send", refuse)
    notifications.send_waiting(at=timezone.now())
    failed = Notification.objects.get()
    assert failed.email_state == "failed" and "no such user" in failed.email_error


def test_person_who_left_gets_no_email(owner, mailoutbox):
    notifications.notify(person=owner, event="member_role_given", key="1", subject="Welcome", at=timezone.now())
    User.objects.filter(pk=owner.pk).update(is_active=False)
    notifications.send_waiting(at=timezone.now())
    assert mailoutbox == [] and Notification.objects.get().email_state == "none"
