"""Each organisation's best opportunities by compiled loops: found by the folded product, scored and ranked exactly.

Pure. The folded score f differs from the exact one e by at most a known bound b. If `keep` opportunities reach the
folded score k, each of them has e >= k - b; whatever has f < k - 2b has e < k - b and is beaten by all of them. So
only those from k - 2b up are scored exactly, about 22 for 20, and the result is certain. Where more than ROOM lie so
close together, the row is scored exactly with all its candidates.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .compiled import threads
from .exact import Tables, best_of_rows
from .fit_formulas import FitWeights
from .fit_tables import FitTables
from .folding import fold
from .kernel import Product, shortlists
from .scoring import KEEP, Scores
from .weights import DETERMINANTS

ROOM = 60
ROWS_AT_ONCE = 2_000  # whose kept pairs take 4 MB


def best_fits(t: FitTables, rows: np.ndarray, w, keep: int = KEEP, *, workers: int | None = None) -> Iterator[Scores]:
    """As fit.best_fits: identical scores, for any number of workers and any size of blocks."""
    folded = fold(t, rows, w)
    scorer = Scorer(t, rows, w)
    product, room = Product.of(folded), max(ROOM, 3 * keep)

    def best_of_block(first: int) -> Scores:
        last = min(first + ROWS_AT_ONCE, len(rows))
        columns, counts = shortlists(product, first, last, keep, room)
        return scorer.best(first, lists(t, rows[first:last], columns, counts), keep)

    yield from _in_turn(best_of_block, range(0, len(rows), ROWS_AT_ONCE), workers or threads())


class Scorer:
    """Scores pairs of some rows exactly. Threads may share it."""

    def __init__(self, t: FitTables, rows: np.ndarray, w):
        self.rows, self.tables, self.weights = rows, Tables.of(t, rows), FitWeights.of(w)
        self.things = sum(sets.shape[1] for sets in (t.services, t.reach, t.commissioners, t.offered))

    def best(self, first: int, lists: tuple[np.ndarray, np.ndarray], keep: int) -> Scores:
        """The best `keep` of the columns lists[1][lists[0][i]:lists[0][i + 1]] of each row first + i."""
        counts, found = best_of_rows(self.tables, self.weights, self.things, first, *lists, keep)
        low, point, high, *parts = found.numbers.T
        return Scores(
            rows=np.repeat(self.rows[first : first + len(counts)], counts),
            columns=found.columns.astype(np.int64),
            low=low,
            point=point,
            high=high,
            parts=dict(zip(DETERMINANTS, parts, strict=True)),
            unknown=found.unknown,
        )


def lists(t: FitTables, rows: np.ndarray, columns: np.ndarray, counts: np.ndarray):
    """(starts, columns) to score exactly: the shortlist of each row, or all its candidates where it was too short."""
    room = columns.shape[1]
    if (counts <= room).all():
        return starts(counts), columns[np.arange(room) < counts[:, None]]
    chosen = [
        columns[i, :count] if count <= room else candidates(t, row)
        for i, (row, count) in enumerate(zip(rows, counts, strict=True))
    ]
    return starts([len(some) for some in chosen]), np.concatenate(chosen)


def starts(counts) -> np.ndarray:
    """int64 [len(counts) + 1]: where lists of these lengths begin when laid after one another."""
    return np.concatenate([[0], np.cumsum(counts)])


def candidates(t: FitTables, row: int) -> np.ndarray:
    """uint32: the columns with which a row shares a service."""
    shared = (t.services[[row]] @ t.asked.services.T).tocsr()
    return shared.indices[shared.data > 0].astype(np.uint32)


def _in_turn(work, tasks, workers: int):
    """The results of `work` for each task in order, a few of them ahead of whoever takes them."""
    with ThreadPoolExecutor(workers) as pool:
        ahead: deque = deque()
        for task in tasks:
            ahead.append(pool.submit(work, task))
            if len(ahead) > 2 * workers:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
