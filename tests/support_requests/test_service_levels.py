"""Managers say what is promised; officers and analysts read it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import clocks, service_levels
from support_requests.models import ClosedDay, OfficeHours, ServiceLevel
from support_requests.service_levels.levels import Level, Promises
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.factories.service_levels import ClosedDayFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
LONDON = timezone.get_default_timezone()


def june(day, hour=10):
    return dt.datetime(2026, 6, day, hour, tzinfo=LONDON)


def level_form(**more):
    day = timezone.localdate() + dt.timedelta(days=7)
    typed = {"first_reply": "4", "first_reply_unit": "hours", "decision": "6", "decision_unit": "days", "seen": "0"}
    when = {"since_0": day.day, "since_1": day.month, "since_2": day.year}
    return typed | when | {"because": "Two new officers", "step": "save"} | more


def test_page_says_what_is_promised_at_first(triage, sign_in):
    page = sign_in(triage).get(reverse("service_levels")).content.decode()
    assert "10 working days" in page
    assert "09:00 to 17:00" in page
    assert reverse("service_level_change", args=["urgent"]) not in page


def test_manager_checks_and_sets_a_level_which_is_told_and_recorded(staff, triage, sign_in):
    browser, address = sign_in(staff), reverse("service_level_change", args=["normal"])
    checked = browser.post(address, level_form(step="check")).content.decode()
    assert "Check before you set it" in checked
    assert "4 working hours" in checked
    assert not ServiceLevel.objects.exists()
    browser.post(address, level_form(), follow=True)
    made = ServiceLevel.objects.get()
    assert (made.first_reply, made.first_reply_unit, made.decision, made.set_by) == (4, "hours", 6, staff)
    assert Notification.objects.get(event="service_levels_changed").person == triage
    assert AuditEvent.objects.filter(action="service_level_set").count() == 1
    page = browser.get(reverse("service_levels")).content.decode()
    assert "4 working hours" in page
    assert "Two new officers" in page


def test_repeated_submit_sets_it_once(staff, sign_in):
    browser, address = sign_in(staff), reverse("service_level_change", args=["normal"])
    for _ in range(2):
        answer = browser.post(address, level_form(), follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert ServiceLevel.objects.count() == 1


def test_level_is_not_set_from_a_stale_page(staff, sign_in):
    browser, address = sign_in(staff), reverse("service_level_change", args=["normal"])
    browser.post(address, level_form())
    answer = browser.post(address, level_form(decision="7")).content.decode()
    assert "A colleague changed this" in answer
    assert 'value="7"' in answer
    assert ServiceLevel.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"first_reply": "0"}, "First reply within: enter 1 or more"),
        ({"decision": "ten"}, "Decision within: enter a whole number"),
        ({"since_2": "2020"}, "enter today or a later day"),
        ({"since_0": ""}, "enter the day, month and year"),
        ({"because": ""}, "Say why you change it"),
        ({"decision_unit": "weeks"}, "choose days or hours"),
    ],
)
def test_mistakes_are_named_and_what_was_typed_is_kept(typed, says, staff, sign_in):
    answer = sign_in(staff).post(reverse("service_level_change", args=["low"]), level_form(**typed))
    assert says in answer.content.decode()
    assert not ServiceLevel.objects.exists()


def test_priority_that_there_is_not_is_not_found(staff, sign_in):
    assert sign_in(staff).get(reverse("service_level_change", args=["asap"])).status_code == 404


def test_level_from_a_later_day_leaves_today_as_it_is(staff):
    later = Level(1, 2)
    given = {"priority": "low", "because": "x", "by": staff, "at": june(1)}
    service_levels.set_level(level=later, since=june(8).date(), seen=0, **given)
    promises = Promises.read()
    assert promises.level("low", june(5)) == Level(5, 15)
    assert promises.level("low", june(8, 0)) == later


def test_hours_are_set_from_now_on(staff, sign_in):
    today = timezone.localdate()
    when = {"since_0": today.day, "since_1": today.month, "since_2": today.year}
    typed = {"opens": "8am", "closes": "4pm", "because": "Summer", "seen": "0", "step": "save"} | when
    sign_in(staff).post(reverse("office_hours_change"), typed)
    assert str(OfficeHours.objects.get()) == "Office hours from 08:00 to 16:00"


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [("5pm", "9am", "enter a time after it opens"), ("1am", "9am", "from 6am to 10pm"), ("soon", "9am", "like 17:00")],
)
def test_hours_that_cannot_be_are_refused(opens, closes, says, staff, sign_in):
    typed = {"opens": opens, "closes": closes, "step": "save", "seen": "0"}
    assert says in sign_in(staff).post(reverse("office_hours_change"), typed).content.decode()


def test_closing_a_day_moves_what_is_due_and_opening_it_moves_it_back(staff, triage):
    request = SupportRequestFactory(created_at=june(1))
    replied = SupportRequestFactory(created_at=june(1), first_replied_at=june(1, 12))
    for one in (request, replied):
        clocks.start(one, at=june(1))
    closed = service_levels.close_day(day=june(3).date(), because="Moving", by=staff, at=june(1, 12))
    for one in (request, replied):
        one.refresh_from_db()
    assert (request.first_reply_due_at, request.decision_due_at) == (june(4), june(16))
    assert (replied.first_reply_due_at, replied.decision_due_at) == (june(3), june(16))
    assert service_levels.open_day(closed=closed, by=staff, at=june(2))
    assert not service_levels.open_day(closed=closed, by=staff, at=june(2))
    request.refresh_from_db()
    assert (request.first_reply_due_at, request.decision_due_at) == (june(3), june(15))


def test_day_that_is_over_or_closed_anyway_is_refused(staff, sign_in):
    with pytest.raises(NotPossible, match="over"):
        service_levels.close_day(day=june(1).date(), because="x", by=staff, at=june(2))
    with pytest.raises(NotPossible, match="bank holiday"):
        service_levels.close_day(day=dt.date(2026, 12, 25), because="x", by=staff, at=june(2))
    begun = ClosedDayFactory(day=june(2).date())
    with pytest.raises(NotPossible, match="has begun"):
        service_levels.open_day(closed=begun, by=staff, at=june(2))


def test_day_is_closed_and_opened_on_pages(staff, sign_in):
    browser = sign_in(staff)
    day = {"day_0": "8", "day_1": "10", "day_2": str(timezone.localdate().year + 1)}
    while dt.date(int(day["day_2"]), 10, int(day["day_0"])).weekday() > 4:
        day["day_0"] = str(int(day["day_0"]) + 1)
    typed = {"because": "The office moves", **day}
    assert "Close the office" in browser.post(reverse("closed_day_add"), typed | {"step": "check"}).content.decode()
    assert not ClosedDay.objects.exists()
    for _ in range(2):
        browser.post(reverse("closed_day_add"), typed | {"step": "save"})
    closed = ClosedDay.objects.get()
    address = reverse("closed_day_open", args=[closed.pk])
    assert "after all?" in browser.get(address).content.decode()
    browser.post(address)
    assert not ClosedDay.objects.exists()
    assert browser.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_set_the_same_at_once_set_it_once():
    manager = UserFactory(programme_role="programme_manager")
    given = {"priority": "low", "level": Level(1, 2), "since": june(8).date(), "because": "x", "seen": 0}
    made = at_once(*[lambda: service_levels.set_level(**given, by=manager, at=june(1))] * 2)
    assert sorted(one is None for one in made) == [False, True]
    assert ServiceLevel.objects.count() == 1


def test_pages_take_as_many_queries_however_much_was_changed(staff, sign_in, django_assert_max_num_queries):
    browser = sign_in(staff)
    for number in range(12):
        service_levels.set_level(
            priority="low",
            level=Level(1, 2 + number),
            since=june(8).date(),
            because="x",
            seen=max(ServiceLevel.objects.values_list("pk", flat=True), default=0),
            by=staff,
            at=june(1),
        )
    with django_assert_max_num_queries(14):
        browser.get(reverse("service_levels"))
