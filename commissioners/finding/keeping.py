"""Counts of a large list, kept for a minute: the next page, and the next visitor, ask for the same."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import cache

from commissioners.models import Opportunity

from .asked import SIMPLE, Asked

KEEP_FROM, KEEP_SECONDS = 2_000, 60  # opportunities in the portal; with fewer, counting is quick
MANY, MANY_SECONDS = "opportunities-are-many", 600
NAMES = ("q", "outside", "group", "service", "region", "district", *SIMPLE)  # what in an address narrows


class Counted(NamedTuple):
    total: int
    facets: list[dict]


def kept(asked: Asked, count: Callable[[], Counted], *, only_published: bool) -> Counted:
    """What `count` says, or said within the last minute. `only_published`: the person sees what everyone sees."""
    if not only_published or not _many():
        return count()
    wanted = [(name, sorted(asked.data.getlist(name))) for name in sorted(NAMES)]
    key = f"opportunities-{hashlib.sha256(repr(wanted).encode()).hexdigest()}"
    known = cache.get(key)
    if known is None:
        known = count()
        cache.set(key, known, KEEP_SECONDS)
    return known


def _many() -> bool:
    return bool(cache.get_or_set(MANY, lambda: Opportunity.objects.count() >= KEEP_FROM, MANY_SECONDS))
