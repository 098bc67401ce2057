"""What was kept and missed, counted by hand."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from support_requests.actions import clocks, service_levels
from support_requests.models import OfficeHours, SupportRequest
from support_requests.service_levels import report
from tests.factories import UserFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
LONDON = timezone.get_default_timezone()
JUNE, MAY = dt.date(2026, 6, 1), dt.date(2026, 5, 1)
AT = dt.datetime(2026, 6, 30, 12, tzinfo=LONDON)


def moment(day, hour=10, month=6):
    return dt.datetime(2026, month, day, hour, tzinfo=LONDON)


def sent(at, *, replied=None, decided=None, **more):
    """A request of which the clocks ran as they do in the portal."""
    request = SupportRequestFactory(created_at=at, **more)
    clocks.start(request, at=at)
    if replied:
        clocks.replied(request, at=replied)
    if decided:
        decide(request, at=decided)
    return request


def decide(request, at):
    signed = {"state": "accepted", "decided_by": UserFactory(), **clocks.decided(request, at=at)}
    SupportRequest.objects.filter(pk=request.pk).update(**signed)


@pytest.fixture
def known():
    sent(moment(1), replied=moment(1, 12), decided=moment(8))  # both kept: 2 and 40 hours
    sent(moment(1), replied=moment(4), decided=moment(16))  # both missed: 24 and 88 hours
    sent(moment(1))  # late, and nobody answered
    sent(moment(30))  # runs
    sent(moment(1), priority="urgent", replied=moment(1, 11), decided=moment(2))
    sent(moment(4, month=5), replied=moment(5, month=5), decided=moment(6, month=5))  # over the bank holiday of 4 May
    request = sent(moment(2))
    SupportRequest.objects.filter(pk=request.pk).update(state="withdrawn", ended_at=moment(3))
    SupportRequestFactory(state="draft", created_at=moment(1))


def test_each_promise_is_counted_once(known, analyst):
    found = report.tallies(analyst, since=MAY, at=AT)
    normal = found[JUNE, "normal", "first_reply"]
    assert (normal.sent, normal.kept, normal.missed, normal.running, normal.ended) == (5, 1, 2, 1, 1)
    decision = found[JUNE, "normal", "decision"]
    assert (decision.sent, decision.kept, decision.missed, decision.running, decision.ended) == (5, 1, 2, 1, 1)
    assert (normal.median, decision.median) == (13.0, 64.0)
    assert found[MAY, "normal", "first_reply"].median == 1.0
    assert report.summed(found, clock="decision").sent == 7
    assert report.summed(found, clock="decision", priority="urgent").share == 100


def test_requests_before_the_period_are_left_out(known, analyst):
    assert {month for month, *_ in report.tallies(analyst, since=JUNE, at=AT)} == {JUNE}


def test_time_of_waiting_for_the_asker_is_not_counted(analyst):
    request = sent(moment(1))
    request.pauses.create(since=moment(2), until=moment(4))
    request.pauses.create(since=moment(4, 12), until=moment(9))
    decide(request, at=moment(5))
    found = report.tallies(analyst, since=JUNE, at=AT)
    assert found[JUNE, "normal", "decision"].median == 8 + 2


def test_what_managers_change_later_does_not_change_how_long_a_clock_ran(analyst, staff):
    sent(moment(1), replied=moment(3, 12), decided=moment(8))
    before = report.tallies(analyst, since=JUNE, at=AT)
    told = {"because": "Moved house", "by": staff, "at": moment(3, 13)}
    service_levels.close_day(day=dt.date(2026, 6, 3), **told)  # the day of the reply, once it was given
    hours = {"opens": dt.time(8), "closes": dt.time(20), "in_force_from": moment(1, 9), "set_at": moment(1, 9)}
    OfficeHours.objects.create(because="Longer", set_by=staff, **hours)
    assert report.tallies(analyst, since=JUNE, at=AT) == before
    assert before[JUNE, "normal", "first_reply"].median == 18.0


def test_what_ended_uncounted_is_counted_at_night_and_by_the_migration(analyst, staff):
    request = sent(moment(1), replied=moment(1, 12), decided=moment(8))
    request.pauses.create(since=moment(2), until=moment(4))
    OfficeHours.objects.create(
        opens=dt.time(10),
        closes=dt.time(16),
        in_force_from=moment(1, 9),
        because="Less",
        set_by=staff,
        set_at=moment(1, 9),
    )
    uncounted = {"first_reply_worked": None, "decision_worked": None}
    migration = importlib.import_module("support_requests.migrations.0017_count_what_ended")
    for count in (clocks.store_worked, lambda: migration.count(apps, None)):
        SupportRequest.objects.update(**uncounted)
        assert report.tallies(analyst, since=JUNE, at=AT)[JUNE, "normal", "decision"].median is None
        count()
        request.refresh_from_db()
        assert (request.first_reply_worked / 3600, request.decision_worked / 3600) == (2, 30 - 12)
    assert clocks.store_worked() == 0


def test_small_numbers_are_no_percentage():
    assert report.Tally(kept=3, missed=1).share_in_words == "3 of 4"
    assert report.Tally(kept=9, missed=3).share_in_words == "75% (9 of 12)"
    assert report.Tally(kept=3, missed=1, ended=2).counts_in_words == "3 kept, 1 missed, 2 ended"
    assert report.Tally(running=2).share_in_words == "None to judge yet"


def test_report_takes_as_many_queries_however_many_requests(known, analyst, django_assert_num_queries):
    for _ in range(5):
        sent(moment(3))
    with django_assert_num_queries(1):
        report.tallies(analyst, since=MAY, at=AT)


def test_page_and_spreadsheet_for_staff(analyst, sign_in):
    now = timezone.now()
    sent(now - dt.timedelta(days=40))
    browser = sign_in(analyst)
    page = browser.get(reverse("service_level_report")).content.decode()
    assert "0 of 1" in page
    assert "too few to speak of a share" in page
    assert "Nothing was sent" in browser.get(reverse("service_level_report") + "?priority=low").content.decode()
    assert browser.get(reverse("service_level_report") + "?period=x&priority=y").status_code == 200
    answer = browser.get(reverse("service_level_report_csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Month,Priority,Clock,Sent,Kept,Missed")
    assert lines[1].split(",")[1:6] == ["Normal", "First reply", "1", "0", "1"]
    assert "attachment" in answer["Content-Disposition"]
