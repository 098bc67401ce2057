"""How long finding the best partners of all organisations takes, from database to database.

Code that is compiled at the first start ever is compiled before the clock starts.
"""

import json
import time

import numpy as np
from django.db import transaction
from django.utils import timezone

from consortia.matching.matcher import Matcher
from consortia.matching.pair import best_pairs
from consortia.matching.store import read_world
from consortia.matching.store_matches import PartnerMatches
from consortia.matching.timings import Timings
from consortia.matching.weight_sets import ensured
from consortia.matching.weights import validated
from consortia.models import PartnerMatch


def main() -> None:
    at = timezone.now()
    weight_set = ensured(at=at)
    w = validated(weight_set.values)
    _compile(Matcher(read_world(at), w, weight_set.pk, at, Timings()))
    PartnerMatch.objects.all().delete()
    start, timings = time.perf_counter(), Timings()
    with transaction.atomic():
        with timings.phase("read"):
            world = read_world(at)
        matcher = Matcher(world, w, weight_set.pk, at, timings)
        with timings.phase("encode"):
            tables = matcher.pairs
        with timings.phase("score"):
            found = list(best_pairs(tables, np.arange(len(world.shown)), w))
        with timings.phase("write"):
            staged = PartnerMatches()
            for scores in found:
                staged.add_scores(scores, world.shown.ids)
            staged.merge(matcher.stamp)
    seconds = round(time.perf_counter() - start, 3)
    result = {"name": "match_pairs", "organisations": len(world.shown), "seconds": seconds}
    print(json.dumps(result | timings.as_dict()), flush=True)


def _compile(matcher: Matcher) -> None:
    for _ in best_pairs(matcher.pairs, np.arange(len(matcher.world.shown)), matcher.w):
        pass
