"""How long a change computes: one profile against every opportunity, one opportunity against every organisation.

Prints one line, in milliseconds, medians and maxima over some rows and columns. The arrays are there already, as a
worker holds them: `encode_ms` is what laying out all of them anew takes.
"""

import json
import time
from statistics import median

import numpy as np
from django.utils import timezone

from consortia.matching.fit import best_fits, fits_of_columns
from consortia.matching.fit_tables import FitTables
from consortia.matching.partial import rows_entered
from consortia.matching.scoring import KEEP
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT

TRIED = 40


def main() -> None:
    world, took = read_world(timezone.now()), {}
    took["encode"], tables = _timed(lambda: FitTables.of(world, DEFAULT))
    everyone, every = np.arange(len(world.organisations)), np.arange(len(world.opportunities))
    last = np.zeros(len(everyone))
    for scores in best_fits(tables, everyone, DEFAULT):
        rows, first, counts = np.unique(scores.rows, return_index=True, return_counts=True)
        last[rows] = np.where(counts == KEEP, scores.point[first + counts - 1], 0)

    def column(some):
        return rows_entered(fits_of_columns(tables, everyone, some, DEFAULT), last)

    chosen = np.random.default_rng(1)
    rows = [_timed(lambda row=row: list(best_fits(tables, row, DEFAULT))) for row in _some(chosen, everyone)]
    columns = [_timed(lambda some=some: column(some)) for some in _some(chosen, every)]
    found = {"name": "match_incremental", "organisations": len(everyone), "opportunities": len(every)}
    for name, results in (("row", rows), ("column", columns)):
        times = [ms for ms, _ in results]
        found |= {f"{name}_ms": round(median(times), 2), f"{name}_ms_max": round(max(times), 2)}
    moved = median(len(entered) for _, entered in columns)
    print(json.dumps(found | {"rows_entered": moved, "encode_ms": round(took["encode"], 1)}), flush=True)


def _some(chosen, positions):
    return chosen.choice(positions, (min(TRIED, len(positions)), 1), replace=False)


def _timed(work):
    started = time.perf_counter()
    result = work()
    return (time.perf_counter() - started) * 1000, result
