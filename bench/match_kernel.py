"""How long the folded product of Fit takes, and what it is measured against, all in one run on the same world.

Prints one line, in seconds, medians of interleaved runs with the same threads and blocks of rows:

- `ours_s`: from folded arrays to the shortlist of each organisation (product, candidates, choice), certain to hold its
  best twenty;
- `exact_s`: what then makes them certified scores (low, point, high, parts, order); `fold_s` what comes before it;
  `score_s` all of it together, as a matching runs it;
- `limit_s`: every product of the same lists added to float32 sums and one sum read for each row: no candidates, no
  choice, no wiping of the sums;
- `sparse_dot_topn_s`: the twenty largest of the product of the same sparse matrices. It is given the easier half: it
  neither looks for a shared service nor adds what is no list;
- `numpy_s` (in the largest world from a tenth of the rows, in proportion), `postgres_s`, `python_s_estimated`: the
  whole folded score, see bench/rivals.py.
"""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import numpy as np
from django.db import connection
from django.utils import timezone

from bench import rivals
from consortia.matching import certified
from consortia.matching.compiled import compiled
from consortia.matching.fit_tables import FitTables
from consortia.matching.folding import fold
from consortia.matching.kernel import Product, add, shortlists
from consortia.matching.scoring import KEEP
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT

REPEATS = 5
POSTGRES_ORGANISATIONS = 10_000  # where the database is timed too: in a larger world it would take many minutes


@compiled
def additions(p, first, last):
    """The limit: add every product of rows first..last and read one sum for each row."""
    into = np.zeros(p.base.shape[1], np.float32)
    read = np.float32(0)
    for row in range(first, last):
        add(p.offers, p.asks, row, into)
        add(p.has, p.wants, row, into)
        read += into[row % len(into)]
    return read


def main() -> None:
    tables = FitTables.of(read_world(timezone.now()), DEFAULT)
    rows = np.arange(len(tables.national))
    list(certified.best_fits(tables, rows[:1], DEFAULT))  # compiled, or read from where it is kept
    started = time.perf_counter()
    folded = fold(tables, rows, DEFAULT)
    product = Product.of(folded)
    fold_s = time.perf_counter() - started
    additions(product, 0, 1)
    X, Y = rivals.as_two_matrices(folded)
    threads = certified.threads()
    runs = {
        "ours_s": lambda: in_blocks(
            lambda *block: shortlists(product, *block, KEEP, certified.ROOM), len(rows), threads
        ),
        "limit_s": lambda: in_blocks(lambda *block: additions(product, *block), len(rows), threads),
        "sparse_dot_topn_s": lambda: rivals.sparse_dot_topn(X, Y, KEEP, threads),
    }
    took = interleaved(runs)
    took |= {"exact_s": _exact(tables, rows, runs["ours_s"](), threads), "fold_s": fold_s}
    took |= {"score_s": timed(lambda: sum(map(len, certified.best_fits(tables, rows, DEFAULT))))}
    took |= {"numpy_s": rivals.numpy_dense(folded, KEEP)}
    took |= {"python_s_estimated": rivals.python_estimate(folded, KEEP)}
    print(json.dumps(_line(tables, rows, threads, took, _postgres(folded, rows))), flush=True)


def _line(tables, rows, threads: int, took: dict[str, float], postgres: float | None) -> dict:
    ratios = {
        "ratio_to_limit": round(took["ours_s"] / took["limit_s"], 2),
        "times_faster_than_sparse_dot_topn": round(took["sparse_dot_topn_s"] / took["ours_s"], 2),
    }
    named = {"name": "match_kernel", "size": f"{len(rows)}x{len(tables.asked)}", "threads": threads}
    numbers = {name: round(seconds, 5) for name, seconds in took.items()}
    return named | numbers | ratios | {"postgres_s": postgres and round(postgres, 3)}


def in_blocks(work: Callable, rows: int, threads: int) -> list:
    """`work` on blocks of rows as a matching cuts them, on this many threads."""
    size = certified.ROWS_AT_ONCE
    if rows <= size:
        return [work(0, rows)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda first: work(first, min(first + size, rows)), range(0, rows, size)))


def interleaved(runs: dict[str, Callable]) -> dict[str, float]:
    """The median seconds of each, taken in turns so that all meet the same load of the machine."""
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, run in runs.items():
            took[name].append(timed(run))
    return {name: median(times) for name, times in took.items()}


def timed(run: Callable) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _exact(tables, rows, found: list, threads: int) -> float:
    """Seconds to score and rank the shortlists exactly."""
    scorer, size = certified.Scorer(tables, rows, DEFAULT), certified.ROWS_AT_ONCE

    def score(first, last):
        return scorer.best(first, certified.lists(tables, rows[first:last], *found[first // size]), KEEP)

    return median(timed(lambda: in_blocks(score, len(rows), threads)) for _ in range(3))


def _postgres(folded, rows) -> float | None:
    if len(rows) != POSTGRES_ORGANISATIONS:
        return None
    with connection.cursor() as cursor:
        rivals.postgres_tables(cursor, folded)
        return timed(lambda: rivals.postgres_best(cursor, folded, KEEP))
