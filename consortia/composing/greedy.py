"""A good team at once, and how to make one better by exchanging one member at a time. Pure."""

from collections.abc import Callable, Sequence

import numpy as np

from consortia.composing.pool import SAME, SAME_MONEY, Pool


def greedy(pool: Pool) -> list[int]:
    """Whoever covers most of what is still uncovered joins, then whoever brings most turnover, then a lead.

    Ends where nobody adds anything, and leaves out again whoever turned out not to be needed.
    """
    members = list(pool.must)
    while len(members) < pool.most:
        joining = _most_useful(pool, members)
        if joining is None:
            break
        members.append(joining)
    return _needed(pool, members)


def _most_useful(pool: Pool, members: Sequence[int]) -> int | None:
    uncovered = ~pool.grid[members].any(axis=0)
    cells = pool.grid @ uncovered
    money = np.minimum(pool.turnover, pool.shortfall(members))
    leads = pool.lead & (not pool.lead[members].any())
    free = np.ones(len(pool), dtype=bool)
    free[[*members, *pool.clashes(members)]] = False
    useful = np.flatnonzero(free & ((cells > 0) | (money > 0) | leads))
    if not len(useful):
        return None
    worth = pool.fit[useful] / 2 - pool.penalty[useful]
    return int(useful[np.lexsort((-worth, ~leads[useful], -money[useful], -cells[useful]))[0]])


def _needed(pool: Pool, members: Sequence[int]) -> list[int]:
    """The members without those whose absence changes no level, the least fitting first."""
    kept = list(members)
    for member in sorted(members, key=lambda one: pool.fit[one] / 2 - pool.penalty[one]):
        others = [one for one in kept if one != member]
        if member not in pool.must and pool.levels(others)[:3] == pool.levels(kept)[:3]:
            kept = others
    return kept


def exchanged(pool: Pool, members: Sequence[int], is_late: Callable[[], bool]) -> list[int]:
    """The team after exchanging single members, as long as that raises the objective and worsens no other level."""
    team, is_changed = sorted(members), True
    while is_changed and not is_late():
        is_changed = False
        for member in [one for one in team if one not in pool.must]:
            others = [one for one in team if one != member]
            joining = _best_last(pool, others, pool.levels(team))
            if joining is not None and pool.objective([*others, joining]) > pool.objective(team) + SAME:
                team, is_changed = sorted([*others, joining]), True
    return team


def _best_last(pool: Pool, others: Sequence[int], levels: tuple[int, float, int, int]) -> int | None:
    """Who joins these others best, among those with whom no level is worse than these."""
    uncovered, shortfall, lead_shortfall, size = levels
    missing = ~pool.grid[others].any(axis=0)
    still = missing.sum() - pool.grid @ missing + pool.nobody_covers
    short = pool.shortfall(others) - pool.turnover
    fits = (still <= uncovered) & (short <= shortfall + SAME_MONEY * pool.threshold)
    if not lead_shortfall and not pool.lead[others].any():
        fits &= pool.lead
    fits[[*others, *pool.clashes(others)]] = False
    possible = np.flatnonzero(fits)
    if not len(possible):
        return None
    worth = pool.fit[possible] / 2 - pool.penalty[possible]
    if others:
        worth = worth + np.asarray(pool.pair[others].sum(axis=0)).ravel()[possible] / (size - 1)
    else:
        worth = pool.fit[possible] - pool.penalty[possible]
    return int(possible[np.argmax(worth)])
