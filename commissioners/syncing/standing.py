"""How the feed of live notices stands: for staff, for logs and for machines that watch."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Coalesce

from commissioners.choices import Source
from commissioners.models import FeedState

SILENT_AFTER = dt.timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """What is known of the feed. `silent_since`: nothing was read to its end for a day although it is on."""

    is_on: bool
    state: FeedState | None  # None: it was never read
    silent_since: dt.datetime | None


def standing(at) -> Standing:
    """How the feed stands at `at`: one query."""
    state = FeedState.objects.filter(source=Source.FIND_A_TENDER).first()
    is_on = bool(settings.NOTICES_FEED_URL)
    heard = (state.succeeded_at or state.started_at) if state else None
    is_silent = is_on and heard is not None and at - heard > SILENT_AFTER
    return Standing(is_on=is_on, state=state, silent_since=heard if is_silent else None)


def silent(at):
    """The feed, if `standing` says that it is silent, as rows with when it was `heard`: none or one."""
    if not settings.NOTICES_FEED_URL:
        return FeedState.objects.none()
    heard = FeedState.objects.annotate(heard=Coalesce("succeeded_at", "started_at"))
    return heard.filter(source=Source.FIND_A_TENDER, heard__lt=at - SILENT_AFTER)
