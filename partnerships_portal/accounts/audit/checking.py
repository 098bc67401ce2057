"""Checking the whole audit trail: finds the first event that was changed, taken away, put in or moved."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from partnerships_portal.accounts.models import AuditCheck, AuditEvent, AuditSeal

from .sealing import KEPT, digest_of, gaps_in, hold_blocks
from .signing import event_signature, rows_digest

COLUMNS = ("pk", "at", "actor_id", "action", "target_kind", "target_id", "details", "signature")


@dataclass
class Checked:
    """What a check went through, and the first thing that is wrong (empty: nothing)."""

    events: int = 0
    sealed: int = 0  # of the events
    blocks: int = 0
    head: str = ""  # digest of the last block: kept elsewhere, it shows later that no block was cut off
    trouble: str = ""


class Trouble(Exception):
    """The trail is not as it was written. The message names the first event that is wrong."""


def check(*, at: dt.datetime, expected_heads: tuple[str, ...] = ()) -> Checked:
    """Go through all events and blocks. `expected_heads`: digests of blocks that were seen before."""
    checked = Checked()
    with transaction.atomic():
        hold_blocks(together=True)
        blocks = list(AuditSeal.objects.order_by("pk"))
        checked.blocks, checked.head = len(blocks), blocks[-1].digest if blocks else ""
        try:
            _check_chain(blocks, at)
            _check_heads(blocks, expected_heads)
            _check_events(blocks, checked)
        except Trouble as trouble:
            checked.trouble = str(trouble)
    return checked


def check_and_keep(*, at: dt.datetime, head: str = "") -> AuditCheck:
    """Check, also against what the last check saw, and keep the result for the staff's page."""
    before = AuditCheck.objects.exclude(head="").order_by("pk").last()
    heads = tuple(each for each in (before.head if before else "", head) if each)
    found = check(at=at, expected_heads=heads)
    return AuditCheck.objects.create(
        at=at, events=found.events, sealed=found.sealed, blocks=found.blocks, head=found.head, trouble=found.trouble
    )


def _check_chain(blocks: list[AuditSeal], at: dt.datetime) -> None:
    previous, next_id, gone = "", 1, True
    for block in blocks:
        if block.first_id != next_id:
            raise Trouble(f"Event {next_id}: the seal of its block was taken away.")
        if digest_of(block, previous) != block.digest:
            raise Trouble(f"Event {block.first_id}: the seal of its block (to {block.last_id}) was changed.")
        if block.events_removed_at and not (gone and block.last_at + KEPT <= block.events_removed_at <= at):
            raise Trouble(f"Event {block.first_id}: its block (to {block.last_id}) was removed before its time.")
        previous, next_id, gone = block.digest, block.last_id + 1, bool(block.events_removed_at)


def _check_heads(blocks: list[AuditSeal], heads: tuple[str, ...]) -> None:
    known = {block.digest for block in blocks}
    if not known.issuperset(heads):
        after = blocks[-1].last_id + 1 if blocks else 1
        raise Trouble(f"Event {after}: blocks from here on were seen by an earlier check and are not there any more.")


def _check_events(blocks: list[AuditSeal], checked: Checked) -> None:
    """Each block against its seal and each event against its signature; what is not sealed yet comes last."""
    events, after = AuditEvent.objects.order_by("pk").values_list(*COLUMNS), None
    for block in blocks:
        since = events if after is None else events.filter(pk__gt=after)
        rows = list(since.filter(pk__lte=block.last_id))
        _check_block(block, rows)
        checked.events += len(rows)
        checked.sealed += len(rows)
        after = block.last_id
    left = events if after is None else events.filter(pk__gt=after)
    for row in left.iterator(chunk_size=2000):
        _signed(row)
        checked.events += 1


def _signed(row: tuple) -> tuple[int, str]:
    pk, at, actor_id, action, target_kind, target_id, details, signature = row
    made = event_signature(
        pk=pk,
        at=at,
        actor_id=actor_id,
        action=action,
        target_kind=target_kind,
        target_id=target_id,
        details=details,
    )
    if made != signature:
        raise Trouble(f"Event {pk} was changed after it was written, or was not written by the portal.")
    return pk, signature


def _check_block(block: AuditSeal, rows: list[tuple]) -> None:
    if block.events_removed_at:
        if rows:
            raise Trouble(f"Event {rows[0][0]} was put in later: its block was removed.")
        return
    _check_numbers(block, [row[0] for row in rows])
    if rows_digest(_signed(row) for row in rows) != block.rows_digest:
        raise Trouble(f"Event {block.first_id}: an event of its block (to {block.last_id}) was replaced.")


def _check_numbers(block: AuditSeal, ids: list[int]) -> None:
    gaps = gaps_in(block.first_id, [*ids, block.last_id + 1])
    if gaps == block.gaps and len(ids) == block.count:
        return
    absent = {pk for start, end in block.gaps for pk in range(start, end + 1)}
    held = set(ids)
    numbers = range(min([*ids, block.first_id]), block.last_id + 1)
    wrong = next((pk for pk in numbers if (pk in held) != (pk >= block.first_id and pk not in absent)), block.first_id)
    raise Trouble(f"Event {wrong} {'was put in later' if wrong in held else 'was taken away'}.")
