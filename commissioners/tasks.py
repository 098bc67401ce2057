"""Celery doors of commissioners."""

from celery import shared_task
from django.utils import timezone

from commissioners.actions import awards, opportunities

CLOSED_AT_ONCE = 500  # as many as one transaction holds


@shared_task
def close_overdue() -> None:
    """Close what passed its deadline; beat calls it every minute."""
    while opportunities.close_overdue(at=timezone.now(), limit=CLOSED_AT_ONCE) == CLOSED_AT_ONCE:
        pass


@shared_task
def link_suppliers() -> None:
    """Give organisations the contracts won under their numbers; beat calls it every five minutes."""
    awards.link_suppliers(at=timezone.now())
