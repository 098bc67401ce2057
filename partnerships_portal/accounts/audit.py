"""The record of what was done, written in the same transaction as the deed."""

from .models import AuditEvent


def record(*, actor, action, target, at, **details) -> AuditEvent:
    """Write one audit event.

    `actor` is the User who acted, or None for the portal itself. `details` names what changed
    (for example `fields=["turnover"]`) and never carries private values; of opportunities it also keeps what their
    history shows: short values before and after, notes, and the reason of a cancellation.
    """
    return AuditEvent.objects.create(
        at=at,
        actor=actor,
        action=action,
        target_kind=target._meta.label_lower,
        target_id=target.pk,
        details=details,
    )
