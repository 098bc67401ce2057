"""Full runs in blocks: begun twice, superseded, poisoned, changed meanwhile, read during the swap."""

import threading

import psycopg2
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone

from consortia.actions.runs import schedule_full_run
from consortia.matching import acting, blocks, full_runs, partial, running, staging
from consortia.matching.matcher import Matcher
from consortia.models import MatchBlock, MatchReplay, MatchRun, MatchWorld, PartnerMatch, Scope, TenderMatch
from consortia.run_progress import progress
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.actions import mark
from partnerships_portal.changes.models import Change
from tests.consortia.stored import stored
from tests.factories import OrganisationFactory

TABLES = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'matching\\_run\\_%'"


@pytest.fixture
def at(db):
    return timezone.now()


@pytest.fixture
def small_blocks(monkeypatch):
    """Two organisations in each block."""
    monkeypatch.setattr(blocks, "TENDER_PAIRS", 10)
    monkeypatch.setattr(blocks, "PARTNER_PAIRS", 12)


@pytest.fixture
def large(monkeypatch):
    """As in a large sector: changes are acted on in part."""
    monkeypatch.setattr(acting, "SMALL_PAIRS", 0)
    monkeypatch.setattr(partial, "MOST_CHANGED", 1)


def asked(at, **more):
    return schedule_full_run(**{"by": None, "why": "", "at": at} | more)


def prepared(at, **more):
    """A run whose world has been read."""
    run = asked(at, **more)
    assert running.work_on_run(run.pk, at=at)
    return run


def finished(run):
    """The run after this process did whatever was left to do."""
    while running.work_on_run(run.pk, at=timezone.now()):
        pass
    run.refresh_from_db()
    return run


def another_session():
    """Another connection to the test's database."""
    settings = connection.get_connection_params()
    return psycopg2.connect(**{name: value for name, value in settings.items() if name != "cursor_factory"})


def query(sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_blocks_of_any_size_find_the_same(sector, at, monkeypatch):
    running.full_run(at=at)
    found = stored()
    for pairs in (5, 12, 10_000):
        monkeypatch.setattr(blocks, "TENDER_PAIRS", pairs)
        monkeypatch.setattr(blocks, "PARTNER_PAIRS", pairs)
        run = running.full_run(at=at)
        assert stored() == found
    assert run.blocks.count() == 5
    assert query(TABLES) == 0 and not MatchWorld.objects.exists()


def test_nobody_sees_results_before_the_last_block(sector, at, small_blocks):
    run = prepared(at)
    while run.blocks.filter(done_at=None).count() > 1:
        assert running.work_on_run(run.pk, at=at)
        assert not TenderMatch.objects.exists() and not Scope.objects.exists()
    assert running.opens_others(run.pk)
    assert finished(run).state == "done" and TenderMatch.objects.count() == 15


def test_a_block_that_is_done_is_not_done_again(sector, at, small_blocks):
    run = prepared(at)
    block = run.blocks.get(number=1)
    assert running.work_on_run(run.pk, at=at)
    assert run.blocks.get(number=1).done_at
    blocks._do(block, full_runs._score)  # a worker that was slow to begin
    finished(run)
    assert TenderMatch.objects.count() == 15


def test_two_who_ask_at_once_get_one_run(sector, at, staff):
    run = asked(at, by=staff, why="A look")
    assert asked(at) == run
    assert MatchRun.objects.count() == 1
    event = AuditEvent.objects.get(action="match_run_started")
    assert (event.actor, event.details["why"]) == (staff, "A look")


def test_a_newer_run_takes_the_place_of_an_older_one(sector, at, small_blocks):
    older = prepared(at)
    assert running.work_on_run(older.pk, at=at)
    newer = prepared(at)
    older.refresh_from_db()
    assert older.state == "superseded" and older.stopped_at
    assert not running.work_on_run(older.pk, at=at)  # nobody works on its blocks any more
    assert set(running.share_out()) == {newer.pk}
    assert query(TABLES) == 1  # tidied up
    assert finished(newer).state == "done"
    assert TenderMatch.objects.count() == 15


def test_an_older_run_never_undoes_a_newer_one(sector, at, monkeypatch):
    """Even where whoever began the newer one died before it could say so."""
    monkeypatch.setattr(full_runs, "supersede_older", lambda **told: 0)
    older = prepared(at)
    while older.blocks.filter(done_at=None).count() > 1:
        running.work_on_run(older.pk, at=at)
    finished(prepared(at))
    before = set(TenderMatch.objects.values_list("pk", flat=True))
    running.work_on_run(older.pk, at=at)
    older.refresh_from_db()
    assert older.state == "superseded"
    assert set(TenderMatch.objects.values_list("pk", flat=True)) == before


def test_a_block_that_fails_is_tried_again(sector, at, monkeypatch):
    run = prepared(at)
    with monkeypatch.context() as patch:
        patch.setattr(Matcher, "append_tenders", fail_once := Failing())
        assert running.work_on_run(run.pk, at=at)
    assert fail_once.calls == 1
    assert "out of luck" in run.blocks.get(number=1).error
    assert finished(run).state == "done"
    assert run.blocks.get(number=1).attempts == 2 and not run.blocks.get(number=1).error


class Failing:
    def __init__(self):
        self.calls = 0

    def __call__(self, *arguments):
        self.calls += 1
        raise RuntimeError("out of luck")


def test_a_block_that_always_fails_fails_the_run_and_says_why(sector, at, monkeypatch):
    running.full_run(at=at)
    before = stored()
    monkeypatch.setattr(Matcher, "append_partners", failing := Failing())
    run = finished(asked(at))
    assert failing.calls == blocks.MOST_ATTEMPTS
    assert run.state == "failed" and "out of luck" in run.error and "each other" in run.error
    assert stored() == before  # what was in force stays
    running.share_out()
    assert query(TABLES) == 0 and not MatchWorld.objects.exists()
    with pytest.raises(running.MatchingFailed, match="out of luck"):
        running.full_run(at=at)


def test_a_block_that_kills_its_workers_fails_the_run(sector, at):
    run = prepared(at)
    run.blocks.filter(number=1).update(attempts=blocks.MOST_ATTEMPTS)
    assert finished(run).state == "failed"
    assert "ended without a word" in run.error


def test_marks_of_a_failed_run_do_not_start_it_again_and_again(sector, at, large, monkeypatch):
    monkeypatch.setattr(Matcher, "append_tenders", Failing())
    mark(kind="everything", at=at)
    running.act_on_changes(at=at)
    finished(MatchRun.objects.get())
    assert running.act_on_changes(at=at) == 0
    assert MatchRun.objects.count() == 1
    assert Change.objects.filter(kind="everything").exists()  # the run of the night covers it
    mark(kind="everything", at=timezone.now())
    running.act_on_changes(at=at)
    assert MatchRun.objects.count() == 2


def test_the_command_says_that_matching_failed(sector, at, monkeypatch):
    monkeypatch.setattr(Matcher, "append_scopes", Failing())
    with pytest.raises(CommandError, match="out of luck"):
        call_command("match")


def test_a_change_during_a_run_is_acted_on_at_once_and_kept_by_it(sector, at, large, small_blocks):
    areas, places = sector
    running.full_run(at=at)
    run = prepared(at)
    newcomer = OrganisationFactory(services=areas, places=places)
    mark(kind="organisation", object_id=newcomer.pk, at=at)
    assert running.act_on_changes(at=at) == 1
    found = set(TenderMatch.objects.filter(organisation=newcomer).values_list("opportunity", "point"))
    assert len(found) == 5 and not Change.objects.exists()
    assert finished(run).state == "done"
    assert set(TenderMatch.objects.filter(organisation=newcomer).values_list("opportunity", "point")) == found
    assert PartnerMatch.objects.filter(partner=newcomer).exists()
    assert Scope.objects.filter(organisation=newcomer).exists()
    assert not MatchReplay.objects.exists()


def test_what_was_deleted_during_a_run_does_not_come_back(sector, at):
    run = prepared(at)
    gone = OrganisationFactory._meta.model.objects.first()
    gone.delete()
    assert finished(run).state == "done"
    assert not TenderMatch.objects.filter(organisation_id=gone.pk).exists()
    assert not PartnerMatch.objects.filter(partner_id=gone.pk).exists()
    assert not Scope.objects.filter(organisation_id=gone.pk).exists()


def test_the_swap_leaves_every_constraint_and_index_under_its_name(sector, at):
    def made():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) UNION ALL "
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s)",
                [list(staging.TABLES), list(staging.TABLES)],
            )
            return sorted(cursor.fetchall())

    before = made()
    assert len(before) > 15
    running.full_run(at=at)
    assert made() == before
    assert not any("FOREIGN KEY" in definition for _, definition in before)  # none would follow into the new table


@pytest.mark.django_db(transaction=True)
def test_readers_see_the_old_or_the_new_and_are_never_refused(sector, at):
    """They read all the time, while results are brought into force again and again."""
    running.full_run(at=at)
    seen, stop = [], threading.Event()
    reader = another_session()
    reader.autocommit = True

    def read():
        with reader.cursor() as cursor:
            while not stop.is_set():
                cursor.execute("SELECT count(*), count(DISTINCT computed_at) FROM consortia_tendermatch")
                seen.append(cursor.fetchone())

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(5):
        running.full_run(at=timezone.now())
    stop.set()
    thread.join()
    reader.close()
    assert len(seen) > 10
    assert set(seen) == {(15, 1)}


@pytest.mark.django_db(transaction=True)
def test_the_swap_waits_for_a_long_reader_without_holding_up_others(sector, at, monkeypatch):
    run = prepared(at)
    while run.blocks.filter(done_at=None).count() > 1:
        running.work_on_run(run.pk, at=at)
    monkeypatch.setattr(staging, "WAITS", ("50ms", "50ms"))
    monkeypatch.setattr(staging, "PAUSE", 0.01)
    reader = another_session()
    reader.cursor().execute("SELECT count(*) FROM consortia_tendermatch")
    for _ in range(blocks.MOST_ATTEMPTS + 1):
        assert not running.work_on_run(run.pk, at=at)
    run.refresh_from_db()
    assert run.state == "running"  # tried again with the next sweep, for as long as it takes
    assert "reads the matches" in progress(at).last_error
    reader.close()
    assert finished(run).state == "done"
    assert TenderMatch.objects.count() == 15


@pytest.mark.django_db(transaction=True)
def test_a_block_in_the_hands_of_one_worker_is_not_taken_by_another(sector, at):
    run = prepared(at)
    other = another_session()
    other.cursor().execute("SELECT 1 FROM consortia_matchblock WHERE run_id = %s AND number = 1 FOR UPDATE", [run.pk])
    while running.work_on_run(run.pk, at=at):
        pass
    assert list(run.blocks.filter(done_at=None).values_list("number", flat=True)) == [1, run.blocks.count() - 1]
    other.close()  # it dies
    with transaction.atomic():
        list(run.blocks.select_for_update())  # the database has noticed
    assert finished(run).state == "done"
    with transaction.atomic():
        assert TenderMatch.objects.count() == 15


def test_the_steps_of_a_run_are_timed(sector, at):
    run = running.full_run(at=at)
    assert {"read_s", "encode_s", "score_s", "write_s", "index_s", "swap_s", "peak_mb"} <= set(run.timings)
    assert all(block.seconds > 0 for block in run.blocks.all())
    assert {block.kind for block in run.blocks.all()} == set(MatchBlock.Kind)
