"""Promises about who sets a priority, and what follows."""

import datetime as dt

import pytest
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import clocks, priority
from support_requests.actions.holding import hold
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def pressing(at):
    """Wanted in a week, with three kinds of support: urgent."""
    return SupportRequestFactory(
        wanted_by=timezone.localdate(at) + dt.timedelta(days=7), support_types=["legal", "governance", "bid_writing"]
    )


def test_request_gets_the_suggested_priority(pressing, at):
    priority.set_suggested(hold(pressing.pk), at=at)
    pressing.refresh_from_db()
    assert pressing.priority == "urgent"


def test_officer_overrules_with_a_reason_that_stays(pressing, triage, at, monkeypatch):
    moved = []
    monkeypatch.setattr(clocks, "priority_changed", lambda request, at: moved.append(request.priority))
    priority.overrule(request=pressing, priority="low", because="They wait for their board.", by=triage, at=at)
    priority.overrule(request=pressing, priority="low", because="They wait for their board.", by=triage, at=at)
    assert priority.refresh(at=at) == 0
    pressing.refresh_from_db()
    assert (pressing.priority, pressing.priority_because) == ("low", "They wait for their board.")
    assert pressing.priority_set_by == triage
    assert moved == ["low"]
    assert AuditEvent.objects.filter(action="support_priority_overruled").count() == 1


def test_officer_goes_back_to_what_is_suggested(pressing, triage, at):
    priority.overrule(request=pressing, priority="low", because="They wait for their board.", by=triage, at=at)
    priority.back_to_suggested(request=pressing, by=triage, at=at)
    priority.back_to_suggested(request=pressing, by=triage, at=at)
    pressing.refresh_from_db()
    assert (pressing.priority, pressing.priority_because, pressing.priority_set_by) == ("urgent", "", None)
    assert AuditEvent.objects.filter(action="support_priority_back").count() == 1


@pytest.mark.parametrize(("value", "because"), [("low", "  "), ("", "Because"), ("unheard of", "Because")])
def test_priority_without_a_reason_is_refused(pressing, triage, at, value, because):
    with pytest.raises(NotPossible, match="Choose a priority"):
        priority.overrule(request=pressing, priority=value, because=because, by=triage, at=at)


def test_request_at_an_end_keeps_its_priority(triage, at):
    ended = SupportRequestFactory(state="declined")
    with pytest.raises(NotPossible, match="is at an end"):
        priority.overrule(request=ended, priority="low", because="Tidying up", by=triage, at=at)


def test_officer_who_has_it_is_told_once_that_another_set_the_priority(pressing, triage, staff, at):
    type(pressing).objects.filter(pk=pressing.pk).update(officer=triage, officer_since=at)
    priority.overrule(request=pressing, priority="low", because="Their board meets in May.", by=staff, at=at)
    told = Notification.objects.get(event="support_priority_set")
    assert told.person == triage
    assert "Their board meets in May." in told.body


def test_days_go_by_and_the_suggestion_with_them(at):
    later = SupportRequestFactory(wanted_by=timezone.localdate(at) + dt.timedelta(days=60), support_types=["legal"])
    decided = SupportRequestFactory(state="accepted", wanted_by=later.wanted_by)
    due = later.decision_due_at
    assert priority.refresh(at=at) == 0  # one point for the date, one for legal advice: normal, as it is
    assert priority.refresh(at=at + dt.timedelta(days=52)) == 1
    assert priority.refresh(at=at + dt.timedelta(days=52)) == 0
    later.refresh_from_db()
    decided.refresh_from_db()
    assert (later.priority, decided.priority) == ("high", "normal")
    assert later.decision_due_at == due, "the asker was told this day"
    assert AuditEvent.objects.get(action="support_priority_suggested").actor is None


def test_refreshing_asks_no_more_queries_where_nothing_changed(at, django_assert_num_queries):
    SupportRequestFactory.create_batch(5)
    priority.refresh(at=at)
    with django_assert_num_queries(3):
        priority.refresh(at=at)
