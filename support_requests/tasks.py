"""Celery doors of the support programme: safe to repeat; what is due is in the rows."""

from celery import shared_task
from django.utils import timezone

from .actions import (
    advising_timers,
    clock_warnings,
    clocks,
    evaluation_links,
    evaluation_timers,
    following,
    funding_timers,
    priority,
)


@shared_task
def look_after_clocks() -> int:
    """Warn of requests that are due soon, late or stuck, in office hours; beat calls it every five minutes."""
    return clock_warnings.look_after(at=timezone.now())


@shared_task
def follow_organisations() -> int:
    """Let requests follow organisations that were merged or closed; beat calls it every five minutes."""
    return following.follow_organisations(at=timezone.now())


@shared_task
def look_after_advisers() -> int:
    """Take advisers off who have a conflict of interest now, or whose accounts are closed; every minute."""
    return advising_timers.look_after(at=timezone.now())


@shared_task
def look_after_evaluations() -> int:
    """Ask, remind of and close questionnaires; beat calls it every quarter of an hour."""
    return evaluation_timers.look_after(at=timezone.now())


@shared_task
def forget_evaluation_links() -> int:
    """Take links of questionnaires out of messages that were sent; beat calls it every five minutes."""
    return evaluation_links.forget_links()


@shared_task
def work_out_clocks() -> None:
    """Count clocks that still run anew, so that none misses a day that was closed; beat calls it every night."""
    clocks.work_out_all()


@shared_task
def store_worked() -> int:
    """Count how long clocks ran that ended uncounted; beat calls it every night."""
    return clocks.store_worked()


@shared_task
def suggest_priorities() -> int:
    """Suggest priorities anew, as dates come nearer; beat calls it every hour."""
    return priority.refresh(at=timezone.now())


@shared_task
def look_after_rounds() -> None:
    """Close funding rounds whose time is over, tell of those that open or close soon; beat calls it every minute."""
    funding_timers.look_after(at=timezone.now())
