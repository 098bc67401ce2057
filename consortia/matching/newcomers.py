"""Possible partners that are new to the directory, kept beyond the best of each row so that a list may have some.

Pure. Scored exactly as everybody else; only against the newcomers, so a large directory costs little.
"""

import numpy as np
from scipy.sparse import csr_array

from .pair import pair_of_pairs
from .pair_tables import PairTables
from .scoring import KEEP, Scores, blocks

PLACES = 2  # newcomers kept for each row, and listed on its first page
PAIRS_AT_ONCE = 300_000


def best_newcomers(t: PairTables, kept: Scores, newcomers: np.ndarray, left_out: csr_array, w):
    """For each row that keeps KEEP others: its best PLACES newcomers that are not among them, in blocks of rows.

    `kept`: the best of whole rows; `newcomers`: int [K], positions; `left_out`: 1 at pairs that are not suggested.
    Whoever would not gain is no partner.
    """
    rows, counts = np.unique(kept.rows, return_counts=True)
    full = rows[counts >= KEEP]
    apart = np.repeat(np.arange(left_out.shape[0]), np.diff(left_out.indptr)), left_out.indices
    owners, others = (np.concatenate(both) for both in zip((kept.rows, kept.columns), apart, strict=True))
    known = owners.astype(np.int64) * len(t.shown) + others
    for some in blocks(full, len(newcomers), PAIRS_AT_ONCE):
        owners, columns = np.repeat(some, len(newcomers)), np.tile(newcomers, len(some))
        wanted = (owners != columns) & ~np.isin(owners * len(t.shown) + columns, known)
        scores = pair_of_pairs(t, owners[wanted], columns[wanted], w)
        yield _first(scores.take(np.flatnonzero(scores.point > 0)), t.shown.ids)


def _first(scores, ids: np.ndarray):
    """Each row's first PLACES by score less penalty."""
    order = np.lexsort((ids[scores.columns], -scores.low, -scores.order, scores.rows))
    ordered = scores.take(order)
    place = np.arange(len(ordered)) - np.searchsorted(ordered.rows, ordered.rows, side="left")
    return ordered.take(np.flatnonzero(place < PLACES))
