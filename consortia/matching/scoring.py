"""Scores of pairs, and the choice of each organisation's best.

Pure. Scores are rounded to six decimals before they are compared, so that the order never
depends on how the work was cut into blocks.
"""

from dataclasses import dataclass, replace

import numpy as np

from .unknown import BIT

KEEP = 20
DECIMALS = 6
STEPS = 10.0**DECIMALS
# More than float32 sums and rounding can differ from the exact score; see Pairing.Block.
MARGIN = np.float32(1e-4)
# Pairs scored at once: about 100 MB of working arrays.
PAIRS_PER_BLOCK = 1_000_000


@dataclass(frozen=True)
class Scores:
    """P scored pairs of a row (an organisation) with a column (what it was scored against)."""

    rows: np.ndarray
    columns: np.ndarray
    low: np.ndarray
    point: np.ndarray
    high: np.ndarray
    parts: dict[str, np.ndarray]
    unknown: np.ndarray  # bits of unknown.py

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def order(self) -> np.ndarray:
        """float64: by which the best come first."""
        return self.point

    def take(self, chosen) -> "Scores":
        """Some of the pairs, in the order of `chosen`."""
        arrays = {name: value[chosen] for name, value in vars(self).items() if name != "parts"}
        parts = {name: part[chosen] for name, part in self.parts.items()}
        return replace(self, **arrays, parts=parts)


def rounded(values) -> np.ndarray:
    """float64, to as many decimals as are compared and stored."""
    return to_decimals(np.asarray(values, dtype=np.float64))


def to_decimals(value):
    """An array or a single number to as many decimals as are compared; the same in compiled loops."""
    return np.rint(value * STEPS) / STEPS


def bits(shape, **where) -> np.ndarray:
    """int64: the bit of each named field wherever its condition holds."""
    result = np.zeros(shape, dtype=np.int64)
    for name, condition in where.items():
        result |= np.where(condition, BIT[name], 0)
    return result


def shortlist(block: np.ndarray, rows: np.ndarray, keep: int = KEEP):
    """(rows, columns) of every pair whose exact score may be among its row's best `keep`.

    `block`: float32 [rows, columns], rough scores, 0 for what is no candidate.
    """
    if block.shape[1] > keep:
        position = block.shape[1] - keep
        last = np.partition(block, position, axis=1)[:, position][:, None]
        chosen = (block >= last - MARGIN) & (block > 0)
    else:
        chosen = block > 0
    at, columns = np.nonzero(chosen)
    return rows[at], columns


def best(scores: Scores, ids: np.ndarray, keep: int = KEEP) -> Scores:
    """Each row's best `keep`, best first: by order, then by low, then by the lower id of the column."""
    order = np.lexsort((ids[scores.columns], -scores.low, -scores.order, scores.rows))
    ordered = scores.take(order)
    first = np.searchsorted(ordered.rows, ordered.rows, side="left")
    return ordered.take(np.flatnonzero(np.arange(len(ordered)) - first < keep))


def blocks(rows: np.ndarray, columns: int, pairs: int | None = None):
    """The rows in consecutive blocks of about `pairs` (or PAIRS_PER_BLOCK) pairs."""
    size = max(1, (pairs or PAIRS_PER_BLOCK) // max(columns, 1))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
