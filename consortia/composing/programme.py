"""One question about teams as an integer programme, for HiGHS. Pure.

One column for each candidate (in the team or not), one for each cell (left uncovered or not) and one for the money that
is short.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from consortia.composing.pool import SAME_MONEY, Pool

# HiGHS accepts what misses a bound, or the optimum, by 1e-6. Money is measured in thousandths of the threshold, and the
# shortfall weighs a thousand times that in the goal: larger factors make its arithmetic unsafe.
UNITS = 1e3
OPTIMAL, INFEASIBLE = 0, 2  # what it answers
SHORTEST = 0.02  # seconds: less is not worth a start


class Goal(Enum):
    """What is to be as small as possible."""

    UNCOVERED = "cells left uncovered"
    SHORTFALL = "money short of the threshold"
    SIZE = "members"


@dataclass(frozen=True)
class Question:
    """The least of the goal, among the teams that reach this."""

    goal: Goal
    spare: int  # cells that somebody covers and that may stay uncovered
    turnover: float | None  # pounds a year, at least; None: any sum
    lead: bool  # one may lead
    size: int  # members at most


@dataclass(frozen=True)
class Solved:
    """A team, None where there is none; complete where it is the least of all, or where surely there is none."""

    members: tuple[int, ...] | None
    is_complete: bool


def solved(pool: Pool, columns: np.ndarray, question: Question, seconds: float) -> Solved:
    """The answer among these positions of the pool, looked for as long as there is time."""
    if seconds < SHORTEST:
        return Solved(None, False)
    if not len(columns):
        return Solved(None, True)
    people = len(columns)
    answer = milp(
        _goal(pool, people, question.goal),
        constraints=_constraints(pool, columns, question),
        bounds=_bounds(pool, columns, question),
        integrality=np.r_[np.ones(people), np.zeros(len(pool.asked) + 1)],
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    members = None if answer.x is None else tuple(columns[np.flatnonzero(answer.x[:people] > 0.5)].tolist())
    return Solved(members, answer.status in (OPTIMAL, INFEASIBLE))


def _goal(pool: Pool, people: int, goal: Goal) -> np.ndarray:
    weight = {Goal.SIZE: (1.0, 0.0, 0.0), Goal.UNCOVERED: (0.0, 1.0, 0.0), Goal.SHORTFALL: (0.0, 0.0, UNITS)}[goal]
    return np.repeat(weight, (people, len(pool.asked), 1))


def _constraints(pool: Pool, columns: np.ndarray, question: Question) -> LinearConstraint:
    """Rows: each cell, cells left uncovered, money, leads, members, each conflict."""
    people, cells = len(columns), len(pool.asked)
    rows = np.zeros((cells + 4, people + cells + 1))
    rows[:cells, :people] = pool.grid[columns].T
    rows[:cells, people:-1] = np.eye(cells)
    rows[cells, people:-1] = 1.0
    if pool.threshold:
        rows[cells + 1, :people] = np.minimum(pool.turnover[columns] / pool.threshold, 1.0) * UNITS
    rows[cells + 1, -1] = 1.0
    rows[cells + 2, :people] = pool.lead[columns]
    rows[cells + 3, :people] = 1.0
    rivals = _rivals(pool, columns, rows.shape[1])
    least = np.r_[np.ones(cells), 0.0, UNITS if pool.threshold else 0.0, float(question.lead), 0.0]
    most = np.r_[np.full(cells, np.inf), question.spare, np.inf, np.inf, question.size]
    matrix = vstack([csr_array(rows), rivals]).tocsr() if rivals.shape[0] else csr_array(rows)
    return LinearConstraint(matrix, np.r_[least, np.zeros(rivals.shape[0])], np.r_[most, np.ones(rivals.shape[0])])


def _rivals(pool: Pool, columns: np.ndarray, width: int) -> csr_array:
    """A row for each conflict between two of these."""
    place = {member: number for number, member in enumerate(columns.tolist())}
    pairs = [
        (place[one], place[other])
        for one, others in pool.conflicts.items()
        if one in place
        for other in others.tolist()
        if one < other and other in place
    ]
    rows, ends = np.repeat(np.arange(len(pairs)), 2), np.array(pairs, dtype=np.int64).ravel()
    return csr_array((np.ones(len(ends)), (rows, ends)), shape=(len(pairs), width))


def _bounds(pool: Pool, columns: np.ndarray, question: Question) -> Bounds:
    """Who must is in; nothing more may be uncovered or short than the question says."""
    people, cells = len(columns), len(pool.asked)
    least, most = np.zeros(people + cells + 1), np.ones(people + cells + 1)
    least[:people][np.isin(columns, pool.must)] = 1.0
    most[people:-1] = 1.0 if question.spare else 0.0
    short = 1.0 if question.turnover is None or not pool.threshold else 1.0 - question.turnover / pool.threshold
    most[-1] = UNITS * max(0.0, short + SAME_MONEY)
    return Bounds(least, most)
