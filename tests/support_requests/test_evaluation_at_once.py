"""Promises about questionnaires when two things happen in one moment, on real PostgreSQL."""

import datetime as dt

import pytest
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.notifications.models import Notification
from support_requests.actions.evaluation import begin
from support_requests.actions.evaluation_answers import answer, send_link_again
from support_requests.actions.evaluation_timers import look_after
from tests.at_once import at_once
from tests.factories import MembershipFactory
from tests.factories.evaluation import EvaluationFactory, EvaluationLinkFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    member = MembershipFactory(role="owner")
    request = SupportRequestFactory(organisation=member.organisation, asked_by=member.user, state="accepted")
    return EvaluationFactory(request=request)


def test_answers_sent_twice_in_one_moment_are_kept_once(asked):
    person, at = asked.request.asked_by, timezone.now()
    link = EvaluationLinkFactory(evaluation=asked, person=person)

    def send(confidence):
        return lambda: answer(evaluation=asked, said={"confidence": confidence}, by=person, at=at, link=link)

    assert sorted(at_once(send(2), send(4))) == [False, True]
    asked.refresh_from_db()
    assert asked.confidence in (2, 4)
    assert AuditEvent.objects.filter(action="evaluation_answered").count() == 1


def test_timer_that_runs_twice_asks_once():
    member = MembershipFactory(role="owner")
    request = SupportRequestFactory(organisation=member.organisation, asked_by=member.user, state="accepted")
    due = EvaluationFactory(request=request, state="scheduled", due_at=timezone.now() - dt.timedelta(hours=1))
    at = timezone.now()
    assert sorted(at_once(lambda: look_after(at=at), lambda: look_after(at=at))) == [0, 1]
    due.refresh_from_db()
    assert due.state == "asked" and Notification.objects.count() == 1


def test_answer_and_closing_in_one_moment_have_one_outcome(asked):
    person, at = asked.request.asked_by, asked.asked_at + dt.timedelta(days=60)
    said = {"confidence": 4}
    at_once(
        lambda: answer(evaluation=asked, said=said, by=person, at=at - dt.timedelta(seconds=1)),
        lambda: look_after(at=at),
    )
    asked.refresh_from_db()
    assert (asked.state, asked.confidence) in (("answered", 4), ("unanswered", None))


def test_two_who_ask_for_a_new_link_in_one_moment_send_one(asked):
    link = EvaluationLinkFactory(
        evaluation=asked, person=asked.request.asked_by, sent_at=timezone.now() - dt.timedelta(days=31)
    )
    at = timezone.now()
    again = [lambda: send_link_again(link=link, at=at)] * 2
    assert sorted(at_once(*again)) == [False, True]


def test_begun_twice_in_one_moment_asks_once():
    member = MembershipFactory(role="owner")
    request = SupportRequestFactory(organisation=member.organisation, asked_by=member.user, state="accepted")
    at = timezone.now()
    at_once(*[lambda: begin(request=request, at=at)] * 2)
    assert request.evaluations.count() == 3 and Notification.objects.count() == 1
