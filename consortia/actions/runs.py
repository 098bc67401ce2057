"""Full matchings: asking for one, giving one up, saying that one failed (decision 0119)."""

from django.db import transaction

from consortia.matching.weight_sets import ensured
from consortia.models import MatchBlock, MatchRun
from partnerships_portal.accounts.audit.recording import record
from partnerships_portal.changes import actions as changes

SHARE_OUT = "consortia.tasks.share_out_runs"


@transaction.atomic
def schedule_full_run(*, by, why: str, at) -> MatchRun:
    """Have everything matched again by whatever workers there are, as things are once this is committed.

    `by` is None where the portal asks by itself. A run that was asked for and has not begun is enough: it is returned.
    """
    waiting = _not_begun()
    if waiting is not None:
        return waiting
    run = MatchRun.objects.create(
        state=MatchRun.State.RUNNING, why=why, started_by=by, weight_set=ensured(at=at), started_at=at
    )
    MatchBlock.objects.create(run=run, number=0, kind=MatchBlock.Kind.PREPARE)
    if by is not None:
        record(actor=by, action="match_run_started", target=run, at=at, why=why)
    transaction.on_commit(lambda: changes.nudge(SHARE_OUT))
    return run


def _not_begun() -> MatchRun | None:
    """A run whose world is still to be read. Locked, so that it is read after this transaction."""
    reading = MatchBlock.objects.filter(
        run__in=MatchRun.objects.unfinished(), kind=MatchBlock.Kind.PREPARE, done_at=None, attempts=0
    )
    block = reading.select_for_update(skip_locked=True, of=("self",)).select_related("run").first()
    return block.run if block else None


def supersede_older(*, run: MatchRun, at) -> int:
    """Give up the unfinished runs before this one, whose world is read; returns how many.

    Their blocks are worked on no more: what a worker is doing for one is thrown away when it is done.
    """
    older = MatchRun.objects.unfinished().filter(pk__lt=run.pk)
    return older.update(state=MatchRun.State.SUPERSEDED, stopped_at=at)


@transaction.atomic
def fail(*, run: MatchRun, error: str, at) -> bool:
    """Say that the run cannot be finished, and why. What it was asked for is matched by the next run."""
    failed = MatchRun.objects.unfinished().filter(pk=run.pk)
    return bool(failed.update(state=MatchRun.State.FAILED, stopped_at=at, error=error or "No reason was given."))
