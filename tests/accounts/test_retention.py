"""Promises about time: what the privacy notice says is deleted then, and not a day before."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from mutuals.models import JoinRequest, MembershipInvitation, Reading, Registration
from partnerships_portal.accounts import tasks, tidying
from partnerships_portal.accounts.audit import checking, record, sealing
from partnerships_portal.accounts.models import AuditEvent, KnownDevice, TidyingRun, User
from partnerships_portal.notifications.models import Notification
from tests.factories import MembershipFactory, NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 3, 1, 2, 40, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def make_registration(person, organisation, at):
    Registration.objects.create(person=person, started_at=at, updated_at=at)


def make_request(person, organisation, at):
    JoinRequest.objects.create(
        organisation=organisation, person=person, state="declined", asked_at=at - DAY, decided_at=at, decided_by=person
    )


def make_message(person, organisation, at):
    NotificationFactory(person=person, created_at=at)


def make_address_message(person, organisation, at):
    NotificationFactory(person=None, address="nobody@example.org", created_at=at)


def make_reading(person, organisation, at):
    Reading.objects.create(at=at, reader=person, organisation=organisation, sections=["size"])


def make_device(person, organisation, at):
    KnownDevice.objects.create(person=person, token_hash="a" * 64, first_seen_at=at, last_seen_at=at)


def make_session(person, organisation, at):
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=at)


@pytest.mark.parametrize(
    ("make", "model", "days"),
    [
        (make_registration, Registration, 365),
        (make_request, JoinRequest, 365),
        (make_message, Notification, 730),
        (make_address_message, Notification, 183),
        (make_reading, Reading, 6 * 365),
        (make_device, KnownDevice, 365),
        (make_session, Session, 0),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_row_goes_on_its_day_and_not_before(make, model, days, organisation):
    person = UserFactory(last_login=NOW + 3000 * DAY)
    make(person, organisation, NOW)
    tidying.tidy(at=NOW + days * DAY - dt.timedelta(seconds=1))
    assert model.objects.exists()
    tidying.tidy(at=NOW + days * DAY)
    assert not model.objects.exists()


def test_registration_that_was_sent_and_request_that_waits_stay(organisation, stranger):
    stranger.last_login = NOW + 3000 * DAY
    stranger.save()
    Registration.objects.create(person=stranger, started_at=NOW, updated_at=NOW, sent_at=NOW)
    JoinRequest.objects.create(organisation=organisation, person=stranger, asked_at=NOW)
    tidying.tidy(at=NOW + 2000 * DAY)
    assert Registration.objects.exists() and JoinRequest.objects.exists()


def test_invitation_stays_and_forgets_whom_it_was_sent_to(organisation, owner):
    for number, answered in enumerate((None, NOW)):
        MembershipInvitation.objects.create(
            organisation=organisation,
            email=f"friend{number}@example.org",
            role="viewer",
            token_hash=str(number) * 64,
            state="accepted" if answered else "sent",
            sent_at=NOW,
            sent_by=owner,
            expires_at=NOW,
            answered_at=answered,
        )
    tidying.tidy(at=NOW + 182 * DAY)
    assert MembershipInvitation.objects.filter(email__startswith="friend").count() == 2
    run = tidying.tidy(at=NOW + 183 * DAY)
    assert run.removed == {"addresses of invitations": 2}
    assert not MembershipInvitation.objects.filter(email__startswith="friend").exists()
    assert MembershipInvitation.objects.count() == 2
    assert tidying.tidy(at=NOW + 184 * DAY).removed == {}, "a second time changes nothing"


def test_events_of_seven_years_go_by_blocks(stranger):
    record(actor=stranger, action="name_changed", target=stranger, at=NOW)
    sealing.seal(at=NOW)
    tidying.tidy(at=NOW + 7 * 365 * DAY - DAY)
    assert AuditEvent.objects.filter(action="name_changed").exists()
    tidying.tidy(at=NOW + 7 * 365 * DAY)
    assert not AuditEvent.objects.filter(action="name_changed").exists()
    assert not checking.check(at=NOW + 7 * 365 * DAY).trouble


@pytest.fixture
def sleeper():
    """Somebody who signed in for the last time at NOW."""
    return UserFactory(last_login=NOW, email="sleeper@example.org")


def test_account_that_nobody_uses_is_warned_and_deleted_a_month_later(
    sleeper, mailoutbox, django_capture_on_commit_callbacks
):
    tidying.tidy(at=NOW + 699 * DAY)
    assert not Notification.objects.exists()
    for day in (700, 701, 729):
        tidying.tidy(at=NOW + day * DAY)
    warning = Notification.objects.get()
    assert (warning.person, warning.event) == (sleeper, "account_unused")
    assert "after 28 February 2029" in warning.body
    with django_capture_on_commit_callbacks(execute=True):
        run = tidying.tidy(at=NOW + 730 * DAY)
    assert run.removed == {"accounts that were not used": 1}
    assert User.objects.get(pk=sleeper.pk).is_erased
    assert "because nobody signed in to it for two years" in mailoutbox[-1].body


def test_who_was_never_warned_is_warned_first_however_long_ago_it_was(sleeper):
    tidying.tidy(at=NOW + 2000 * DAY)
    assert not User.objects.get(pk=sleeper.pk).is_erased
    tidying.tidy(at=NOW + 2029 * DAY)
    assert not User.objects.get(pk=sleeper.pk).is_erased
    tidying.tidy(at=NOW + 2030 * DAY)
    assert User.objects.get(pk=sleeper.pk).is_erased


def test_who_signs_in_after_the_warning_stays_and_is_warned_again_years_later(sleeper):
    tidying.tidy(at=NOW + 700 * DAY)
    User.objects.filter(pk=sleeper.pk).update(last_login=NOW + 710 * DAY)
    tidying.tidy(at=NOW + 800 * DAY)
    assert not User.objects.get(pk=sleeper.pk).is_erased
    tidying.tidy(at=NOW + 1410 * DAY)
    assert Notification.objects.filter(event="account_unused", created_at__gte=NOW + 1400 * DAY).exists()


def test_only_owner_and_staff_are_not_deleted_for_not_signing_in(organisation, caplog):
    owner = MembershipFactory(user=UserFactory(last_login=NOW), organisation=organisation).user
    manager = UserFactory(last_login=NOW, programme_role="programme_manager")
    for day in (700, 730, 760):
        tidying.tidy(at=NOW + day * DAY)
    assert not User.objects.get(pk=owner.pk).is_erased and not User.objects.get(pk=manager.pk).is_erased
    assert f"account {owner.pk} is not used and cannot be deleted" in caplog.text


def test_run_is_recorded_with_its_counts(stranger):
    NotificationFactory(person=stranger, created_at=timezone.now() - 800 * DAY)
    tasks.tidy()
    run = TidyingRun.objects.get()
    assert run.removed == {"old messages": 1}
    event = AuditEvent.objects.get(action="retention_applied")
    assert (event.actor, event.details) == (None, {"removed": run.removed, "failed": []})


def test_rule_that_fails_does_not_keep_the_others_from_running(stranger, monkeypatch, caplog):
    def fail(at):
        raise RuntimeError("no")

    broken = tidying.Rule("something broken", tidying.Period(1, "1 day"), fail)
    monkeypatch.setattr(tidying, "_rules", {"something broken": broken, **tidying._rules})
    NotificationFactory(person=stranger, created_at=NOW - 800 * DAY)
    tidying.tidy(at=NOW)
    assert not Notification.objects.filter(created_at__lt=NOW).exists()
    assert AuditEvent.objects.get().details["failed"] == ["something broken"] and "failed" in caplog.text


def test_many_rows_go_in_small_transactions(stranger, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(tidying, "CHUNK", 3)
    for _ in range(7):
        NotificationFactory(person=stranger, created_at=NOW)
    assert tidying.delete_in_chunks(Notification.objects.all()) == 7
    assert not Notification.objects.exists()
