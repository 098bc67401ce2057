"""Celery doors of the support programme."""

from celery import shared_task
from django.utils import timezone

from .actions import clock_warnings


@shared_task
def look_after_clocks() -> int:
    """Warn of requests that are due soon, late or stuck, in office hours; beat calls it every five minutes."""
    return clock_warnings.look_after(at=timezone.now())
