"""Celery doors of notifications."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def send_waiting() -> None:
    """Send every e-mail that waits, single messages before digests; nudged by `notify` and swept by beat."""
    while actions.send_everything(at=timezone.now()):
        pass  # a round takes some hundreds; the last one finds nothing that is due


@shared_task
def make_digests() -> None:
    """Gather what is due for digests. Beat asks every few minutes, so that one missed at half past seven is made up."""
    actions.make_digests(at=timezone.now())
