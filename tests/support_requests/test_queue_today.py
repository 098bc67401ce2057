"""Promises about what programme staff find on their home and in their inbox of requests for support."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships_portal.home import staff_today
from partnerships_portal.notifications.awaiting import Asker
from support_requests.queue import awaiting
from support_requests.queue.finding import SupportFilter, shown_to
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import AssignmentFactory, PackageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 25, 14, tzinfo=dt.UTC)  # a Wednesday
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
QUEUE = "/support/cases/"


def sections(user):
    return {section.title: section for section in staff_today.sections(user, AT)}


def sent(**more):
    return SupportRequestFactory(**{"created_at": AT - HOUR, **more})


def stuck(user) -> dict[str, str]:
    return {todo.text: todo.url for todo in sections(user)["Stuck"].todos}


def test_home_says_what_is_overdue_and_due_today_the_longest_overdue_first(triage):
    sent(title="Today", first_reply_due_at=AT + HOUR)
    sent(title="Late", first_reply_due_at=AT - DAY, officer=triage)
    sent(title="Tomorrow", first_reply_due_at=AT + DAY)
    due = sections(triage)["Support: 1 overdue, 1 due today"]
    assert [todo.text for todo in due.todos] == ["Late", "Today"]
    assert due.todos[0].detail.startswith("Overdue since 24 November, 14:00")
    assert due.todos[0].detail.endswith("You have it")


def test_home_says_what_is_stuck_and_leads_to_it(triage):
    sent(created_at=AT - 3 * DAY)
    sent(waiting_since=AT - 30 * DAY, officer=triage)
    sent(state="accepted", decided_at=AT - DAY)
    sent(state="accepted", decided_at=AT - HOUR)  # an officer is asking
    answered = PackageFactory(request=sent(state="accepted"))
    AssignmentFactory(line__package=answered)
    AssignmentFactory(state="offered", offered_at=AT - 20 * DAY, line__package__request=sent(state="accepted"))
    found = stuck(triage)
    assert found == {
        "1 request that nobody has taken": f"{QUEUE}?list=all&stuck=not_taken",
        "1 request whose asker has not answered": f"{QUEUE}?list=all&stuck=asker_silent",
        "1 request accepted, but no adviser was asked": f"{QUEUE}?list=all&stuck=no_adviser",
        "1 request with an adviser who has not answered": f"{QUEUE}?list=all&stuck=adviser_silent",
    }
    for key in staff_today.stuck.TITLES:
        assert SupportFilter({"stuck": key}).narrowed(shown_to(triage), AT).count() == 1


def test_home_says_how_promises_were_kept(triage):
    sent(state="declined", decided_at=AT - DAY, decision_due_at=AT, first_replied_at=AT - DAY)
    sent(state="accepted", decided_at=AT - DAY, decision_due_at=AT - 2 * DAY)
    sent(state="accepted", decided_at=AT - 50 * DAY)
    doing = [f"{todo.text}: {todo.detail}" for todo in sections(triage)["How we are doing"].todos]
    assert doing == [
        "2 open requests: ",
        "2 decided in the last 30 days: Decisions: 1 of 2 in time",
        "First replies in the last 30 days: 1 of 1 in time",
    ]


def test_home_of_an_analyst_reads_and_awaits_nothing(sign_in, analyst, stranger):
    sent(first_reply_due_at=AT - DAY)
    assert "Stuck" in sections(analyst)
    assert sign_in(analyst).get("/").status_code == 200
    assert staff_today.sections(stranger, AT) == []
    assert awaiting.of_staff(Asker(analyst), AT) == []


def test_home_asks_no_more_queries_when_more_waits(triage):
    sent(first_reply_due_at=AT - DAY)
    staff_today.sections(triage, AT)
    with CaptureQueriesContext(connection) as few:
        staff_today.sections(triage, AT)
    for _ in range(8):
        sent(first_reply_due_at=AT - DAY, officer=UserFactory(programme_role="triage_officer"))
    with CaptureQueriesContext(connection) as many:
        staff_today.sections(triage, AT)
    assert len(few) == len(many) <= 6


def test_what_is_late_of_ones_own_and_what_nobody_has_awaits_an_officer(triage):
    sent(officer=triage, first_reply_due_at=AT - DAY)
    sent(officer=triage, waiting_since=AT - 2 * HOUR)
    sent(first_reply_due_at=AT - DAY)
    own = sent()
    MembershipFactory(organisation=own.organisation, user=triage, role="owner")
    queues = awaiting.of_staff(Asker(triage), AT)
    assert [(thing.text, thing.url) for queue in queues for thing in queue.things()] == [
        ("Answer the request for support that is overdue", f"{QUEUE}?list=mine&due=overdue"),
        ("Take the request for support that nobody has", f"{QUEUE}?list=nobodys"),
    ]
    assert [queue.counted.count() for queue in queues] == [1, 1]


def test_lists_of_what_awaits_open(sign_in, triage):
    sent(officer=triage, created_at=timezone.now(), first_reply_due_at=timezone.now() - HOUR)
    sent(created_at=timezone.now())
    browser = sign_in(triage)
    for queue in awaiting.of_staff(Asker(triage), timezone.now()):
        for thing in queue.things():
            assert len(browser.get(thing.url).context["lines"]) == 1
