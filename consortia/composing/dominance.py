"""Whom the question of size may leave out: others can always take their place. Pure.

One organisation dominates another where it covers all that the other covers, has no less turnover, may lead if the
other may, and conflicts with nobody. Whoever is dominated by as many as a team has members is never needed: one of them
is not in the team yet. Where no turnover is asked one is enough: if it is in the team already, the other adds nothing.
This changes no answer of the levels before the objective. For the objective it would.
"""

import numpy as np

from consortia.composing.pool import Pool

WIDEST = 400  # candidates that others are compared with, for there are millions of pairs


def worth_considering(pool: Pool) -> np.ndarray:
    """Positions of the candidates that the levels before the objective may need, ascending."""
    if not len(pool):
        return np.zeros(0, dtype=np.int64)
    money = np.minimum(pool.turnover, pool.threshold)
    enough = pool.most if pool.threshold else 1
    free = np.ones(len(pool), dtype=bool)
    free[list(pool.conflicts)] = False
    free[list(pool.must)] = False
    must = np.zeros(len(pool), dtype=bool)
    must[list(pool.must)] = True
    kept = np.flatnonzero(must | ~_has_alike(pool, money, free, enough))
    above = _dominators(pool, money, kept[free[kept]], kept)
    return kept[must[kept] | (above < enough)]


def _has_alike(pool: Pool, money: np.ndarray, free: np.ndarray, enough: int) -> np.ndarray:
    """Whether so many that cover the very same dominate it, bool [N]."""
    order = np.lexsort((np.arange(len(pool)), ~pool.lead, -money))
    seen: dict[tuple[int, bool], int] = {}
    found = np.zeros(len(pool), dtype=bool)
    for member in order.tolist():
        covered, leads = pool.covers[member], bool(pool.lead[member])
        before = seen.get((covered, True), 0) + (0 if leads else seen.get((covered, False), 0))
        found[member] = before >= enough
        if free[member]:
            seen[covered, leads] = seen.get((covered, leads), 0) + 1
    return found


def _dominators(pool: Pool, money: np.ndarray, free: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """By how many of the widest each of the kept is dominated, int [len(kept)]."""
    width = pool.grid[free].sum(axis=1)
    widest = free[np.lexsort((free, -money[free], ~pool.lead[free], -width))[:WIDEST]]
    count = np.zeros(len(kept), dtype=np.int64)
    grid, cells = pool.grid[kept], pool.grid[kept].sum(axis=1)
    for one in widest.tolist():
        contains = grid @ pool.grid[one] == cells
        better = contains & (money[one] >= money[kept]) & (pool.lead[one] >= pool.lead[kept])
        alike = (
            better & (cells == pool.grid[one].sum()) & (money[kept] == money[one]) & (pool.lead[kept] == pool.lead[one])
        )
        count += better & ~(alike & (kept <= one))
    return count
