"""How few can do it: the levels before the objective, as integer programmes over all candidates. Pure.

One column for each candidate (in the team or not), one for each cell (left uncovered or not) and one for the pounds
that are short. `smallest` minimises one level after the other and fixes what it found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from consortia.composing.dominance import worth_considering
from consortia.composing.pool import SAME_MONEY, Pool

# HiGHS accepts what misses a bound, or the optimum, by 1e-6. Money is measured in thousandths of the threshold, and the
# shortfall weighs a thousand times that in the goal: larger factors make its arithmetic unsafe.
UNITS = 1e3
OPTIMAL, TIME_UP, INFEASIBLE = 0, 1, 2
SHORTEST = 0.02  # seconds: less is not worth a start


@dataclass(frozen=True)
class Sized:
    """The best team found by the levels before the objective, and whether no team is better by them."""

    members: tuple[int, ...]
    is_proven: bool


@dataclass(frozen=True)
class _Asked:
    """What a team must reach."""

    spare: int | None = 0  # of the cells that somebody covers, how many may stay uncovered; None: any number
    turnover: float | None = None  # pounds a year; None: any sum
    lead: bool = False


@dataclass(frozen=True)
class _Solved:
    members: tuple[int, ...] | None
    is_optimal: bool  # nothing is better; where members is None: nothing is possible


def smallest(pool: Pool, start: Sequence[int], seconds_left: Callable[[], float]) -> Sized:
    """The best team by uncovered cells, shortfall, lead and size, in this order; `start` is one to begin with."""
    if _is_surely_smallest(pool, start):
        return Sized(tuple(start), True)
    programme = _Programme(pool, seconds_left)
    whole = _Asked(turnover=pool.threshold or None, lead=True)
    if pool.lead.any():
        solved = programme.fewest(whole)
        if solved.members is not None and pool.levels(solved.members)[:3] == (pool.cells - len(pool.asked), 0.0, 0):
            return _better(pool, start, solved.members, solved.is_optimal)
        if not solved.is_optimal:
            return _better(pool, start, solved.members, False)
    return _step_by_step(pool, start, programme)


def _is_surely_smallest(pool: Pool, team: Sequence[int]) -> bool:
    """Whether the team reaches everything, and fewer members could not even cover as many cells."""
    uncovered, shortfall, lead_shortfall, size = pool.levels(team)
    if uncovered > pool.cells - len(pool.asked) or shortfall or lead_shortfall:
        return False
    if size == len(pool.must) or size == 1:
        return True
    widest = pool.grid.sum(axis=1).max(initial=0)
    return bool((size - 1) * widest < len(pool.asked))


def _step_by_step(pool: Pool, start: Sequence[int], programme: "_Programme") -> Sized:
    """Level by level, for when not everything can be reached."""
    best: Sequence[int] = start
    asked = _Asked(spare=None)
    is_proven = True
    for goal in ("uncovered", "shortfall"):
        if goal == "shortfall" and not pool.threshold:
            continue
        solved = programme.least(goal, asked)
        is_proven &= solved.is_optimal
        if solved.members is not None and pool.is_better(solved.members, best):
            best = solved.members
        uncovered, shortfall, _, _ = pool.levels(best)
        spare = uncovered - (pool.cells - len(pool.asked))
        asked = _Asked(spare, pool.threshold - shortfall if goal == "shortfall" else None)
    solved = programme.fewest(_Asked(asked.spare, asked.turnover, lead=True))
    if solved.members is None:
        is_proven &= solved.is_optimal
        solved = programme.fewest(asked)
    return _better(pool, best, solved.members, is_proven and solved.is_optimal)


def _better(pool: Pool, one: Sequence[int], other: Sequence[int] | None, is_optimal: bool) -> Sized:
    """The better of two; proven only where the programme's own answer keeps what it was asked when counted exactly."""
    if other is None:
        return Sized(tuple(one), False)
    if pool.levels(one) != pool.levels(other) and pool.is_better(one, other):
        return Sized(tuple(one), False)
    return Sized(tuple(other), is_optimal)


class _Programme:
    """The integer programme of a pool; each question exchanges some bounds."""

    def __init__(self, pool: Pool, seconds_left: Callable[[], float]) -> None:
        self.pool, self.seconds_left = pool, seconds_left
        self.kept = worth_considering(pool)
        self.columns = len(self.kept) + len(pool.asked) + 1
        self.money = np.minimum(pool.turnover[self.kept], pool.threshold) / (pool.threshold or 1.0) * UNITS
        self.matrix = self._matrix()

    def fewest(self, asked: _Asked) -> _Solved:
        """The fewest members that reach what is asked."""
        return self._solve(self._goal("size"), asked)

    def least(self, goal: str, asked: _Asked) -> _Solved:
        """The fewest uncovered cells, or the least shortfall, with as many members as there may be."""
        return self._solve(self._goal(goal), asked)

    def _goal(self, name: str) -> np.ndarray:
        goal = np.zeros(self.columns)
        people, cells = len(self.kept), len(self.pool.asked)
        part = {"size": slice(0, people), "uncovered": slice(people, people + cells), "shortfall": slice(-1, None)}
        goal[part[name]] = UNITS if name == "shortfall" else 1.0
        return goal

    def _matrix(self) -> csr_array:
        """Rows: each cell, cells left uncovered, money, leads, members, each conflict."""
        pool, people, cells = self.pool, len(self.kept), len(self.pool.asked)
        head = np.zeros((cells + 4, self.columns))
        head[:cells, :people] = pool.grid[self.kept].T
        head[:cells, people : people + cells] = np.eye(cells)
        head[cells, people : people + cells] = 1.0
        head[cells + 1, :people], head[cells + 1, -1] = self.money, 1.0
        head[cells + 2, :people] = pool.lead[self.kept]
        head[cells + 3, :people] = 1.0
        column = {int(member): position for position, member in enumerate(self.kept)}
        pairs = [
            (column[one], column[other])
            for one, others in pool.conflicts.items()
            for other in others.tolist()
            if one < other and one in column and other in column
        ]
        rows = np.repeat(np.arange(len(pairs)), 2)
        tail = coo_array(
            (np.ones(2 * len(pairs)), (rows, np.array(pairs, dtype=np.int64).ravel())), (len(pairs), self.columns)
        )
        return csr_array(np.vstack([head])) if not pairs else _stacked(head, tail)

    def _solve(self, goal: np.ndarray, asked: _Asked) -> _Solved:
        seconds = self.seconds_left()
        if seconds < SHORTEST:
            return _Solved(None, False)
        pool, people, cells = self.pool, len(self.kept), len(self.pool.asked)
        rows = self.matrix.shape[0]
        least, most = np.full(rows, -np.inf), np.full(rows, np.inf)
        least[:cells] = 1.0
        most[cells] = cells if asked.spare is None else asked.spare
        if pool.threshold:
            least[cells + 1] = UNITS
        least[cells + 2] = 1.0 if asked.lead else 0.0
        most[cells + 3] = pool.most
        most[cells + 4 :] = 1.0
        low, high = np.zeros(self.columns), np.ones(self.columns)
        low[:people][np.isin(self.kept, pool.must)] = 1.0
        high[people : people + cells] = 0.0 if asked.spare == 0 else 1.0
        short = UNITS if asked.turnover is None else UNITS * (1 - asked.turnover / (pool.threshold or 1.0))
        high[-1] = max(0.0, short + UNITS * SAME_MONEY) if pool.threshold else 0.0
        answer = milp(
            goal,
            constraints=LinearConstraint(self.matrix, least, most),
            bounds=Bounds(low, high),
            integrality=np.r_[np.ones(people), np.zeros(cells + 1)],
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        members = None if answer.x is None else tuple(self.kept[np.flatnonzero(answer.x[:people] > 0.5)].tolist())
        return _Solved(members, answer.status in (OPTIMAL, INFEASIBLE))


def _stacked(head: np.ndarray, tail: coo_array) -> csr_array:
    """Dense rows above sparse ones."""
    first = coo_array(head)
    return csr_array(
        (
            np.concatenate([first.data, tail.data]),
            (
                np.concatenate([first.coords[0], tail.coords[0] + head.shape[0]]),
                np.concatenate([first.coords[1], tail.coords[1]]),
            ),
        ),
        shape=(head.shape[0] + tail.shape[0], head.shape[1]),
    )
