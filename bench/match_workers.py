"""How long a full matching of the world of DATABASE_URL takes two worker processes that share it.

Seconds of phases are of both together.
"""

import time

from django.utils import timezone

from bench.match_full import say
from bench.workers import all_is_acted_on, wait_until, workers
from consortia.actions.runs import schedule_full_run
from consortia.models import MatchRun
from partnerships_portal.changes.actions import mark

WORKERS = 2


def main() -> None:
    with workers(WORKERS):
        mark(kind="organisation", object_id=0, at=timezone.now())  # of nobody: once it is acted on, workers are there
        wait_until(all_is_acted_on)
        started = time.perf_counter()
        run = schedule_full_run(by=None, why="A benchmark", at=timezone.now())
        wait_until(lambda: MatchRun.objects.get(pk=run.pk).state != MatchRun.State.RUNNING)
        seconds = time.perf_counter() - started
    run.refresh_from_db()
    say("match_full_workers", run, seconds, workers=WORKERS)
