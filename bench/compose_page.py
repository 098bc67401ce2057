"""How long teams for an opportunity take from the database to the page: reading, scoring, composing, and reading again.

Prints a line: opportunities tried for an organisation that offers some of what is asked, seconds at the median and at
most, of these for composing alone, queries of an answer and of the page, and how many answers were proven.
"""

import json
import time
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions import teams
from consortia.teams.cells import cells_of
from consortia.teams.reading import answer_of
from consortia.teams.shown import candidates
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation

TRIED = 20


def main() -> None:
    at = timezone.now()
    took, composing, queries, page_queries, proven, cells = [], [], 0, 0, 0, []
    step = max(1, Opportunity.objects.live(at).count() // TRIED)
    for opportunity in Opportunity.objects.live(at).select_related("body").order_by("pk")[::step][:TRIED]:
        asked = cells_of(opportunity)
        found = candidates(asked, at)
        widest = max(found.values(), key=lambda one: (one.covers.bit_count(), -one.pk), default=None)
        organisation = Organisation.objects.get(pk=widest.pk) if widest else None
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as made:
            search = teams.composed(opportunity=opportunity, organisation=organisation, wishes=Wishes(), at=at)
        with CaptureQueriesContext(connection) as read:
            answer_of(search, at)
        took.append(time.perf_counter() - started)
        composing.append((search.answer or {})["seconds"])
        cells.append(len(asked))
        queries, page_queries = max(queries, len(made)), max(page_queries, len(read))
        proven += (search.answer or {})["proven_size"]
    line = {"name": "compose_page", "organisations": Organisation.objects.active().count(), "opportunities": len(took)}
    line |= {"cells_max": max(cells), "seconds_median": round(median(took), 3), "seconds_max": round(max(took), 3)}
    line |= {"composing_median": round(median(composing), 3), "composing_max": round(max(composing), 3)}
    line |= {"queries": queries, "page_queries": page_queries, "proven_size_share": round(proven / len(took), 2)}
    print(json.dumps(line))
