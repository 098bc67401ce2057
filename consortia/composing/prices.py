"""What covering, earning and leading are worth: shadow prices, which bound what any team can reach. Pure.

A team of r members reaches what is asked only if, at any prices of 0 or more, what its members bring is worth at least
what is asked (`Prices.owed`). So who brings too little, beside the r - 1 who bring most, can be left out, and where
even the r best bring too little there is no such team: a proof, whatever the prices. Those of the linear programme, its
shadow prices, make it sharpest. They are found over a few columns first, to which those are added that they favour.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

AT_ONCE = 200  # columns with which the linear programme begins, and which it gains in a round
ROUNDS = 12
DEAR = 10.0  # members that one cell short costs in the programme: it always has an answer
ROUNDING = 1e-7  # of prices: the solver's own tolerance
SECONDS = 0.3  # at most, for one solution


@dataclass(frozen=True)
class Asking:
    """What those to come have to reach together."""

    missing: np.ndarray  # bool [C]; cells
    spare: int  # of which so many may stay uncovered
    money: float  # pounds a year; 0 or less: nothing is asked
    lead: bool


@dataclass(frozen=True)
class Bringing:
    """What each of N candidates brings."""

    grid: np.ndarray  # float [N, C]
    turnover: np.ndarray  # float [N]
    lead: np.ndarray  # bool [N]


@dataclass(frozen=True)
class Prices:
    """Prices of 0 or more: of each cell, of a pound a year, and of a lead."""

    cells: np.ndarray  # float [C]
    pound: float
    lead: float

    def __bool__(self) -> bool:
        return bool(self.cells.any() or self.pound or self.lead)

    def brought(self, some: Bringing, asking: Asking) -> np.ndarray:
        """The worth of what each brings to what is asked, float [N]."""
        worth = some.grid @ (self.cells * asking.missing)
        if self.pound and asking.money > 0:
            worth = worth + self.pound * np.minimum(some.turnover, asking.money)
        if self.lead and asking.lead:
            worth = worth + self.lead * some.lead
        return worth

    def owed(self, asking: Asking) -> float:
        """The worth of what is asked, without the dearest cells that may stay uncovered."""
        cells = self.cells[asking.missing]
        worth = float(cells.sum()) - top(cells, asking.spare)
        return worth + self.pound * max(0.0, asking.money) + self.lead * asking.lead


def free(cells: int) -> Prices:
    """No prices."""
    return Prices(np.zeros(cells), 0.0, 0.0)


def top(numbers: np.ndarray, count: int) -> float:
    """The sum of the largest so many."""
    if count <= 0:
        return 0.0
    if count >= len(numbers):
        return float(numbers.sum())
    return float(np.partition(numbers, len(numbers) - count)[-count:].sum())


def able(prices: Prices, some: Bringing, asking: Asking, size: int) -> np.ndarray:
    """Who may be in a team of `size` or fewer that reaches what is asked, bool [N]."""
    brought = prices.brought(some, asking)
    owed = prices.owed(asking)
    return brought + top(brought, size - 1) >= owed - ROUNDING * max(1.0, owed)


def shadow_prices(
    some: Bringing, asking: Asking, cost: np.ndarray, is_late: Callable[[], bool], size: int | None = None
) -> Prices:
    """The shadow prices where what is asked is reached at least cost, with exactly `size` members where it is given."""
    matrix, least = _rows(some, asking)
    chosen = np.zeros(len(cost), dtype=bool)
    chosen[_first(matrix, cost)] = True
    prices = np.zeros(len(least))
    for _ in range(ROUNDS):
        here = np.flatnonzero(chosen)
        solved = _solved(matrix[:, here], least, cost[here], asking.spare, size)
        if solved is None:
            break
        prices, each = solved
        saves = prices @ matrix + each - cost
        saves[chosen] = 0.0
        better = np.argsort(-saves)[:AT_ONCE]
        better = better[saves[better] > ROUNDING]
        if not len(better) or is_late():
            break
        chosen[better] = True
    cells = np.zeros(some.grid.shape[1])
    cells[asking.missing] = prices[:-2]
    unit = asking.money if asking.money > 0 else 1.0
    return Prices(cells, float(prices[-2]) / unit, float(prices[-1]))


def _rows(some: Bringing, asking: Asking) -> tuple[np.ndarray, np.ndarray]:
    """What each brings, float [K, N], and how much is asked: the missing cells, money as a share of it, a lead."""
    is_money = asking.money > 0
    money = np.minimum(some.turnover / asking.money, 1.0) if is_money else np.zeros(len(some.turnover))
    matrix = np.vstack([some.grid[:, asking.missing].T, money, some.lead.astype(float)])
    return matrix, np.r_[np.ones(int(asking.missing.sum())), float(is_money), float(asking.lead)]


def _first(matrix: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Columns to begin with: those who bring most, and those who cost least."""
    half = AT_ONCE // 2
    return np.r_[np.argsort(-matrix.sum(axis=0), kind="stable")[:half], np.argsort(cost, kind="stable")[:half]]


def _solved(matrix, least, cost, spare: int, size: int | None) -> tuple[np.ndarray, float] | None:
    """Prices of the rows and of a member, in the linear programme over these columns; None where it was not solved.

    Further columns: each row may stay short at a dear price, and each cell uncovered while there are cells to spare.
    """
    rows, people = matrix.shape
    cells = rows - 2
    uncovered = np.vstack([np.eye(cells), np.zeros((2, cells))])
    reach = np.hstack([matrix, np.eye(rows), uncovered])
    spared = np.r_[np.zeros(people + rows), np.ones(cells)][None]
    count = np.r_[np.ones(people), np.zeros(rows + cells)][None]
    answer = linprog(
        np.r_[cost, np.full(rows, DEAR), np.zeros(cells)],
        A_ub=np.vstack([-reach, spared]),
        b_ub=np.r_[-least, spare],
        A_eq=None if size is None else count,
        b_eq=None if size is None else [size],
        bounds=np.c_[np.zeros(people + rows + cells), np.r_[np.ones(people), np.full(rows, np.inf), np.ones(cells)]],
        method="highs",
        options={"time_limit": SECONDS},
    )
    if answer.status != 0:
        return None
    each = 0.0 if size is None else float(answer.eqlin.marginals[0])
    return np.maximum(0.0, -answer.ineqlin.marginals[:rows]), each
