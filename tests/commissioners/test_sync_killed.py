"""The promise that a sync which is killed in the middle of a page loses nothing and brings nothing in twice."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.db import connection

from commissioners.models import FeedState, Notice, Opportunity
from tests.real_worker import wait_until

from .feed_server import behave, cursor_of, drip
from .notices import tender_notice

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data_for_live_server"),
]
BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sync'"


@pytest.fixture
def sync(server):
    """`sync()` starts the command in a process of its own, on the test's database and against its feed."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}")),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "NOTICES_FEED_URL": server.url,
        "NOTICES_FIRST_DAYS": "1",  # one stretch of time
        "PGAPPNAME": "sync",
    }
    started = []

    def start():
        command = [sys.executable, "manage.py", "sync_notices"]
        started.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def feed(server):
    """Six notices of five procurements on three pages: the second page has a later notice of the first's."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=5)

    def notice(number, procurement, title):
        date, ocid = at + dt.timedelta(minutes=number), f"ocds-h6vhtk-{procurement:06x}"
        return tender_notice(f"{number:06}-2026", date.isoformat(), ocid=ocid, tender={"title": title})

    server.page_size = 2
    server.add(notice(1, 1, "First"), notice(2, 2, "Second"), notice(3, 3, "Third"))
    server.add(notice(4, 1, "First, as amended"), notice(5, 4, "Fourth"), notice(6, 5, "Fifth"))
    return server


def count(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def killed_while_the_page_comes(feed, process):
    """The second page drips in, and the process ends."""
    wait_until(lambda: len(feed.asked) == 2, "the second page to be asked for")
    process.send_signal(signal.SIGKILL)


def killed_while_the_page_is_written(feed, process):
    """The second page is half written when the process ends: somebody holds a row that it changes."""
    wait_until(lambda: count(BLOCKED) == 1, "the second page to be written")
    process.send_signal(signal.SIGKILL)


def holding_the_first(handler):
    """Hold the procurement of the first page, then give the second."""
    holder = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    holder.cursor().execute("SELECT 1 FROM commissioners_opportunity WHERE title = 'First' FOR UPDATE")
    handler.feed.holder = holder
    behave(handler)


@pytest.mark.parametrize(
    ("second_page", "kill"),
    [(drip(30), killed_while_the_page_comes), (holding_the_first, killed_while_the_page_is_written)],
    ids=["while the page comes", "while the page is written"],
)
def test_sync_that_is_killed_during_a_page_loses_and_doubles_nothing(feed, sync, second_page, kill):
    feed.script += [behave, second_page]
    process = sync()
    kill(feed, process)
    process.wait()
    if holder := getattr(feed, "holder", None):
        holder.close()
    wait_until(lambda: count(OTHERS) == 0, "the database to let the dead process go")
    assert (Notice.objects.count(), Opportunity.objects.count()) == (2, 2), "the first page and nothing of the second"
    assert FeedState.objects.get().cursor == cursor_of(2)

    feed.asked.clear()
    again = sync()
    said, _ = again.communicate(timeout=60)
    assert (again.returncode, json.loads(said)["problem"]) == (0, "")
    assert feed.asked[0]["cursor"] == cursor_of(2), "it goes on with the page at which it was killed"
    assert (Notice.objects.count(), Opportunity.objects.count()) == (6, 5)
    assert Opportunity.objects.get(ocid="ocds-h6vhtk-000001").title == "First, as amended"
    state = FeedState.objects.get()
    assert (state.releases_read, state.cursor, state.last_error) == (6, "", "")
