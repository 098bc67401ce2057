"""Celery doors of matching and its alerts: no arguments, safe to repeat; what to do is in the rows of `changes`."""

from celery import shared_task
from django.utils import timezone

from .actions import alerts
from .fairness import folding
from .matching import running


@shared_task
def act_on_changes() -> int:
    """Match again whatever changed; nudged by `changes.mark` and swept by beat."""
    return running.act_on_changes(at=timezone.now())


@shared_task
def full_run() -> int:
    """Match everything again, so that medians and the ages of things stay fresh."""
    return running.full_run(at=timezone.now()).pk


@shared_task
def tell_of_new_matches() -> int:
    """Tell organisations of new opportunities that fit them; nudged by matching and swept by beat."""
    return alerts.tell_of_new_matches(at=timezone.now())


@shared_task
def count_what_was_shown() -> int:
    """Fold the pages that suggested organisations into how often each was shown on each day."""
    return folding.fold()
