"""Measuring how evenly possible partners are suggested, for the public page."""

import datetime as dt

import numpy as np
from django.db import connection, transaction

from consortia.matching.weight_sets import published
from consortia.models import FairnessMeasure, WeightSet
from mutuals.models import Organisation
from mutuals.visibility import Visibility

from .evenness import gini
from .lately import times_shown
from .quartiles import by_quartile

LOCK = 0x66616972  # the key of the advisory lock: "fair"
TOP = 10  # what stands on the first page of a list
APART = dt.timedelta(hours=20)
FEWEST_SHOWN = 100  # suggestions on pages that were read; fewer say nothing about evenness

# How often each organisation stands in the first ten of another's list, by score less penalty
FIRST_TEN = """
SELECT partner_id, count(*) FROM (
    SELECT partner_id, row_number() OVER (
        PARTITION BY organisation_id ORDER BY (point - penalty)::numeric(9, 6) DESC, low DESC, partner_id) AS place
    FROM consortia_partnermatch WHERE NOT is_newcomer
) AS placed WHERE place <= %s GROUP BY partner_id
"""


@transaction.atomic
def measure_if_due(*, at) -> bool:
    """Measure unless that was done less than a day ago of the same weights; whether it was done. Safe to repeat.

    Not before a matching with the weights in force is complete.
    """
    weight_set = published()
    if weight_set is None or not _locked():
        return False
    last = FairnessMeasure.objects.first()
    if last and last.weight_set_id == weight_set.pk and last.measured_at > at - APART:
        return False
    if not _is_matched_by(weight_set):
        return False
    FairnessMeasure.objects.create(measured_at=at, weight_set=weight_set, figures=figures(weight_set, at))
    return True


def _locked() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _is_matched_by(weight_set: WeightSet) -> bool:
    """Whether there are matches, all made with these weights."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(weight_set_id), max(weight_set_id) FROM consortia_partnermatch")
        return cursor.fetchone() == (weight_set.pk, weight_set.pk)


def figures(weight_set: WeightSet, at) -> dict:
    """What the public page tells: evenness of the first ten of every list, and of what people were shown lately."""
    days = weight_set.values["constants"]["exposure_days"]
    rows = list(Organisation.objects.active().order_by("pk").values_list("pk", "turnover_band", "visibility_size"))
    with connection.cursor() as cursor:
        cursor.execute(FIRST_TEN, [TOP])
        counted = dict(cursor.fetchall())
    counts = np.array([counted.get(pk, 0) for pk, _, _ in rows], dtype=np.int64)
    bands = [band if level <= Visibility.SIGNED_IN else None for _, band, level in rows]
    shown_lately = times_shown(at, days=days)
    shown = np.array([shown_lately.get(pk, 0) for pk, _, _ in rows], dtype=np.int64)
    return {
        "organisations": len(rows),
        "gini": round(gini(counts), 4),
        "never": int((counts == 0).sum()),
        "quartiles": by_quartile(bands, counts),
        "shown": {"times": int(shown.sum()), "gini": round(gini(shown), 4), "days": int(days)}
        if shown.sum() >= FEWEST_SHOWN
        else None,
    }
