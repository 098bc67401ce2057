"""Sealing settled events into blocks, each chained to the one before, and letting go of old blocks."""

import datetime as dt
import time
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Max

from partnerships_portal.accounts.models import AuditEvent, AuditSeal

from .recording import WRITERS
from .signing import rows_digest, seal_digest

SEALERS = 7_301_002  # held alone by who seals or removes blocks, together by who checks them
BLOCK = 1000  # events
KEPT = dt.timedelta(days=7 * 365)
TRIES, PAUSE = 40, 0.05  # seconds; together two seconds of looking for a moment without a writer


def seal(*, at: dt.datetime) -> int:
    """Seal every settled event that is not sealed yet; returns how many. Zero also where writers left no moment."""
    ceiling = settled()
    if ceiling is None:
        return 0
    sealed = 0
    with transaction.atomic():
        hold_blocks()
        while count := _seal_next(ceiling, at):
            sealed += count
    return sealed


def settled() -> int | None:
    """The highest number below which no event can appear any more; None if writers left no moment to find out.

    A writer takes its number before it commits, and may commit after a later one. So this asks for the writers' lock
    alone, without waiting in their way: having it, no number is taken and not yet committed or given up.
    """
    for _ in range(TRIES):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [WRITERS])
            if cursor.fetchone()[0]:
                return AuditEvent.objects.aggregate(highest=Max("pk"))["highest"] or 0
        time.sleep(PAUSE)
    return None


def hold_blocks(*, together: bool = False) -> None:
    """Keep sealers and removers out until the end of the transaction; `together`: other readers may come in."""
    function = "pg_advisory_xact_lock_shared" if together else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [SEALERS])


def remove_old_blocks(*, at: dt.datetime) -> int:
    """Delete the events of blocks that are all older than KEPT, oldest first; returns how many.

    Their seals stay, so that the chain can still be followed.
    """
    removed = 0
    with transaction.atomic():
        hold_blocks()
        with connection.cursor() as cursor:  # until the end of this transaction only
            cursor.execute("SET LOCAL portal.audit_retention = 'on'")
        for block in AuditSeal.objects.filter(events_removed_at=None).order_by("pk"):
            if block.last_at > at - KEPT:
                break  # what follows stays, so that what is left is one piece
            removed += AuditEvent.objects.filter(pk__gte=block.first_id, pk__lte=block.last_id).delete()[0]
            AuditSeal.objects.filter(pk=block.pk).update(events_removed_at=at)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL portal.audit_retention = 'off'")
    return removed


def gaps_in(first_id: int, ids: list[int]) -> list[list[int]]:
    """The numbers from `first_id` to the last of `ids` that are not among them, as [from, to]."""
    return [[before + 1, after - 1] for before, after in pairwise([first_id - 1, *ids]) if after - before > 1]


def digest_of(block: AuditSeal, previous: str) -> str:
    """What the block's digest must be after `previous`."""
    return seal_digest(
        previous=previous,
        first_id=block.first_id,
        last_id=block.last_id,
        count=block.count,
        gaps=block.gaps,
        last_at=block.last_at,
        sealed_at=block.sealed_at,
        rows_digest=block.rows_digest,
    )


def _seal_next(ceiling: int, at: dt.datetime) -> int:
    previous = AuditSeal.objects.order_by("pk").last()
    first_id = previous.last_id + 1 if previous else 1
    events = AuditEvent.objects.filter(pk__gte=first_id, pk__lte=ceiling).order_by("pk")
    rows = list(events.values_list("pk", "signature", "at")[:BLOCK])
    if not rows:
        return 0
    block = AuditSeal(
        first_id=first_id,
        last_id=rows[-1][0],
        count=len(rows),
        gaps=gaps_in(first_id, [pk for pk, *_ in rows]),
        last_at=max(event_at for *_, event_at in rows),
        sealed_at=at,
        rows_digest=rows_digest((pk, signature) for pk, signature, _ in rows),
    )
    block.digest = digest_of(block, previous.digest if previous else "")
    block.save(force_insert=True)
    return len(rows)
