"""Celery doors of matching and bids: safe to repeat; what to do is in the rows of `changes`, of runs and of bids."""

import logging

from celery import group, shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from partnerships_portal.timers import SHARE_OUT_SECONDS

from .actions import (
    alerts,
    bid_news,
    decisions,
    members,
    offer_timers,
    opportunity_news,
    overlaps,
    proposal_news,
    proposal_timers,
    runs,
    shared_action_timers,
    teams,
)
from .fairness import folding, measuring
from .matching import running
from .weighing import making

log = logging.getLogger(__name__)

MOST_AT_ONCE = 64  # tasks: more workers than have so far been thought of
AFTER_OTHERS = 9  # priority: a change is acted on between two blocks


@shared_task
def act_on_changes() -> int:
    """Match again whatever changed; nudged by `changes.mark` and swept by beat."""
    return running.act_on_changes(at=timezone.now())


@shared_task
def full_run() -> int:
    """Have everything matched again, so that medians and the ages of things stay fresh."""
    return runs.schedule_full_run(by=None, why="Every night", at=timezone.now()).pk


@shared_task
def share_out_runs() -> int:
    """Ask as many workers as can help to work on the runs that are not finished; nudged, and swept by beat.

    What no worker has begun when the sweep comes again is forgotten: it asks again. Changes come before it.
    """
    some = running.share_out()[:MOST_AT_ONCE]
    try:
        group(work_on_run.s(run_id) for run_id in some).apply_async(expires=SHARE_OUT_SECONDS, priority=AFTER_OTHERS)
    except (OperationalError, OSError) as error:
        log.warning("Matching will wait for the sweep, the broker did not answer: %s", error)
    return len(some)


@shared_task
def work_on_run(run_id: int) -> bool:
    """Do one free block of a run; others may be free only now, and are shared out."""
    worked = running.work_on_run(run_id, at=timezone.now())
    if worked and running.opens_others(run_id):
        share_out_runs()
    return worked


@shared_task
def tell_of_new_matches() -> int:
    """Tell organisations of new opportunities that fit them; nudged by matching and swept by beat."""
    return alerts.tell_of_new_matches(at=timezone.now())


@shared_task
def count_what_was_shown() -> int:
    """Fold the pages that suggested organisations into how often each was shown on each day."""
    return folding.fold()


@shared_task
def compose_teams() -> int:
    """Compose the teams that people wait for; nudged when somebody asks and swept by beat."""
    done = 0
    while teams.compose_next(at=timezone.now()):
        done += 1
    return done


@shared_task
def make_previews() -> int:
    """Work out what drafts of weights would change; nudged by who asks and swept by beat."""
    return making.make_previews()


@shared_task
def measure_fairness() -> bool:
    """Measure how evenly possible partners are suggested, once a day and after new weights were published."""
    return measuring.measure_if_due(at=timezone.now())


@shared_task
def look_after_offers() -> None:
    """End offers whose last day is over, and remind of those that end soon; beat calls it every quarter of an hour."""
    offer_timers.look_after(at=timezone.now())


@shared_task
def lapse_decisions() -> int:
    """Close what consortia had not agreed by its deadline, and tell their members."""
    return decisions.lapse_overdue(at=timezone.now())


@shared_task
def tell_bidders() -> int:
    """Tell those who bid what became of their opportunities; what is stale is in the rows of bids."""
    return bid_news.tell_of_opportunities(at=timezone.now())


@shared_task
def find_overlaps() -> int:
    """Find organisations that are in two bids for the same lot, whatever brought that about."""
    return overlaps.look_everywhere(at=timezone.now())


@shared_task
def warn_of_overlaps() -> int:
    """Warn consortia for an opportunity at which somebody is in two bids: once a day, so that no act shows through."""
    return overlaps.warn(at=timezone.now())


@shared_task
def look_after_consortia() -> None:
    """End memberships of organisations that were closed, and tell what became of opportunities; beat calls it often."""
    members.end_closed(at=timezone.now())
    opportunity_news.tell_of_opportunities(at=timezone.now())


@shared_task
def remind_of_actions() -> int:
    """Remind members of what they have taken on: the day before, and once it is overdue; of each date once."""
    return shared_action_timers.remind(at=timezone.now())


@shared_task
def look_after_proposals() -> None:
    """Tell what became of what proposals stand on, remind of invitations that end soon, end those whose time is over;
    beat calls it every quarter of an hour."""
    proposal_news.look_after(at=timezone.now())
    proposal_timers.look_after(at=timezone.now())
