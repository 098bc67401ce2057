"""What it costs to count what pages suggest: noting one page, and folding many into days.

Prints one line: milliseconds and queries to note a page of ten (median and 95th percentile), seconds to fold all pages.
"""

import datetime as dt
import json
import time
from statistics import median, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortia.fairness.folding import fold
from consortia.fairness.showing import record_shown
from consortia.models import Exposure, Impression
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

ON_A_PAGE, NOTED, DAYS = 10, 300, 28

# Pages of ten that follow each other in the directory, over the last weeks.
PAGES = """
INSERT INTO consortia_impression (at, place, organisations)
SELECT %s::timestamptz - (n %% %s) * interval '1 day', 'partners', ids[1 + n %% %s:%s + n %% %s]
FROM generate_series(1, %s) AS n
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM mutuals_organisation) AS every
"""


def main(pages: str = "1000000") -> None:
    organisations = list(Organisation.objects.active().order_by("pk").values_list("pk", flat=True))
    person = User.objects.create(email="impressions@example.org", name="Reader", password="!")
    found = {"name": "impressions", "organisations": len(organisations), **_noting(organisations, person)}
    Impression.objects.all().delete()
    Exposure.objects.all().delete()
    _write(int(pages), len(organisations))
    started = time.perf_counter()
    folded = fold()
    found |= {"pages": folded, "fold_s": round(time.perf_counter() - started, 2), "days": Exposure.objects.count()}
    print(json.dumps(found), flush=True)
    Exposure.objects.all().delete()
    person.delete()


def _noting(organisations: list[int], person) -> dict:
    times, queries = [], 0
    for number in range(NOTED):
        start = number * ON_A_PAGE % max(len(organisations) - ON_A_PAGE, 1)
        shown = organisations[start : start + ON_A_PAGE]
        with CaptureQueriesContext(connection) as made:
            started = time.perf_counter()
            record_shown(place="partners", organisations=shown, at=timezone.now(), to=person, page=f"bench {number}")
            times.append((time.perf_counter() - started) * 1000)
        queries = max(queries, len(made))
    p95 = quantiles(times, n=20)[-1]
    return {"note_ms_p50": round(median(times), 2), "note_ms_p95": round(p95, 2), "note_queries": queries}


def _write(pages: int, organisations: int) -> None:
    most = max(organisations - ON_A_PAGE, 1)
    at = timezone.now() - dt.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(PAGES, [at, DAYS, most, ON_A_PAGE, most, pages])
        cursor.execute("ANALYZE consortia_impression")
