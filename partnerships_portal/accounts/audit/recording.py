"""Writing audit events: signed, and numbered so that a sealer knows which numbers are settled."""

from collections.abc import Sequence

from django.db import connection, transaction

from partnerships_portal.accounts.models import AuditEvent

from .signing import event_signature

# Writers hold this PostgreSQL advisory lock together, from taking a number to the end of their transaction. None
# waits for another; the sealer knows that all numbers are settled when it gets it alone (sealing.py).
WRITERS = 7_301_001


def record(*, actor, action, target, at, **details) -> AuditEvent:
    """Write one audit event.

    `actor` is the User who acted, or None for the portal itself. `details` names what changed
    (for example `fields=["turnover"]`) and never carries private values; of opportunities it also keeps what their
    history shows: short values before and after, notes, and the reason of a cancellation. People are named in it by
    their number alone (`person=person.pk`). The action needs words in the app's `audit_words.py`.
    """
    event = AuditEvent(
        at=at,
        actor=actor,
        action=action,
        target_kind=target._meta.label_lower,
        target_id=target.pk,
        details=details,
    )
    record_all([event])
    return event


@transaction.atomic(savepoint=False)
def record_all(events: Sequence[AuditEvent]) -> None:
    """Write many events, in two statements for each thousand."""
    for event, pk in zip(events, _take_numbers(len(events)), strict=True):
        event.pk = pk
        event.signature = signature_of(event)
    AuditEvent.objects.bulk_create(events, batch_size=1000)


def signature_of(event: AuditEvent) -> str:
    """What the event's signature must be."""
    return event_signature(
        pk=event.pk,
        at=event.at,
        actor_id=event.actor_id,
        action=event.action,
        target_kind=event.target_kind,
        target_id=event.target_id,
        details=event.details,
    )


def _take_numbers(count: int) -> list[int]:
    """The next numbers of the table, taken under the writers' lock, which is had first in each row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(%s), nextval(pg_get_serial_sequence(%s, 'id'))"
            " FROM generate_series(1, %s)",
            [WRITERS, AuditEvent._meta.db_table, count],
        )
        return [number for _, number in cursor.fetchall()]
