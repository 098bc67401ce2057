"""How long it takes to match standing consortia with every opportunity, beside what a full matching takes anyway.

Prints one line, in milliseconds: `unite_ms` lays out the consortia as rows, `score_ms` finds the certain best of each;
`one_ms` is both for one consortium whose member has changed. Its members are any, so they share few opportunities.
"""

import json
import time
from statistics import median

import numpy as np
from django.utils import timezone
from scipy.sparse import csr_array

from consortia.matching.fit import best_fits
from consortia.matching.fit_tables import FitTables
from consortia.matching.store import read_world
from consortia.matching.union import Consortia, united
from consortia.matching.weights import DEFAULT

COUNT = 500
MEMBERS = 4
REPEATS = 3


def main() -> None:
    world = read_world(timezone.now())
    tables, chosen = FitTables.of(world, DEFAULT), np.random.default_rng(1)
    some = np.concatenate([chosen.choice(len(world.shown), MEMBERS, replace=False) for _ in range(COUNT)])
    owners = np.repeat(np.arange(COUNT), MEMBERS)
    shape = (COUNT, len(world.shown))
    consortia = Consortia(np.arange(COUNT), csr_array((np.ones(len(some), np.float32), (owners, some)), shape=shape))
    took: dict[str, list[float]] = {"unite": [], "score": [], "one": []}
    for _ in range(REPEATS):
        all_of_them = _timed(took["unite"], lambda: united(tables, world, consortia, DEFAULT))
        _timed(took["score"], lambda rows=all_of_them: list(best_fits(rows, np.arange(COUNT), DEFAULT)))
        _timed(took["one"], lambda: _one(tables, world, consortia))
    found = {"name": "match_consortia", "organisations": len(world.shown), "opportunities": len(tables.asked)}
    found |= {"consortia": COUNT} | {f"{name}_ms": round(median(times), 1) for name, times in took.items()}
    print(json.dumps(found), flush=True)


def _one(tables, world, consortia):
    united_tables = united(tables, world, consortia.some(np.array([0])), DEFAULT)
    return list(best_fits(united_tables, np.array([0]), DEFAULT))


def _timed(into: list[float], work):
    started = time.perf_counter()
    result = work()
    into.append((time.perf_counter() - started) * 1000)
    return result


if __name__ == "__main__":
    main()
