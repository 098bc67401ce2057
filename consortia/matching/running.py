"""When matching runs: at once for what changed, in blocks for everything, in this process or in many.

`acting` acts on changes; `full_runs` says what is done in each block of a full run, and `blocks` who does which.
"""

import time

from consortia.actions.runs import schedule_full_run
from consortia.models import MatchRun

from . import blocks
from .acting import act_on_changes
from .full_runs import tidy, work_on_run

__all__ = ["MatchingFailed", "act_on_changes", "full_run", "opens_others", "share_out", "work_on_run"]

PAUSE = 0.2  # seconds, while other workers do the last blocks


class MatchingFailed(RuntimeError):
    """A full run came to no end; the words of the error say in which block and why."""


def full_run(*, at, why: str = "") -> MatchRun:
    """Match everything with everything in this process; workers that look for work help.

    Returns the run: done, or given up where a newer one has begun. Raises MatchingFailed where a block failed.
    """
    run = schedule_full_run(by=None, why=why, at=at)
    while run.state == MatchRun.State.RUNNING:
        if not work_on_run(run.pk, at=at):
            time.sleep(PAUSE)
        run.refresh_from_db()
    tidy(run)
    if run.state == MatchRun.State.FAILED:
        raise MatchingFailed(run.error)
    return run


def share_out() -> list[int]:
    """The work that is free now: the key of an unfinished run for each block that a worker could take.

    Tidies up after runs that have ended.
    """
    for run in MatchRun.objects.exclude(state=MatchRun.State.RUNNING).filter(world__isnull=False):
        tidy(run)
    return [run.pk for run in MatchRun.objects.unfinished() for _ in blocks.free(run)]


def opens_others(run_id: int) -> bool:
    """Whether blocks of the run are free now that were not before the last one was done."""
    return blocks.opens_others(MatchRun.objects.get(pk=run_id))
