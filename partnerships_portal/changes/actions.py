"""Marking what is stale. The row is the truth; the task is only a nudge that a periodic sweep makes good."""

import logging

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from .models import Change

log = logging.getLogger(__name__)


@transaction.atomic
def mark(*, kind: str, at, object_id: int = 0) -> None:
    """Say that `kind` `object_id` changed at `at`, in the caller's transaction, and nudge its consumer on commit."""
    mark_many(kind=kind, object_ids=[object_id], at=at)


@transaction.atomic
def mark_many(*, kind: str, object_ids, at) -> None:
    """As `mark`, for many things of one kind with one nudge."""
    task = settings.CHANGE_CONSUMERS[kind]
    Change.objects.bulk_create([Change(kind=kind, object_id=pk, marked_at=at) for pk in object_ids], batch_size=5000)
    transaction.on_commit(lambda: nudge(task))


def nudge(task: str) -> None:
    """Ask a worker to run `task` now. Without a broker the sweep will do it: said in the log, nothing is lost."""
    try:
        current_app.send_task(task)
    except (OperationalError, OSError) as error:
        log.warning("%s will wait for the sweep, the broker did not answer: %s", task, error)
