"""Celery doors of accounts: the audit trail, and what is kept no longer."""

import logging

from celery import shared_task
from django.utils import timezone

from . import tidying
from .audit import checking, sealing

log = logging.getLogger(__name__)


@shared_task
def seal_audit_trail() -> None:
    """Seal what was recorded since the last time."""
    sealing.seal(at=timezone.now())


@shared_task
def check_audit_trail() -> None:
    """Check the whole trail and keep the result. The log, which is kept elsewhere, is told the head of the chain."""
    result = checking.check_and_keep(at=timezone.now())
    if result.trouble:
        log.error("the audit trail was changed: %s", result.trouble)
    else:
        log.info("audit trail: %s events, nothing changed, head %s", result.events, result.head)


@shared_task
def tidy() -> None:
    """Delete what there is no more reason to keep."""
    tidying.tidy(at=timezone.now())
