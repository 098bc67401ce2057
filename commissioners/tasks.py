"""Celery doors of commissioners."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from commissioners.actions import awards, events, opportunities, reminding, reviews
from commissioners.joining import KIND
from commissioners.syncing.feeds import feed_of_settings
from commissioners.syncing.runs import sync
from partnerships_portal.joining import invitations

log = logging.getLogger(__name__)

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


@shared_task
def sync_notices() -> None:
    """Bring in what is new in the feed of live notices; beat calls it every hour where one is set."""
    feed = feed_of_settings()
    if feed is None:
        return
    outcome = sync(feed=feed, first_days=settings.NOTICES_FIRST_DAYS, say=log.info)
    log.info("Live notices: %s", outcome.summary.as_json(problem=outcome.problem))


@shared_task
def remind() -> None:
    """Every morning: remind buyers of what needs them, and those who are interested of deadlines."""
    reminding.remind(at=timezone.now())


@shared_task
def remind_of_events() -> None:
    """Remind those who come of events that begin within a day; beat calls it every quarter of an hour."""
    events.remind(at=timezone.now())


@shared_task
def expire_invitations() -> None:
    """Mark the invitations to bodies that nobody answered in time; beat calls it every night."""
    invitations.expire_overdue(KIND, at=timezone.now())


@shared_task
def forget_links() -> None:
    """Keep no link of an invitation to a body once its e-mail was sent; beat calls it every five minutes."""
    invitations.forget_links(KIND)


@shared_task
def remind_of_reviews() -> None:
    """Remind the sides of joint reviews whose next day has come; beat calls it every morning."""
    reviews.remind(at=timezone.now())
