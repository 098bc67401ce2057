"""Live notices out of a feed that keeps to its documentation."""

import datetime as dt
import json
from io import StringIO

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commissioners import tasks
from commissioners.models import FeedState, Notice, Opportunity
from commissioners.syncing import runs
from commissioners.syncing.asking import Feed
from partnerships_portal.changes.models import Change

from .feed_fixtures import AGENT, NOW
from .feed_server import UK, body, package, status
from .notices import counts, tender_notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

HOUR = dt.timedelta(hours=1)


def notice(number: int, at: dt.datetime = NOW - 3 * HOUR, **more):
    """The notice of a procurement of its own."""
    return tender_notice(f"{number:06}-2026", at.isoformat(), ocid=f"ocds-h6vhtk-{number:06x}", **more)


def titled(title: str, **more):
    return tender_notice("000900-2026", tender={"title": title}, **more)


def test_first_run_reads_everything_page_by_page_and_matching_hears_of_it(reader):
    reader.server.page_size = 2
    reader.server.add(*(notice(number) for number in range(1, 6)))
    outcome = reader.run()
    assert (counts(outcome.summary), outcome.problem) == ({"created": 5}, "")
    assert Opportunity.objects.count() == 5
    assert set(Change.objects.values_list("kind", "object_id")) >= {
        ("opportunity", pk) for pk in Opportunity.objects.values_list("pk", flat=True)
    }
    assert [asked.get("cursor") for asked in reader.server.asked] == [None, "Mg==", "NA=="]
    assert reader.state.succeeded_at == NOW
    assert (reader.state.updated_from, reader.state.updated_to, reader.state.cursor) == (None, NOW, "")
    assert reader.state.releases_read == 5


def test_feed_is_asked_as_its_documentation_says_and_learns_who_asks(reader):
    reader.run(first_days=1)
    assert reader.server.asked == [
        {"limit": "100", "updatedFrom": "2026-03-31T12:17:00", "updatedTo": "2026-04-01T12:17:00"}
    ]
    assert reader.server.headers[0]["User-Agent"] == AGENT


def test_first_run_goes_back_as_far_as_it_is_told_a_day_at_a_time(reader):
    reader.server.add(notice(1, NOW - 60 * HOUR), notice(2, NOW - 90 * HOUR))
    outcome = reader.run(first_days=3)
    assert counts(outcome.summary) == {"created": 1}
    assert len(reader.server.asked) == 3


def test_next_run_asks_only_for_what_came_since_and_a_little_before(reader):
    reader.run()
    reader.server.asked.clear()
    reader.run(hours_later=1)
    assert reader.server.asked == [
        {"limit": "100", "updatedFrom": "2026-04-01T11:17:00", "updatedTo": "2026-04-01T13:17:00"}
    ]


def test_run_right_after_another_asks_for_nothing(reader):
    reader.run()
    reader.server.asked.clear()
    assert reader.run().problem == ""
    assert not reader.server.asked


def test_same_notices_again_change_nothing(reader):
    reader.server.add(notice(1))
    reader.run()
    before = Opportunity.objects.values().get()
    reader.server.add(notice(1), at=NOW + HOUR / 2)
    outcome = reader.run(hours_later=1)
    assert counts(outcome.summary) == {"unchanged": 1}
    assert Opportunity.objects.values().get() == before


def test_notice_that_is_twice_on_a_page_counts_once(reader):
    reader.server.add(notice(1), notice(1))
    assert counts(reader.run().summary) == {"created": 1, "unchanged": 1}
    assert Notice.objects.count() == 1


def test_older_notice_that_arrives_later_does_not_overwrite_a_newer_value(reader):
    reader.server.add(titled("As amended", date="2026-03-20T09:00:00Z") | {"id": "000901-2026"}, at=NOW - 3 * HOUR)
    reader.run()
    reader.server.add(titled("As first published", date="2026-03-02T09:00:00Z"), at=NOW + HOUR / 2)
    outcome = reader.run(hours_later=1)
    assert counts(outcome.summary) == {"created": 1}
    assert Opportunity.objects.get().title == "As amended"
    assert Notice.objects.count() == 2


def test_older_version_of_the_same_notice_does_not_overwrite_the_newer(reader):
    reader.server.add(titled("As corrected", date="2026-03-20T09:00:00Z"), at=NOW - 3 * HOUR)
    reader.run()
    reader.server.add(titled("As first written", date="2026-03-02T09:00:00Z"), at=NOW + HOUR / 2)
    assert counts(reader.run(hours_later=1).summary) == {"unchanged": 1}
    assert Opportunity.objects.get().title == "As corrected"


@pytest.mark.parametrize("zone", [dt.UTC, UK], ids=["UTC", "UK local time"])
@pytest.mark.parametrize(
    "change", [dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC)]
)
def test_nothing_is_missed_where_clocks_change_whichever_time_the_feed_means(reader, zone, change):
    reader.server.zone = zone
    reader.clock.at = change - 5 * HOUR
    moments = [change + dt.timedelta(minutes=10 * step) for step in range(-24, 25)]
    reader.server.add(*(notice(number, at) for number, at in enumerate(moments, start=1)))
    everything = reader.server.notices
    for _ in range(12):
        reader.clock.at += HOUR
        reader.server.notices = [each for each in everything if each[0] <= reader.clock.at]
        assert reader.run().problem == ""
    assert Notice.objects.count() == len(moments)


def test_empty_page_that_names_a_next_one_is_followed(reader):
    reader.server.script += [package(following="bmV4dA=="), package(notice(1))]
    outcome = reader.run()
    assert (counts(outcome.summary), outcome.problem) == ({"created": 1}, "")
    assert reader.server.asked[1]["cursor"] == "bmV4dA=="


def test_next_page_is_asked_of_the_feed_itself_whatever_host_its_link_names(reader):
    reader.server.script += [package(notice(1), following="MTAw")]
    reader.run()
    assert len(reader.server.asked) == 2  # the link named feed.example


def test_every_page_is_kept_together_with_how_far_the_feed_was_read(reader, monkeypatch):
    reader.server.page_size = 1
    reader.server.add(notice(1), notice(2))
    save, pages = runs._Reading._save, []

    def fail_at_the_second_page(reading, **changes):
        pages.extend(["one"] if "releases_read" in changes else [])
        if len(pages) == 2:
            raise RuntimeError("the power fails")
        save(reading, **changes)

    monkeypatch.setattr(runs._Reading, "_save", fail_at_the_second_page)
    with pytest.raises(RuntimeError):
        reader.run()
    assert Notice.objects.count() == 1
    assert reader.state.cursor == "MQ=="
    monkeypatch.undo()
    assert counts(reader.run().summary) == {"created": 1}
    assert reader.server.asked[2]["cursor"] == "MQ=="


def test_second_worker_leaves_the_feed_to_the_first(reader):
    reader.server.add(notice(1))
    other = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    try:
        other.cursor().execute("SELECT pg_advisory_lock(%s)", [runs.ONE_READER])
        outcome = reader.run()
        other.cursor().execute("SELECT pg_advisory_unlock(%s)", [runs.ONE_READER])  # closing alone takes its time
    finally:
        other.close()
    assert outcome.problem == "another run is reading the feed"
    assert not reader.server.asked
    assert not FeedState.objects.exists()
    assert counts(reader.run().summary) == {"created": 1}


def test_run_stops_where_another_has_read_on_meanwhile(reader):
    class Overtaken(Feed):
        def page(self, window, cursor):
            page = super().page(window, cursor)
            FeedState.objects.update(cursor="bW92ZWQ=")
            return page

    feed = Overtaken(reader.server.url, agent=AGENT, now=reader.clock.now)
    reader.server.add(notice(1))
    assert "Another run has read on" in runs.sync(feed=feed, first_days=1, say=reader.said.append).problem
    assert not Notice.objects.exists()


@pytest.fixture
def feed_is_on(settings, server):
    settings.NOTICES_FEED_URL = server.url
    settings.SITE_URL = "https://portal.example.org"
    settings.CONTACT_EMAIL = "portal-team@example.org"


def test_command_ends_with_one_line_for_machines(server, feed_is_on):
    server.add(tender_notice(), at=dt.datetime.now(dt.UTC) - HOUR)
    out, err = StringIO(), StringIO()
    call_command("sync_notices", stdout=out, stderr=err)
    said = json.loads(out.getvalue())
    assert (said["releases"], said["created"], said["problem"]) == (1, 1, "")
    assert "1 releases in" in err.getvalue()
    assert server.headers[0]["User-Agent"] == AGENT


def test_command_fails_where_the_feed_cannot_be_read_to_its_end(server, feed_is_on):
    server.script += [status(403)]
    with pytest.raises(SystemExit):
        call_command("sync_notices", stdout=StringIO(), stderr=StringIO())


def test_command_reads_again_from_a_day(server, feed_is_on):
    server.script += [body('{"releases": []}')] * 50
    call_command("sync_notices", stdout=StringIO(), stderr=StringIO())
    server.asked.clear()
    since = (dt.datetime.now(UK) - 3 * 24 * HOUR).date()
    call_command("sync_notices", f"--since={since}", stdout=StringIO(), stderr=StringIO())
    first = dt.datetime.fromisoformat(server.asked[0]["updatedFrom"]).replace(tzinfo=dt.UTC)
    assert first == dt.datetime.combine(since, dt.time(), tzinfo=UK) - HOUR


@pytest.mark.parametrize("since", ["yesterday", "2999-01-01"])
def test_command_refuses_a_day_that_is_none_or_to_come(feed_is_on, since):
    with pytest.raises(CommandError, match="--since"):
        call_command("sync_notices", f"--since={since}")


def test_without_a_feed_the_command_says_how_to_set_one_and_the_timer_does_nothing(settings):
    settings.NOTICES_FEED_URL = ""
    with pytest.raises(CommandError, match="NOTICES_FEED_URL"):
        call_command("sync_notices")
    tasks.sync_notices()
    assert not FeedState.objects.exists()


def test_timer_brings_in_what_is_new(server, feed_is_on):
    server.add(tender_notice(), at=dt.datetime.now(dt.UTC) - HOUR)
    tasks.sync_notices()
    assert Opportunity.objects.get().title == "Youth work in Harrowmere"
