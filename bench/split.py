"""How long "who could bid if it were split this way" takes: the answer itself, without the page around it.

Prints a line for each way of splitting: opportunities tried, milliseconds at the median, at the 95th percentile and at
most, queries, and how often the time for counting teams was up.
"""

import json
import time
from statistics import median, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commissioners.models import Opportunity
from consortia.splitting.answers import answers
from consortia.splitting.asking import SPLITS, whole
from mutuals.models import Organisation
from mutuals.visibility import Visibility

TRIED = 60


def main() -> None:
    size = Organisation.objects.active().count()
    chosen = list(Opportunity.objects.order_by("pk")[: TRIED * 7 : 7])
    for name, split in SPLITS.items():
        times, queries, unfinished = [], 0, 0
        for opportunity in chosen:
            of = whole(opportunity)
            if not of.is_known:
                continue
            with CaptureQueriesContext(connection) as made:
                started = time.perf_counter()
                found = answers(of, split(opportunity, of), level=Visibility.PUBLIC)
                times.append((time.perf_counter() - started) * 1000)
            queries = max(queries, len(made))
            unfinished += sum(answer.teams_exist is None for answer in found)
        line = {"name": "split", "split": name, "organisations": size, "opportunities": len(times)}
        line |= {"ms_p50": round(median(times), 1), "ms_p95": round(quantiles(times, n=20)[-1], 1)}
        print(json.dumps(line | {"ms_max": round(max(times), 1), "queries": queries, "unfinished": unfinished}))
