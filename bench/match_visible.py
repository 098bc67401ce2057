"""How long it takes until a person sees the effect of a change, with a real worker: from saving to matches in force."""

import json
import time
from statistics import median

from django.utils import timezone

from bench.workers import all_is_acted_on, wait_until, workers
from commissioners.models import Opportunity
from consortia.models import TenderMatch
from mutuals.models import Organisation
from partnerships_portal.changes.actions import mark

TRIED = 5


def main() -> None:
    size = Organisation.objects.active().count()
    first = TenderMatch.objects.order_by("organisation").values_list("organisation", "opportunity")[
        : 20 * (TRIED + 1) : 20
    ]
    with workers(1):
        seconds = {kind: [_seconds(kind, pk) for pk in keys] for kind, keys in _changed(first)}
    line = {"name": "match_visible", "organisations": size, "opportunities": Opportunity.objects.count()}
    line |= {"seconds_profile": _shown(seconds["organisation"]), "seconds_opportunity": _shown(seconds["opportunity"])}
    print(json.dumps(line), flush=True)


def _changed(pairs):
    organisations, opportunities = zip(*pairs, strict=True)
    return (("organisation", organisations), ("opportunity", opportunities))


def _seconds(kind: str, pk: int) -> float:
    started = time.perf_counter()
    _change(kind, pk)
    wait_until(all_is_acted_on)
    return time.perf_counter() - started


def _change(kind: str, pk: int) -> None:
    """Something that moves many matches: the turnover of an organisation, the openness of an opportunity."""
    at = timezone.now()
    if kind == "organisation":
        Organisation.objects.filter(pk=pk).update(turnover_band=None, updated_at=at)
    else:
        Opportunity.objects.filter(pk=pk).update(openness="required", updated_at=at)
    mark(kind=kind, object_id=pk, at=at)


def _shown(seconds: list[float]) -> float:
    """The median without the first, for which the worker still started."""
    return round(median(seconds[1:]), 3)
