"""The best of each organisation without what it decided to leave out.

Pure. Whoever left out a has its best `keep` among its best `keep` + a: few rows have any, and those are found with
more room, so the compiled loops need to know nothing of it and the result is exact.
"""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_array

from .scoring import KEEP, Scores


def best_without(
    find: Callable[[np.ndarray, int], Iterator[Scores]], rows: np.ndarray, left_out: csr_array, keep: int = KEEP
) -> Iterator[Scores]:
    """Each row's best `keep`, best first, without the pairs in `left_out` (1 at [row, column]).

    `find(rows, keep)` yields the best of some rows as if nothing were left out.
    """
    count = np.diff(left_out.indptr)[rows]
    if len(plain := rows[count == 0]):
        yield from find(plain, keep)
    if len(some := rows[count > 0]):
        for scores in find(some, keep + int(count.max())):
            yield _first(_without(scores, left_out), keep)


def _without(scores: Scores, left_out: csr_array) -> Scores:
    wide = left_out.shape[1]
    of_row = np.repeat(np.arange(left_out.shape[0]), np.diff(left_out.indptr))
    pairs = scores.rows.astype(np.int64) * wide + scores.columns
    gone = np.isin(pairs, of_row * wide + left_out.indices.astype(np.int64))
    return scores.take(np.flatnonzero(~gone))


def _first(scores: Scores, keep: int) -> Scores:
    """The first `keep` of each row; the pairs of a row stand together."""
    starts = np.flatnonzero(np.diff(scores.rows, prepend=-1))
    place = np.arange(len(scores)) - np.repeat(starts, np.diff(starts, append=len(scores)))
    return scores.take(np.flatnonzero(place < keep))
