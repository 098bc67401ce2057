"""The page on which programme staff see how full matchings go, and start one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from consortia.actions.runs import schedule_full_run
from consortia.matching import running
from consortia.models import MatchRun
from consortia.run_progress import progress
from partnerships_portal.accounts.models import AuditEvent

pytestmark = pytest.mark.django_db
PAGE, START = "/programme/matching/", "/programme/matching/start/"


@pytest.fixture
def at(db):
    return timezone.now()


def text_of(client, address=PAGE) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_staff_are_told_that_nothing_has_run_yet(sign_in, analyst):
    page = text_of(sign_in(analyst))
    assert "No run has ended yet" in page and "no run has been done yet" in page
    assert START not in page  # analysts read


def test_staff_start_a_run_after_a_check_and_once_only(sign_in, staff, sector):
    client = sign_in(staff)
    assert "Check before you start" in text_of(client, START)
    assert not MatchRun.objects.exists()
    for _ in range(2):
        assert client.post(START).url == PAGE
    run = MatchRun.objects.get()
    assert (run.started_by, run.state) == (staff, "running")
    assert AuditEvent.objects.filter(action="match_run_started", actor=staff).count() == 1
    page = text_of(client)
    assert "Waits for a worker" in page and escape(str(staff)) in page
    assert "You need not ask for another" in text_of(client, START)


def test_staff_see_what_is_done_how_fast_and_until_when(sign_in, staff, sector, at):
    run = schedule_full_run(by=staff, why="Started by hand", at=at)
    for _ in range(3):
        running.work_on_run(run.pk, at=at)
    found = progress(at + dt.timedelta(seconds=30))
    assert (found.done, found.total) == (3, 5)
    assert found.a_minute == 4.0  # two blocks that match in half a minute
    assert found.left == dt.timedelta(seconds=30)
    page = text_of(sign_in(staff))
    assert "3 of 5 blocks" in page and "blocks a minute" in page and "Look again" in page
    assert "3 of 5 blocks are done. It is given up" in text_of(sign_in(staff), START)


def test_staff_see_how_runs_ended(sign_in, staff, sector, at):
    running.full_run(at=at, why="Every night")
    MatchRun.objects.create(
        state="failed",
        error="Scope to partner 2: out of luck",
        weight_set_id=MatchRun.objects.get().weight_set_id,
        started_at=at,
        stopped_at=at,
    )
    page = text_of(sign_in(staff))
    assert "Every night" in page and "6 organisations, 5 opportunities" in page
    assert "out of luck" in page and "Failed" in page
    assert "Scoring organisations with opportunities" in page  # where the time went


def test_the_page_asks_no_more_queries_when_more_runs_were_done(sign_in, staff, sector, at):
    client = sign_in(staff)
    running.full_run(at=at)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _ in range(3):
        running.full_run(at=at)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(few) == len(many)


def test_nobody_else_reads_it(sign_in, owner, commissioner):
    for person in (owner, commissioner):
        assert sign_in(person).get(PAGE).status_code == 404
        assert sign_in(person).post(START).status_code == 404
    assert not MatchRun.objects.exists()
