"""Noting what a page suggested, in one row for the whole page: who looked is not kept."""

import hashlib

from django.core.cache import cache

from consortia.models import Impression
from mutuals.models import Membership

MINUTES_APART = 30  # who looks at the same page again within these has been shown nothing new


def record_shown(*, place: Impression.Place, organisations, at, to=None, page: str = "") -> bool:
    """Count that these organisations (ids, in any order) were suggested on one page; whether anything was counted.

    `to`: the person who looks. Their own organisations are not counted, nor the same `page` (any text that tells pages
    of a place apart, such as "12:2") within half an hour. At most two queries, however many organisations.
    """
    shown = sorted({int(pk) for pk in organisations})
    if not shown or not _is_new(place, page, to):
        return False
    if to is not None:
        own = set(Membership.objects.filter(user=to, organisation__in=shown).values_list("organisation", flat=True))
        shown = [pk for pk in shown if pk not in own]
    if shown:
        Impression.objects.create(at=at, place=place, organisations=shown)
    return bool(shown)


def _is_new(place: str, page: str, to) -> bool:
    """Whether the person has not looked at this page just now. Remembered in the cache alone."""
    if to is None:
        return True
    digest = hashlib.sha256(page.encode()).hexdigest()[:16]  # of any text, in few characters
    return cache.add(f"shown:{place}:{to.pk}:{digest}", 1, timeout=60 * MINUTES_APART)
