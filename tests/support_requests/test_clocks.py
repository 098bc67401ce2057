"""The clocks of a request through holidays, pauses, changes of priority and of what is promised."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from support_requests.actions import clocks
from support_requests.models import ClosedDay, OfficeHours, ServiceLevel
from tests.factories import UserFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def london(year, month, day, hour=0, minute=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


def sent(at, **more):
    request = SupportRequestFactory(created_at=at, **more)
    clocks.start(request, at=at)
    return request


def due(request):
    request.refresh_from_db()
    return request.first_reply_due_at, request.decision_due_at


def test_request_sent_on_christmas_eve_is_decided_after_new_year():
    request = sent(london(2026, 12, 24, 16), priority="urgent")
    assert due(request) == (london(2026, 12, 29, 16), london(2026, 12, 31, 16))


def test_request_sent_on_good_friday_begins_after_easter():
    request = sent(london(2027, 3, 26, 11), priority="high")
    assert due(request) == (london(2027, 3, 30, 17), london(2027, 4, 5, 17))


@pytest.mark.parametrize("friday", [london(2026, 3, 27, 10), london(2026, 10, 23, 10)])
def test_clock_change_does_not_move_the_hour_on_the_wall(friday):
    request = sent(friday, priority="urgent")
    assert due(request)[0].astimezone(LONDON).hour == 10


def test_pause_over_christmas_moves_the_decision_by_working_time_alone():
    request = sent(london(2026, 12, 21, 9), priority="high")  # decided by the end of the 29th
    assert due(request)[1] == london(2026, 12, 29, 17)
    clocks.pause(request, at=london(2026, 12, 24, 9))
    clocks.resume(request, at=london(2026, 12, 29, 9))  # a single working day was waited
    assert due(request)[1] == london(2026, 12, 30, 17)


def test_pausing_and_resuming_twice_changes_nothing_twice():
    request = sent(london(2026, 6, 1, 10))
    clocks.pause(request, at=london(2026, 6, 2, 10))
    clocks.pause(request, at=london(2026, 6, 2, 11))
    clocks.resume(request, at=london(2026, 6, 3, 10))
    once = due(request)
    clocks.resume(request, at=london(2026, 6, 9, 10))
    assert due(request) == once == (london(2026, 6, 4, 10), london(2026, 6, 16, 10))
    assert request.pauses.count() == 1


def test_first_reply_that_was_given_is_not_moved_by_a_pause():
    request = sent(london(2026, 6, 1, 10))
    clocks.replied(request, at=london(2026, 6, 2, 10))
    clocks.replied(request, at=london(2026, 6, 2, 15))
    clocks.pause(request, at=london(2026, 6, 2, 10))
    clocks.resume(request, at=london(2026, 6, 4, 10))
    assert due(request) == (london(2026, 6, 3, 10), london(2026, 6, 17, 10))
    assert request.first_replied_at == london(2026, 6, 2, 10)


def test_what_was_missed_before_a_pause_stays_missed():
    request = sent(london(2026, 6, 1, 10), priority="urgent")
    clocks.pause(request, at=london(2026, 6, 3, 10))
    clocks.resume(request, at=london(2026, 6, 5, 10))
    assert due(request) == (london(2026, 6, 2, 10), london(2026, 6, 8, 10))


def test_priority_changes_what_is_due_from_when_it_was_sent_with_its_pauses():
    request = sent(london(2026, 6, 1, 10))
    clocks.pause(request, at=london(2026, 6, 1, 12))
    clocks.resume(request, at=london(2026, 6, 2, 12))
    request.priority = "urgent"
    clocks.priority_changed(request, at=london(2026, 6, 2, 13))
    assert due(request) == (london(2026, 6, 3, 10), london(2026, 6, 5, 10))
    request.priority = "normal"
    clocks.priority_changed(request, at=london(2026, 6, 2, 14))
    assert due(request) == (london(2026, 6, 4, 10), london(2026, 6, 16, 10))


def test_priority_does_not_change_a_clock_that_has_ended():
    request = sent(london(2026, 6, 1, 10))
    clocks.replied(request, at=london(2026, 6, 2, 10))
    request.priority = "low"
    clocks.priority_changed(request, at=london(2026, 6, 2, 13))
    assert due(request) == (london(2026, 6, 3, 10), london(2026, 6, 22, 10))
    request.decided_at, request.decided_by = london(2026, 6, 4, 10), UserFactory()
    request.priority = "urgent"
    clocks.priority_changed(request, at=london(2026, 6, 4, 13))
    assert due(request)[1] == london(2026, 6, 22, 10)


def test_request_keeps_the_level_in_force_when_it_was_sent():
    manager = UserFactory()
    before = sent(london(2026, 6, 1, 10))
    ServiceLevel.objects.create(
        priority="normal",
        first_reply=3,
        first_reply_unit="hours",
        decision=4,
        in_force_from=london(2026, 6, 2),
        set_by=manager,
        set_at=london(2026, 6, 1, 12),
        because="More officers",
    )
    after = sent(london(2026, 6, 2, 10))
    clocks.priority_changed(before, at=london(2026, 6, 2, 12))
    assert due(before) == (london(2026, 6, 3, 10), london(2026, 6, 15, 10))
    assert due(after) == (london(2026, 6, 2, 13), london(2026, 6, 8, 10))


def test_office_hours_and_closed_days_count():
    manager = UserFactory()
    OfficeHours.objects.create(
        opens=dt.time(10),
        closes=dt.time(16),
        in_force_from=london(2026, 6, 1),
        set_by=manager,
        set_at=london(2026, 5, 1),
        because="Fewer hands",
    )
    ClosedDay.objects.create(day=dt.date(2026, 6, 3), because="Moving", added_by=manager, added_at=london(2026, 5, 1))
    assert due(sent(london(2026, 6, 1, 18))) == (london(2026, 6, 4, 16), london(2026, 6, 16, 16))


def test_clocks_take_few_queries(django_assert_num_queries):
    request = SupportRequestFactory(created_at=london(2026, 6, 1, 10))
    with django_assert_num_queries(4):  # closed days, hours, the level, the request
        clocks.start(request, at=london(2026, 6, 1, 10))
