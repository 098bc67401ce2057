"""The blocks of a full run: cut, taken by one worker each, done and committed, or free again.

A block is done in one transaction that locks its row. Of a worker that dies PostgreSQL rolls everything back, and
another takes the block. That an attempt began is committed before it, so that a block that kills its worker is not
tried for ever.
"""

import logging
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from consortia.actions.runs import fail
from consortia.models import MatchBlock, MatchRun

from .staging import Busy
from .timings import Timings

log = logging.getLogger(__name__)

TENDER_PAIRS = 100_000_000  # of a block: half a second of work
PARTNER_PAIRS = 20_000_000
MOST_ATTEMPTS = 3
# A worker that works for longer without a word to PostgreSQL is taken for lost, with its machine.
LOST = "10min"

Work = Callable[[MatchBlock, Timings], None]


def cut(run: MatchRun, *, organisations: int, opportunities: int, with_partners: int) -> list[MatchBlock]:
    """The blocks after the first: rows of tenders, of scopes and of partners, and at last the swap."""
    kind = MatchBlock.Kind
    ranges = [
        *((kind.TENDERS, *rows) for rows in _ranges(organisations, opportunities, TENDER_PAIRS)),
        (kind.SCOPES, 0, organisations),
        *((kind.PARTNERS, *rows) for rows in _ranges(with_partners, organisations, PARTNER_PAIRS)),
        (kind.SWAP, 0, 0),
    ]
    return [
        MatchBlock(run=run, number=number, kind=name, first=first, end=end)
        for number, (name, first, end) in enumerate(ranges, start=1)
    ]


def _ranges(rows: int, columns: int, pairs: int):
    size = max(1, pairs // max(columns, 1))
    return ((first, min(first + size, rows)) for first in range(0, rows, size))


def free(run: MatchRun):
    """The blocks of the run that somebody could begin now: the first and the last are done alone."""
    undone = run.blocks.filter(done_at=None)
    alone = (MatchBlock.Kind.PREPARE, MatchBlock.Kind.SWAP)
    return undone if undone.count() == 1 else undone.exclude(kind__in=alone)


def opens_others(run: MatchRun) -> bool:
    """Whether blocks are free now that were not before: the first is done, or all but the last."""
    undone = run.blocks.filter(done_at=None).count()
    return undone == 1 or undone == run.blocks.count() - 1


def work_on_next(run_id: int, work: Work) -> bool:
    """Take a free block of the run and do it. Whether there was one to do now; it may have failed and be free again."""
    block = _taken(run_id)
    if block is None:
        return False
    try:
        _do(block, work)
    except Busy as reason:
        log.info("%s waits: %s", block, reason)
        MatchBlock.objects.filter(pk=block.pk).update(attempts=F("attempts") - 1, error=str(reason))
        return False
    except Exception as error:
        log.exception("%s failed", block)
        _failed(block, error)
    return True


@transaction.atomic
def _taken(run_id: int) -> MatchBlock | None:
    run = MatchRun.objects.unfinished().filter(pk=run_id).first()
    if run is None:
        return None
    block = free(run).order_by("attempts", "number").select_for_update(skip_locked=True).first()
    if block is None:
        return None
    if block.attempts >= MOST_ATTEMPTS:
        reason = block.error or "its workers ended without a word, perhaps for want of memory"
        fail(run=run, error=f"{block.get_kind_display()} {block.number}: {reason}", at=timezone.now())
        return None
    block.attempts += 1
    block.save(update_fields=["attempts"])
    block.run = run
    return block


def _do(block: MatchBlock, work: Work) -> None:
    started, timings = time.perf_counter(), Timings()
    with transaction.atomic():
        if block.kind == MatchBlock.Kind.PREPARE:
            _read_as_of_now()
        if not _locked(block):
            return
        work(block, timings)
        block.done_at, block.seconds = timezone.now(), time.perf_counter() - started
        block.timings, block.error = timings.as_dict(), ""
        block.save(update_fields=["done_at", "seconds", "timings", "error"])


def _read_as_of_now() -> None:
    """The whole world as of one moment. A transaction that has begun before (in tests) reads as it does."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _locked(block: MatchBlock) -> bool:
    """Whether the block is ours alone until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{LOST}'")
    mine = MatchBlock.objects.filter(pk=block.pk, done_at=None, run__state=MatchRun.State.RUNNING)
    return mine.select_for_update(skip_locked=True, of=("self",)).first() is not None


def _failed(block: MatchBlock, error: Exception) -> None:
    """Keep why. Of a run that ended meanwhile nothing is kept: its tables are gone, and so a worker may fail."""
    MatchBlock.objects.filter(pk=block.pk, run__state=MatchRun.State.RUNNING).update(error=repr(error)[:2000])
