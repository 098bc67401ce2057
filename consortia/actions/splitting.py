"""Asking who could bid if an opportunity were split: each look is kept."""

import datetime as dt

from django.db import transaction

from consortia.models import SplitLook
from consortia.splitting.answers import Answer, answers
from consortia.splitting.asking import ProposedLot, Whole
from mutuals.viewers import viewer_of

SAME_LOOK = dt.timedelta(hours=1)


@transaction.atomic
def look(*, opportunity, whole: Whole, lots: list[ProposedLot], by, at) -> list[Answer]:
    """Answer for each lot, from what `by` may see anyway, and keep who asked what and was told what.

    Looking at the same lots again within an hour is the same look, unless the answer has changed.
    """
    found = answers(whole, lots, level=viewer_of(by).directory_level)
    asked = [{"services": lot.services, "places": lot.places, "turnover": lot.turnover} for lot in lots]
    told = [answer.as_logged() for answer in found]
    mine = SplitLook.objects.filter(opportunity=opportunity, person=by, looked_at__gt=at - SAME_LOOK)
    if not mine.filter(lots=asked, answers=told).exists():
        SplitLook.objects.create(opportunity=opportunity, person=by, looked_at=at, lots=asked, answers=told)
    return found
