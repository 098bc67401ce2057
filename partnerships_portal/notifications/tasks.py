"""Celery doors of notifications."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def send_waiting() -> None:
    """Send every e-mail that waits; nudged by `notify` and swept by beat."""
    actions.send_waiting(at=timezone.now())
