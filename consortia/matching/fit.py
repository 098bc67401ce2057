"""Fit: how well each organisation fits each opportunity, with the range that missing fields leave.

Pure. `facts` lays tables of organisations and of opportunities beside each other; `parts` turns
facts into the six determinants. Every determinant grows with every fact, so the low facts give
the low score and the high facts the high one.
"""

from dataclasses import dataclass

import numpy as np

from . import determinants as d
from .fit_tables import FitTables
from .pairing import Block, Pairs, Turned
from .scoring import KEEP, Scores, best, bits, blocks, rounded, shortlist


@dataclass(frozen=True)
class Facts:
    """What is true of some pairs, at one edge of what is known. All in 0..1."""

    covered: np.ndarray  # services asked that are offered, claims without evidence as half
    places: np.ndarray  # districts asked that are served
    headroom: np.ndarray
    turnover: np.ndarray  # of the turnover asked
    maturity: np.ndarray
    crowding: np.ndarray
    joint: np.ndarray
    openness: np.ndarray
    commissioner: np.ndarray  # known to a buyer
    record: np.ndarray  # of the region
    priorities: np.ndarray  # of the buyers, met


OPPOSITE = {"low": "high", "point": "point", "high": "low"}


def facts(t: FitTables, grid: Block | Pairs, edge: str) -> Facts:
    """What is true of each pair of `grid` at the "low", "point" or "high" edge of what is known."""
    turnover, asked = t.turnover.at(edge), t.minimum_turnover.at(OPPOSITE[edge])
    return Facts(
        covered=_covered(t, grid),
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


def parts(facts: Facts, w) -> dict[str, np.ndarray]:
    """The six determinants of Fit."""
    return {
        "geography": d.fit_geography(facts.places, facts.headroom, w),
        "size": d.fit_size(facts.turnover, facts.maturity, w),
        "service": facts.covered,
        "competition": facts.crowding,
        "commissioner": d.fit_commissioner(facts.joint, facts.openness, w),
        "history": d.fit_history(facts.commissioner, facts.record, facts.priorities, w),
    }


def fit_of_block(t: FitTables, rows, w, turned: Turned | None = None) -> np.ndarray:
    """float32 [rows, M]: the point score of every pair that shares a service, 0 for the others.

    Within 1e-5 of the exact score.
    """
    found = facts(t, Block(rows, turned or Turned()), "point")
    score = d.weighted(parts(found, w), w["fit"])
    return np.where(found.covered > 0, score, np.float32(0))


def fit_of_pairs(t: FitTables, rows, columns, w) -> Scores:
    """The exact scores of pairs (row, column), which must share a service."""
    grid = Pairs(rows, columns)
    at = {edge: facts(t, grid, edge) for edge in ("low", "point", "high")}
    total = {edge: d.weighted(parts(found, w), w["fit"]) for edge, found in at.items()}
    return Scores(
        rows=rows,
        columns=columns,
        low=rounded(total["low"]),
        point=rounded(total["point"]),
        high=rounded(total["high"]),
        parts={name: rounded(part) for name, part in parts(at["point"], w).items()},
        unknown=_unknown(t, grid, at["low"], at["high"]),
    )


def best_fits(t: FitTables, rows, w, keep: int = KEEP):
    """Each row's best `keep` opportunities, exactly, in consecutive blocks of rows."""
    for some in blocks(rows, len(t.asked)):
        organisations, opportunities = shortlist(fit_of_block(t, some, w), some, keep)
        yield best(fit_of_pairs(t, organisations, opportunities, w), t.asked.ids, keep)


def _covered(t, grid):
    return grid.product(t.services, t.asked.services) / np.maximum(grid.column(t.asked_services), 1)


def _places(t, grid, edge):
    reach = t.usual_reach if edge == "point" else t.reach
    asked = grid.column(t.asked_places)
    share = np.minimum(grid.product(reach, t.asked.places) / np.maximum(asked, 1), 1)
    not_said = asked == 0
    if edge == "point":
        share = np.where(not_said, grid.row(t.usual_share), share)
    if edge == "high":
        share = np.where(not_said | ~grid.row(t.places_known), np.float32(1), share)
    return np.maximum(share, grid.row(t.national))


def _commissioner(t, grid, edge):
    known = (grid.product(t.commissioners, t.asked.commissioners) > 0).astype(grid.dtype)
    complete = grid.row(t.history_known)
    if edge == "low" or complete.all():
        return known
    could = np.float32(1) if edge == "high" else grid.by_row_label(t.usual_history, t.history_class)
    return np.where(complete, known, np.maximum(known, could))


def _priorities(t, grid, edge):
    asked = grid.column(t.asked_priorities)
    share = grid.product(t.offered, t.asked.priorities) / np.maximum(asked, 1)
    if edge == "low":
        return share
    could = np.float32(1) if edge == "high" else grid.row(t.usual_priorities)
    return np.where(asked == 0, could, share)


def _unknown(t, grid, low: Facts, high: Facts):
    places, turnover = low.places < high.places, low.turnover < high.turnover
    open_turnover = grid.row(t.turnover.open) & turnover
    no_band = grid.row(np.isinf(t.turnover.high)) & (grid.row(t.turnover.low) == 0)
    return bits(
        np.shape(low.covered),
        places=places & ~grid.row(t.places_known),
        opportunity_places=places & (grid.column(t.asked_places) == 0),
        capacity=low.headroom < high.headroom,
        turnover=open_turnover & no_band,
        exact_turnover=open_turnover & ~no_band,
        minimum_turnover=turnover & grid.column(t.minimum_turnover.open),
        years=low.maturity < high.maturity,
        history=low.commissioner < high.commissioner,
        joint=low.joint < high.joint,
        openness=low.openness < high.openness,
        record=low.record < high.record,
        priorities=low.priorities < high.priorities,
    )
