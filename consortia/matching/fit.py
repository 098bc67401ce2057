"""Fit: how well each organisation fits each opportunity, with the range that missing fields leave.

Pure. `facts` lays tables of organisations and of opportunities beside each other, for the formulas of
fit_formulas.py. This is the reference in NumPy, which small sectors use alone; large ones are scored by compiled
loops (certified.py) with identical results.
"""

import numpy as np

from . import determinants as d
from . import fit_formulas as f
from .fit_formulas import Facts, FitWeights, Open
from .fit_tables import FitTables
from .pairing import Block, Pairs, Turned
from .scoring import KEEP, Scores, best, blocks, rounded, shortlist
from .weights import DETERMINANTS

OPPOSITE = {"low": "high", "point": "point", "high": "low"}
# From so many pairs on, compiled loops are worth the second that it takes to load (or the ten to make) them.
COMPILED_FROM = 2_000_000
# Up to so many rows (a profile that changed) it is quickest to score all candidates exactly.
FEW_ROWS = 8


def facts(t: FitTables, grid: Block | Pairs, edge: str) -> Facts:
    """What is true of each pair of `grid` at the "low", "point" or "high" edge of what is known."""
    turnover, asked = t.turnover.at(edge), t.minimum_turnover.at(OPPOSITE[edge])
    return Facts(
        covered=_share(grid, t.services, t.asked.services, t.asked_services),
        places=_places(t, grid, edge),
        headroom=grid.row(t.headroom.at(edge)),
        turnover=d.share_reached(grid.row(turnover), grid.column(asked)),
        maturity=grid.row(t.maturity.at(edge)),
        crowding=grid.column(t.crowding.at(edge)),
        joint=grid.column(t.joint.at(edge)),
        openness=grid.column(t.openness.at(edge)),
        commissioner=_commissioner(t, grid, edge),
        record=grid.column(t.record.at(edge)),
        priorities=_priorities(t, grid, edge),
    )


def fit_of_block(t: FitTables, rows, w, turned: Turned | None = None) -> np.ndarray:
    """float32 [rows, M]: the point score of every pair that shares a service, 0 for the others.

    Within 1e-5 of the exact score.
    """
    found, weights = facts(t, Block(rows, turned or Turned()), "point"), FitWeights.of(w)
    score = f.total(f.parts(found, weights), weights.shares)
    return np.where(found.covered > 0, score, np.float32(0))


def fit_of_pairs(t: FitTables, rows, columns, w) -> Scores:
    """The exact scores of pairs (row, column), which must share a service."""
    grid, weights = Pairs(rows, columns), FitWeights.of(w)
    low, point, high = (facts(t, grid, edge) for edge in ("low", "point", "high"))
    total = [rounded(f.total(f.parts(at, weights), weights.shares)) for at in (low, point, high)]
    return Scores(
        rows=rows,
        columns=columns,
        low=total[0],
        point=total[1],
        high=total[2],
        parts=dict(zip(DETERMINANTS, map(rounded, f.parts(point, weights)), strict=True)),
        unknown=f.unknown(low, high, _silent(t, grid)),
    )


def fits_of_columns(t: FitTables, rows, columns, w) -> Scores:
    """The exact scores of every pair of these rows and columns that shares a service."""
    shared = (t.services[rows] @ t.asked.services[columns].T).tocoo()
    found = shared.data > 0
    return fit_of_pairs(t, rows[shared.coords[0][found]], columns[shared.coords[1][found]], w)


def best_fits(t: FitTables, rows, w, keep: int = KEEP):
    """Each row's best `keep` opportunities, exactly, in consecutive blocks of rows."""
    if len(rows) * len(t.asked) >= COMPILED_FROM and not t.partly_placed[rows].any():
        from .certified import best_fits as compiled  # noqa: PLC0415  slow to import; small sectors never need it

        yield from compiled(t, rows, w, keep)
        return
    if 0 < len(rows) <= FEW_ROWS:
        yield best(fits_of_columns(t, rows, np.arange(len(t.asked)), w), t.asked.ids, keep)
        return
    turned = Turned()
    for some in blocks(rows, len(t.asked)):
        organisations, opportunities = shortlist(fit_of_block(t, some, w, turned), some, keep)
        yield best(fit_of_pairs(t, organisations, opportunities, w), t.asked.ids, keep)


def _share(grid, have, asked, count):
    """Of what each column asks (`count` of it), the share that each row has."""
    return grid.product(have, asked) / np.maximum(grid.column(count), 1)


def _places(t, grid, edge):
    asked = grid.column(t.asked_places)
    share = np.minimum(_share(grid, t.reach, t.asked.places, t.asked_places), 1)
    usual = _could(
        edge, lambda: np.where(asked == 0, grid.row(t.usual_share), grid.by_row_label(t.usual_places, t.comparable))
    )
    share = f.opened(share, usual, (asked == 0) | grid.row(~t.places_known))
    return np.maximum(share, grid.row(t.national))


def _commissioner(t, grid, edge):
    known = (grid.product(t.commissioners, t.asked.commissioners) > 0).astype(grid.dtype)
    usual = _could(edge, lambda: grid.by_row_label(t.usual_history, t.comparable))
    return f.opened(known, usual, grid.row(~t.history_known))


def _priorities(t, grid, edge):
    share = _share(grid, t.offered, t.asked.priorities, t.asked_priorities)
    usual = _could(edge, lambda: grid.row(t.usual_priorities))
    return f.opened(share, usual, grid.column(t.asked_priorities) == 0)


def _could(edge, usual):
    """How much of something open there could be: nothing at the least, all of it at the most, or what is usual."""
    if edge == "point":
        return usual()
    return np.float32(edge == "high")


def _silent(t, grid) -> Open:
    return Open(
        places=grid.row(~t.places_known),
        asked_places=grid.column(t.asked_places) == 0,
        turnover=grid.row(t.turnover.open),
        band=grid.row(t.no_band),
        asked_turnover=grid.column(t.minimum_turnover.open),
    )
