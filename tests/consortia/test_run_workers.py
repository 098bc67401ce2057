"""A full run that real Celery workers share: killed, and without their broker, they lose and repeat nothing."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from consortia.actions.runs import schedule_full_run
from consortia.matching import blocks, full_runs, running
from consortia.models import MatchBlock, MatchRun, PartnerMatch, Scope, TenderMatch
from tests.consortia.stored import stored
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory
from tests.real_worker import kill, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_worker]

ORGANISATIONS = 60


@pytest.fixture
def sector(transactional_db, monkeypatch):
    """Sixty organisations and eight opportunities, cut into many small blocks."""
    monkeypatch.setattr(blocks, "TENDER_PAIRS", 8)
    monkeypatch.setattr(blocks, "PARTNER_PAIRS", ORGANISATIONS)
    areas = [ServiceAreaFactory() for _ in range(4)]
    places = [LocalAuthorityFactory() for _ in range(5)]
    for number in range(ORGANISATIONS):
        OrganisationFactory(
            services=[areas[number % 4], areas[(number + 1 + number % 3) % 4]],
            places=[places[number % 5]],
            turnover_band=number % 4,
        )
    for number in range(8):
        OpportunityFactory(services=[areas[number % 4]], places=[places[number % 5], places[(number + 1) % 5]])


def done(run) -> int:
    return run.blocks.exclude(done_at=None).count()


@contextmanager
def one_block_held(run):
    """As long as this lasts, one block is somebody else's: however fast the workers are, the run is not finished."""
    with transaction.atomic():
        assert run.blocks.select_for_update().filter(kind=MatchBlock.Kind.TENDERS).last()
        yield


def state(run) -> str:
    return MatchRun.objects.get(pk=run.pk).state


def test_two_workers_one_killed_and_redis_emptied_find_what_one_process_finds(sector, start_worker, broker):
    at = timezone.now()
    run = schedule_full_run(by=None, why="", at=at)
    assert full_runs.work_on_run(run.pk, at=at)  # the world is read here, so that ages are the same below
    workers = [start_worker(sweep=True), start_worker()]
    with one_block_held(run):
        wait_until(lambda: done(run) > 5, "some blocks to be done")
        kill(workers[1])
        seconds_of = dict(run.blocks.exclude(done_at=None).values_list("number", "seconds"))
        broker.flushall()
        assert state(run) == "running"
    wait_until(lambda: state(run) == "done", "the run to be finished without the broker's memory")
    after = dict(run.blocks.values_list("number", "seconds"))
    assert seconds_of.items() <= after.items()  # what was done was not done again
    assert set(run.blocks.filter(attempts__gt=2).values_list("number", flat=True)) == set()
    together = stored()
    assert len(together["TenderMatch"]) > ORGANISATIONS and len(together["PartnerMatch"]) > ORGANISATIONS
    kill(workers[0])
    TenderMatch.objects.all().delete()
    PartnerMatch.objects.all().delete()
    Scope.objects.all().delete()
    running.full_run(at=at)
    assert stored() == together


def test_a_run_whose_only_worker_was_killed_is_finished_by_the_next(sector, start_worker, broker):
    at = timezone.now()
    run = schedule_full_run(by=None, why="", at=at)
    assert full_runs.work_on_run(run.pk, at=at)  # cut into blocks as small as the sector says
    worker = start_worker()
    with one_block_held(run):
        wait_until(lambda: done(run) > 3, "some blocks to be done")
        kill(worker)
        broker.flushall()
        assert state(run) == "running"
    start_worker(sweep=True)
    wait_until(lambda: state(run) == "done", "the next worker to finish")
    assert not run.blocks.filter(done_at=None).exists()
    assert run.blocks.get(kind=MatchBlock.Kind.PREPARE).attempts == 1
    assert Scope.objects.count() == ORGANISATIONS
