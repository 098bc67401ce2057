"""Pair: would these two be stronger together? Symmetric; both directions must gain.

Pure. Complementary in services and places, similar in values and ways of working.
"""

from dataclasses import dataclass

import numpy as np

from . import determinants as d
from .pair_tables import PairTables
from .pairing import Block, Pairs, Turned
from .scoring import KEEP, MARGIN, Scores, best, bits, blocks, rounded

# Up to so many pairs, blocks of arrays are done before compiled code is even loaded.
FEW_PAIRS = 2_000_000
# More than rounding to six decimals can move two scores towards each other.
ROUNDING = 2e-6
PAIRS_AT_ONCE = 200_000


@dataclass(frozen=True)
class PairScores(Scores):
    """`parts` are what the column brings to the row."""

    brings: np.ndarray  # column to row
    gains: np.ndarray  # row to column
    alignment: np.ndarray
    penalty: np.ndarray  # for how often the column was shown lately

    @property
    def order(self) -> np.ndarray:
        """float64: by which the best come first."""
        return rounded(self.point - self.penalty)


class Mirrored:
    """A grid seen from the other side: its rows are the columns."""

    def __init__(self, grid):
        self.grid, self.dtype = grid, grid.dtype
        self.row, self.column = grid.column, grid.row
        self.lookup = grid.lookup  # of symmetric matrices only

    def product(self, left, right):
        return self.grid.product(right, left)

    def wanted(self, wants, has):
        return self.grid.wanted_turned(wants, has)

    def by_column_label(self, values, labels):
        return self.grid.by_labels_turned(values, labels)


def brings(t: PairTables, grid, edge: str, w) -> dict[str, np.ndarray]:
    """The six determinants of what each column brings to its row, at one edge of what is known."""
    return {
        "geography": _brings_places(t, grid, edge),
        "size": grid.by_column_label(getattr(t, f"size_{edge}"), getattr(t, f"band_{edge}")),
        "service": _brings_of(t.services, grid, edge),
        "competition": 1 - overlap(t, grid, edge, w),
        "commissioner": _brings_commissioners(t, grid, edge),
        "history": _history(t, grid, edge, w),
    }


def _brings_of(shares, grid, edge):
    """The share of what the row wants that the column has."""
    share = np.minimum(grid.wanted(shares.wants, shares.has), 1)
    return _opened(share, grid.row(shares.known) & grid.column(shares.known), edge)


def _opened(share, known, edge):
    """The share where it is known; where not, the least or the most that it can be."""
    if edge == "point" or known.all():
        return share
    return np.where(known, share, np.float32(edge == "high"))


def _brings_places(t, grid, edge):
    share = _brings_of(t.places, grid, edge)
    everything = grid.column(t.covers_all) * grid.row(t.places.wants.any.astype(np.float32))
    known = grid.row(t.places.known) | (edge == "point")
    return np.where(known, np.maximum(share, everything), share)


def overlap(t: PairTables, grid, edge: str, w):
    """The share of the row's cells (places x services) that the column serves too; least for the high edge."""
    services = grid.product(t.shown.claimed, t.shown.claimed) / np.maximum(grid.row(t.served_services), 1)
    local = grid.product(t.shown.places, t.shown.places)
    everywhere = grid.row(t.covers_all), grid.column(t.covers_all)
    shared = np.where(everywhere[1] > 0, grid.row(t.served_places), local)
    shared = np.where(everywhere[0] > 0, grid.column(t.served_places), shared)
    places = shared / np.maximum(grid.row(t.served_places), 1)
    share = np.minimum(services, 1) * np.minimum(places, 1)
    known = t.services.known & t.places.known
    both = grid.row(known) & grid.column(known)
    return share if both.all() else np.where(both, share, _unknown_overlap(edge, w))


def _unknown_overlap(edge, w):
    """Nothing is gained by not telling: the least overlap at the high edge, the most at the low one."""
    return np.float32({"low": 1.0, "point": w["constants"]["typical_share"], "high": 0.0}[edge])


def _brings_commissioners(t, grid, edge):
    known = np.minimum(grid.wanted(t.buyers, t.shown.commissioners), 1)
    if edge == "point":
        usual = grid.by_column_label(t.usual_buyers_known, t.classes)
        return np.where(grid.column(t.shown.history_known), known, np.maximum(known, usual))
    if edge == "high":
        could = np.where(grid.column(t.shown.history_known), known, grid.row(t.buyers.any))
        return np.where(grid.row(t.places.known), could, np.float32(1))
    return known


def _history(t, grid, edge, w):
    shared = grid.product(t.shown.networks, t.shown.networks) > 0
    if edge == "high":
        known = t.shown.networks_known
        shared = shared | ~(grid.row(known) & grid.column(known))
    once = grid.lookup(t.together) > 0
    return np.where(once, grid.dtype(1), np.where(shared, grid.dtype(w["constants"]["shared_network"]), 0))


def alignment(t: PairTables, grid, edge: str, w):
    """The mean of the four likenesses that are known; at the edges, over all four with the rest at 0 or 1."""
    shown = t.shown
    likenesses = [
        _jaccard(grid, shown.values),
        d.closeness(grid.row(shown.pace), grid.column(shown.pace), 4),
        d.closeness(grid.row(shown.governance), grid.column(shown.governance), 4),
        np.minimum(grid.row(shown.safeguarding), grid.column(shown.safeguarding)) / 3,
    ]
    known = sum((~np.isnan(like)).astype(grid.dtype) for like in likenesses)
    total = sum(np.nan_to_num(like) for like in likenesses)
    if edge == "low":
        return total / 4
    if edge == "high":
        return (total + 4 - known) / 4
    return np.where(known > 0, total / np.maximum(known, 1), w["constants"]["typical_share"])


def _jaccard(grid, sets):
    sizes = np.diff(sets.indptr).astype(np.float64)
    both = grid.product(sets, sets)
    either = grid.row(sizes) + grid.column(sizes) - both
    known = (grid.row(sizes) > 0) & (grid.column(sizes) > 0)
    return np.where(known, both / np.maximum(either, 1), np.float32(np.nan))


def pair_of_block(t: PairTables, rows, w, turned: Turned | None = None) -> np.ndarray:
    """float32 [rows, N]: the point score of every pair; 0 of an organisation with itself."""
    grid = Block(rows, turned or Turned())
    one = d.weighted(brings(t, grid, "point", w), w["brings"])
    other = d.weighted(brings(t, Mirrored(grid), "point", w), w["brings"])
    score = np.array(d.pair(one, other, alignment(t, grid, "point", w), w))
    score[np.arange(len(rows)), rows] = 0
    return score


def pair_of_pairs(t: PairTables, rows, columns, w, grid: type[Pairs] = Pairs) -> PairScores:
    """The exact scores of pairs of two different organisations."""
    return _scores(t, grid(rows, columns), w)


def _scores(t: PairTables, grid: Pairs, w) -> PairScores:
    parts = {edge: brings(t, grid, edge, w) for edge in ("low", "point", "high")}
    one = {edge: d.weighted(part, w["brings"]) for edge, part in parts.items()}
    other = {edge: d.weighted(brings(t, Mirrored(grid), edge, w), w["brings"]) for edge in parts}
    alike = {edge: alignment(t, grid, edge, w) for edge in parts}
    total = {edge: rounded(d.pair(one[edge], other[edge], alike[edge], w)) for edge in parts}
    return PairScores(
        rows=grid.rows,
        columns=grid.columns,
        **total,
        parts={name: rounded(part) for name, part in parts["point"].items()},
        unknown=_unknown(t, grid),
        brings=rounded(one["point"]),
        gains=rounded(other["point"]),
        alignment=rounded(alike["point"]),
        penalty=t.penalty[grid.columns],
    )


def best_pairs(t: PairTables, rows, w, keep: int = KEEP):
    """Each row's best `keep` partners, exactly, in blocks: by point less penalty, then low, then the lower id."""
    many = len(rows) * len(t.shown) > FEW_PAIRS
    yield from (_best_of_many if many else _best_of_few)(t, rows, w, keep)


def _best_of_few(t: PairTables, rows, w, keep: int):
    """By blocks of arrays."""
    turned = Turned()
    for some in blocks(rows, len(t.shown)):
        organisations, others = _shortlist(pair_of_block(t, some, w, turned), t.penalty, some, keep)
        yield _best(pair_of_pairs(t, organisations, others, w), t, keep)


def _best_of_many(t: PairTables, rows, w, keep: int):
    """By compiled code. Where its candidates may not be all that could be among the best, by blocks after all."""
    from . import pair_kernel  # noqa: PLC0415  compiled code takes a second to load: not for small worlds

    if keep > pair_kernel.CANDIDATES:
        yield from _best_of_few(t, rows, w, keep)
        return
    keys, columns = pair_kernel.candidates(pair_kernel.inputs_of(t, w), rows)
    last = np.partition(keys, -keep, axis=1)[:, -keep]
    may_miss = np.isfinite(keys[:, 0]) & (keys[:, 0] >= last - ROUNDING)
    chosen = np.isfinite(keys) & (keys >= last[:, None] - ROUNDING) & ~may_miss[:, None]
    for some in blocks(np.arange(len(rows)), keys.shape[1], PAIRS_AT_ONCE):
        at, slots = np.nonzero(chosen[some])
        found = pair_of_pairs(t, rows[some][at], columns[some][at, slots], w, pair_kernel.CompiledPairs)
        yield _best(found, t, keep)
    yield from _best_of_few(t, rows[may_miss], w, keep)


def _shortlist(block: np.ndarray, penalty: np.ndarray, rows: np.ndarray, keep: int):
    """(rows, columns) of every pair whose exact score less penalty may be among its row's best `keep`.

    `block`: float32 [rows, columns], rough scores.
    """
    order = np.where(block > 0, block - penalty.astype(np.float32), np.float32(-np.inf))
    position = max(order.shape[1] - keep, 0)
    last = np.partition(order, position, axis=1)[:, position][:, None]
    at, columns = np.nonzero((order >= last - MARGIN) & (block > 0))
    return rows[at], columns


def _best(scores: PairScores, t: PairTables, keep: int) -> Scores:
    may_be = (scores.point > 0) & np.isfinite(scores.penalty)
    return best(scores.take(np.flatnonzero(may_be)), t.shown.ids, keep)


def _unknown(t, grid):
    shown = t.shown
    ways = np.diff(shown.values.indptr) == 0
    for field in (shown.pace, shown.governance, shown.safeguarding):
        ways |= np.isnan(field)
    missing = {
        "services": ~t.services.known,
        "places": ~t.places.known,
        "turnover": t.band_low < t.band_high,
        "history": ~shown.history_known,
        "networks": ~shown.networks_known,
        "ways_of_working": ways,
    }
    own = {name: grid.row(values) for name, values in missing.items()}
    theirs = {f"partner_{name}": grid.column(values) for name, values in missing.items()}
    return bits(len(grid.rows), **own, **theirs)
