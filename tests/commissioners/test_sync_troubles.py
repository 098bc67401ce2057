"""Live notices out of a feed that misbehaves."""

import datetime as dt
import json

import pytest
from django.db import OperationalError

from commissioners.importing import batches
from commissioners.models import Notice
from commissioners.syncing import asking, runs
from commissioners.syncing.answers import NoWayOn, page_of, redirected, seconds_asked
from commissioners.syncing.asking import PAUSES
from commissioners.syncing.standing import standing

from .feed_fixtures import NOW
from .feed_server import body, cut_off, drip, package, silence, status, too_short
from .notices import counts
from .test_sync_notices import HOUR, notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_run_waits_as_long_as_the_feed_asks(reader):
    reader.server.add(notice(1))
    reader.server.script += [status(429, Retry_After="30"), status(503, Retry_After="Wed, 01 Apr 2026 12:18:00 GMT")]
    outcome = reader.run()
    assert (counts(outcome.summary), outcome.problem) == ({"created": 1}, "")
    assert reader.clock.waits == [30.0, 30.0]  # the date is 60 seconds after the first try


def test_feed_that_asks_for_an_hour_is_left_until_then(reader):
    reader.server.add(notice(1))
    reader.server.script += [status(429, Retry_After="7200")]
    outcome = reader.run()
    assert "asks for patience" in outcome.problem
    assert not reader.clock.waits
    assert reader.state.retry_at == NOW + 2 * HOUR
    reader.server.asked.clear()
    assert "not to come before 1 April 2026 14:17" in reader.run(hours_later=1).problem
    assert not reader.server.asked
    assert counts(reader.run(hours_later=1).summary) == {"created": 1}
    assert (reader.state.retry_at, reader.state.last_error) == (None, "")


def test_feed_that_fails_once_is_asked_again(reader):
    reader.server.add(notice(1))
    reader.server.script += [status(500)]
    assert counts(reader.run().summary) == {"created": 1}
    assert reader.clock.waits == [PAUSES[0]]


def test_feed_that_fails_on_and_on_is_left_to_the_next_run_which_resumes(reader):
    reader.server.page_size = 1
    reader.server.add(notice(1), notice(2))
    reader.server.script += [package(notice(1), following="MQ==")] + [status(500)] * asking.TRIES
    outcome = reader.run()
    assert (counts(outcome.summary), "status 500" in outcome.problem) == ({"created": 1}, True)
    assert reader.clock.waits == list(PAUSES)
    assert (reader.state.cursor, reader.state.last_error) == ("MQ==", outcome.problem)
    reader.server.asked.clear()
    assert reader.run().summary.created == 1
    assert reader.server.asked[0]["cursor"] == "MQ=="
    assert Notice.objects.count() == 2


@pytest.mark.parametrize("deed", [cut_off(), cut_off(0), cut_off(0.99), silence(0.6), drip(1.5)])
def test_answer_that_breaks_off_or_drips_is_asked_for_again(reader, deed):
    reader.server.add(notice(1))
    reader.server.script += [deed]
    outcome = reader.run()
    assert (counts(outcome.summary), outcome.problem) == ({"created": 1}, "")
    assert reader.clock.waits == [PAUSES[0]]


def test_feed_that_nobody_answers_for_is_left(reader):
    reader.server.url = "http://127.0.0.1:9/api/1.0/ocdsReleasePackages"
    assert "does not answer" in reader.run().problem
    assert reader.state.succeeded_at is None


def test_answer_of_the_wrong_length_is_asked_for_again(reader):
    reader.server.add(notice(1))
    reader.server.script += [too_short]
    assert counts(reader.run().summary) == {"created": 1}


def test_web_page_in_place_of_the_feed_is_no_empty_feed(reader):
    reader.server.add(notice(1))
    reader.server.script += [body("<html>Down for maintenance</html>", Content_Type="text/html")] * asking.TRIES
    assert "text/html" in reader.run().problem
    assert reader.state.succeeded_at is None
    assert counts(reader.run(hours_later=1).summary) == {"created": 1}


def test_what_is_no_release_is_told_one_by_one_and_the_rest_is_brought_in(reader):
    strange = [None, "text", 7, [], {"id": "no-ocid"}, {"ocid": "x" * 200}, {"ocid": {"a": 1}}]
    reader.server.script += [package(*strange, notice(1))]
    outcome = reader.run()
    assert counts(outcome.summary) == {"created": 1, "failed": len(strange)}
    assert len([line for line in reader.said if "was left out" in line]) == len(strange)
    assert outcome.problem == ""


def test_broken_page_gives_what_can_be_read_and_its_next_page_is_followed(reader):
    good, bad = json.dumps(notice(1)), json.dumps(notice(2))[:-40]
    broken = f'{{"releases": [{bad}, {good}], "links": {{"next": "https://feed.example/?cursor=MTAw"}}}}'
    reader.server.script += [body(broken)] * asking.TRIES
    outcome = reader.run()
    assert outcome.summary.created == 1
    assert outcome.summary.failed >= 1
    assert reader.server.asked[-1]["cursor"] == "MTAw"


def test_broken_page_without_a_next_one_is_not_taken_for_the_end(reader):
    reader.server.add(notice(2))
    reader.server.script += [body(f'{{"releases": [{json.dumps(notice(1))}, {{"ocid": "ocds')] * asking.TRIES
    outcome = reader.run()
    assert "broken" in outcome.problem
    assert Notice.objects.count() == 1
    assert reader.state.succeeded_at is None
    assert reader.run(hours_later=1).problem == ""
    assert Notice.objects.count() == 2


@pytest.mark.parametrize("text", ["[]", "{}", "null", '"text"', '{"releases": {}}', ""])
def test_json_that_is_no_package_is_not_taken_for_the_end(reader, text):
    reader.server.script += [body(text)] * asking.TRIES
    assert reader.run().problem
    assert reader.state.succeeded_at is None


@pytest.mark.parametrize("circle", [["MQ==", "MQ=="], ["MQ==", "Mg==", "MQ=="]])
def test_feed_that_leads_in_a_circle_is_left_and_begun_again(reader, circle):
    reader.server.script += [package(notice(1), following=cursor) for cursor in circle]
    assert "circle" in reader.run().problem
    assert (reader.state.cursor, reader.state.succeeded_at) == ("", None)
    assert reader.run(hours_later=1).problem == ""


def test_feed_of_empty_pages_without_end_is_left(reader, monkeypatch):
    monkeypatch.setattr(runs, "EMPTY_PAGES", 5)
    reader.server.script += [package(following=f"Y{number}") for number in range(20)]
    assert "empty" in reader.run().problem
    assert len(reader.server.asked) == 5


def test_run_that_takes_too_long_stops_between_pages_and_the_next_goes_on(reader):
    def slow(release, following=""):
        def answer(handler):
            reader.clock.at += dt.timedelta(minutes=20)
            package(release, following=following)(handler)

        return answer

    reader.server.script += [slow(notice(1), "MQ=="), slow(notice(2), "Mg=="), package(notice(3))]
    assert "long enough" in reader.run().problem
    assert reader.state.cursor == "Mg=="
    assert reader.run().summary.created == 1
    assert Notice.objects.count() == 3


def test_cursor_that_the_feed_has_forgotten_begins_its_window_again(reader):
    reader.server.script += [package(notice(1), following="MQ=="), status(400)]
    reader.server.add(notice(1), notice(2))
    assert "no longer knows" in reader.run().problem
    assert reader.state.cursor == ""
    assert reader.run().problem == ""
    assert Notice.objects.count() == 2


def test_page_larger_than_any_real_one_is_left(reader, monkeypatch):
    monkeypatch.setattr(asking, "LARGEST_PAGE", 1000)
    reader.server.add(notice(1))
    assert "larger than" in reader.run().problem
    assert not Notice.objects.exists()


def test_redirect_on_the_same_host_is_followed_and_no_other(reader):
    reader.server.add(notice(1))
    reader.server.script += [lambda handler: status(302, Location=handler.path)(handler)]
    assert counts(reader.run().summary) == {"created": 1}
    reader.server.script += [status(302, Location="https://elsewhere.example/api")]
    assert "elsewhere.example" in reader.run(hours_later=1).problem
    reader.server.script += [lambda handler: status(302, Location=handler.path)(handler)] * 9
    assert "without end" in reader.run(hours_later=1).problem


@pytest.mark.parametrize(
    ("location", "followed"),
    [
        ("https://feed.example/other", True),
        ("/other", True),
        ("http://feed.example/other", False),
        ("https://feed.example:444/other", False),
        ("https://feed.example.evil.example/other", False),
        ("//elsewhere.example/", False),
        ("ftp://feed.example/", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_https_on_the_same_host_is_followed(location, followed):
    assert bool(redirected("https://feed.example/api", location)) == followed


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("0", 0),
        ("99999999999999999999", 24 * 60 * 60),
        ("Wed, 01 Apr 2026 12:18:00 GMT", 60),
        ("Wed, 01 Apr 2026 13:18:00 +0100", 60),
        ("Wed, 01 Apr 2020 12:18:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 24 * 60 * 60),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        (None, None),
    ],
)
def test_patience_is_read_as_seconds_or_as_a_date(header, seconds):
    assert seconds_asked(header, at=NOW) == seconds


UNUSABLE = ("?page=2", "?cursor=" + "a" * 301, "?cursor=%00", "?cursor=\ud800", "?cursor=a%0D%0Ab")


@pytest.mark.parametrize("link", [*(f"https://feed.example/{words}" for words in UNUSABLE), "next", "https://["])
def test_next_page_without_a_cursor_is_no_way_on(link):
    with pytest.raises(NoWayOn):
        page_of(json.dumps({"releases": [], "links": {"next": link}}).encode())


@pytest.mark.parametrize("links", [None, [], "x", {"next": None}, {"next": 7}, {"prev": "x"}, {}])
def test_page_without_a_next_one_is_the_last(links):
    assert page_of(json.dumps({"releases": [], "links": links}).encode()).next_cursor == ""


def test_release_that_failed_because_the_database_did_is_not_skipped(reader, monkeypatch):
    reader.server.add(notice(1))

    def fail(*args):
        raise OperationalError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(batches, "_keep", fail)
        assert "no space left" in reader.run().problem
    assert reader.state.succeeded_at is None
    assert counts(reader.run(hours_later=1).summary) == {"created": 1}


def test_feed_that_was_silent_for_a_day_is_warned_of(reader, settings, caplog):
    settings.NOTICES_FEED_URL = reader.server.url
    reader.run()
    reader.server.script += [status(403)] * 2
    reader.run(hours_later=20)
    assert standing(reader.clock.at).silent_since is None
    assert not caplog.records
    reader.run(hours_later=5)
    assert standing(reader.clock.at).silent_since == NOW
    assert "last read to its end" in caplog.text


def test_feed_that_is_off_is_not_missed(reader, settings):
    settings.NOTICES_FEED_URL = ""
    reader.run()
    assert standing(reader.clock.at + 100 * HOUR).silent_since is None
