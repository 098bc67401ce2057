"""What is done with files in the background."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def remove_orphans() -> int:
    return actions.remove_orphans(at=timezone.now())
