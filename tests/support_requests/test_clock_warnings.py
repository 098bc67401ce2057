"""Whoever has to act is told: once, in office hours, and not while the asker is waited for."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from partnerships_portal.notifications.models import Notification
from support_requests.actions import clock_warnings, clocks, holding
from support_requests.models import ClockWarning, SupportRequest
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import (
    AssignmentFactory,
    SupportRequestFactory,
)
from tests.real_worker import wait_until

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def june(day, hour=10, minute=0):
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=LONDON)


def sent(at=None, **more):
    at = at or june(1)
    request = SupportRequestFactory(created_at=at, **more)
    clocks.start(request, at=at)
    return request


def told(event):
    return {message.person for message in Notification.objects.filter(event=event).select_related("person")}


def test_officer_is_told_that_a_reply_is_due_soon_and_nobody_else(triage, staff):
    sent(officer=triage)
    clock_warnings.look_after(at=june(3, 9))
    assert told("support_due_soon") == {triage}
    assert told("support_overdue") == set()


def test_where_nobody_has_it_all_who_decide_are_told(triage, staff, analyst):
    sent()
    clock_warnings.look_after(at=june(3, 9))
    assert told("support_due_soon") == {triage, staff}
    assert "Nobody has taken it yet" in Notification.objects.filter(event="support_due_soon").first().body


def test_officer_who_belongs_to_the_organisation_is_told_nothing(triage, staff):
    request = sent()
    MembershipFactory(organisation=request.organisation, user=triage)
    clock_warnings.look_after(at=june(3, 12))
    assert told("support_overdue") == {staff}


def test_overdue_is_told_to_the_officer_and_to_managers_once(triage, staff):
    sent(officer=triage)
    assert clock_warnings.look_after(at=june(3, 11)) == 1
    assert clock_warnings.look_after(at=june(3, 12)) == 0
    assert told("support_overdue") == {triage, staff}
    assert Notification.objects.filter(event="support_overdue").count() == 2
    message = Notification.objects.filter(event="support_overdue", person=staff).get()
    assert message.subject.startswith("First reply overdue")
    assert "3 June 2026 at 10:00" in message.body


def test_decision_and_first_reply_are_told_apart(triage):
    sent(officer=triage)
    clock_warnings.look_after(at=june(15, 11))
    assert {warning.clock for warning in ClockWarning.objects.filter(kind="overdue")} == {"first_reply", "decision"}


@pytest.mark.parametrize("at", [june(3, 20), june(6, 12), dt.datetime(2026, 12, 25, 12, tzinfo=LONDON)])
def test_nobody_is_told_at_night_at_weekends_or_on_bank_holidays(triage, at):
    sent(officer=triage)
    assert clock_warnings.look_after(at=at) == 0


def test_deadline_that_passed_during_a_holiday_is_told_when_the_office_opens(triage):
    sent(dt.datetime(2026, 12, 24, 16, 30, tzinfo=LONDON), officer=triage, priority="urgent")
    opening = dt.datetime(2026, 12, 29, 9, tzinfo=LONDON)
    assert clock_warnings.look_after(at=opening - dt.timedelta(minutes=1)) == 0
    clock_warnings.look_after(at=opening.replace(hour=15))
    assert told("support_due_soon") == {triage}
    clock_warnings.look_after(at=opening.replace(hour=16, minute=45))
    assert told("support_overdue") == {triage}


def test_nobody_is_told_while_the_asker_is_waited_for_and_again_once_it_moved(triage):
    request = sent(officer=triage)
    clock_warnings.look_after(at=june(3, 9))
    clocks.pause(request, at=june(3, 9, 30))
    assert clock_warnings.look_after(at=june(5, 11)) == 0
    clocks.resume(request, at=june(8))
    clock_warnings.look_after(at=june(8, 10, 15))
    assert Notification.objects.filter(event="support_due_soon", person=triage).count() == 2


def test_what_was_replied_to_and_decided_is_not_told(triage):
    request = sent(officer=triage)
    clocks.replied(request, at=june(2))
    ended = {"decided_at": june(2), "decided_by": triage, "ended_at": june(2)}
    SupportRequest.objects.filter(pk=request.pk).update(state="declined", **ended)
    assert clock_warnings.look_after(at=june(25)) == 0


def test_request_that_nobody_took_is_told_after_four_working_hours(triage, staff):
    sent(june(5, 16))  # Friday
    assert clock_warnings.look_after(at=june(8, 11, 59)) == 0
    assert clock_warnings.look_after(at=june(8, 12)) == 1
    assert clock_warnings.look_after(at=june(8, 13)) == 0
    assert told("support_not_taken") == {triage, staff}


def test_asker_is_reminded_after_ten_working_days_and_the_officer_told_after_twenty(triage, owner, viewer):
    request = sent(organisation=owner.memberships.get().organisation, officer=triage)
    clocks.replied(request, at=june(1, 11))
    clocks.pause(request, at=june(1, 11))
    assert clock_warnings.look_after(at=june(15, 10)) == 0
    assert clock_warnings.look_after(at=june(15, 11)) == 1
    assert told("support_answer_reminder") == {owner}
    assert clock_warnings.look_after(at=june(29, 10)) == 0
    assert clock_warnings.look_after(at=june(29, 11)) == 1
    assert told("support_asker_silent") == {triage}


def test_officer_is_told_of_an_adviser_who_does_not_answer(triage):
    asked = AssignmentFactory(state="offered", offered_at=june(1), line__package__request__officer=triage)
    AssignmentFactory(state="accepted", offered_at=june(1), line__package__request__officer=triage)
    assert clock_warnings.look_after(at=june(4, 9)) == 0
    assert clock_warnings.look_after(at=june(4, 10)) == 1
    assert clock_warnings.look_after(at=june(5, 10)) == 0
    assert told("support_adviser_silent") == {triage}
    assert str(asked.adviser) in Notification.objects.get(event="support_adviser_silent").subject


def test_looking_takes_as_many_queries_however_many_are_in_time(django_assert_num_queries):
    for _ in range(5):
        sent()
    with django_assert_num_queries(10):  # closed days, hours, seven watches, advisers
        assert clock_warnings.look_after(at=june(1, 11)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_warn_once(triage):
    sent(officer=triage)
    done = at_once(*[lambda: clock_warnings.look_after(at=june(3, 11))] * 2)
    assert sorted(done) == [0, 1]
    assert Notification.objects.filter(event="support_overdue").count() == 1


@pytest.mark.django_db(transaction=True)
def test_pause_and_resume_at_once_leave_one_pause_and_one_moved_deadline():
    request = sent()
    clocks.pause(request, at=june(2))

    def answer():
        with transaction.atomic():
            clocks.resume(holding.hold(request.pk), at=june(3))

    at_once(answer, answer)
    request.refresh_from_db()
    assert request.decision_due_at == june(16)
    assert request.pauses.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_worker
def test_worker_warns_by_itself_in_office_hours(start_worker, monkeypatch):
    officer = UserFactory(programme_role="triage_officer")
    request = sent(officer=officer)
    monkeypatch.setenv("WORKER_NOW", june(3, 11).isoformat())
    start_worker(sweep=True)
    wait_until(lambda: told("support_overdue") == {officer}, "the timer to warn of what is overdue")
    warning = ClockWarning.objects.get(kind="overdue")
    assert (warning.request, warning.told_at) == (request, june(3, 11))
    assert warning.told_at < timezone.now()
