"""Celery doors of organisations."""

from celery import shared_task
from django.utils import timezone

from mutuals import actions
from mutuals.actions import invitations


@shared_task
def expire_invitations() -> None:
    """Mark the invitations that nobody answered in time; beat calls it every night."""
    invitations.expire_overdue(at=timezone.now())


@shared_task
def forget_links() -> None:
    """Keep no link of an invitation once its e-mail was sent; beat calls it every five minutes."""
    invitations.forget_links()


@shared_task
def ask_for_confirmation() -> None:
    """Every day: ask the owners of Mutuals that were verified some years ago, and remind those who were asked."""
    actions.ask_for_confirmation(at=timezone.now())
