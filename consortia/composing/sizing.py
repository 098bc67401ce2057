"""How few can do it: the levels before the objective, as integer programmes over all candidates. Pure.

Each level is asked once whether something better than the best known is possible. Prices leave out whoever cannot be in
a team as good as that (prices.py), which often answers the question; an integer programme answers it for the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from consortia.composing.dominance import worth_considering
from consortia.composing.pool import SAME_MONEY, Pool
from consortia.composing.prices import Asking, Bringing, able, shadow_prices
from consortia.composing.programme import Goal, Question, Solved, solved

FEW = 200  # candidates up to which an integer programme is as quick as prices
MANY = 120_000  # candidates times cells, beyond which an integer programme does not keep to its time


@dataclass(frozen=True)
class Sized:
    """The best team found by the levels before the objective, and whether no team is better by them."""

    members: tuple[int, ...]
    is_proven: bool


def smallest(pool: Pool, start: Sequence[int], seconds_left: Callable[[], float]) -> Sized:
    """The best team by uncovered cells, shortfall, lead and size, in this order; `start` is one to begin with."""
    if _is_surely_smallest(pool, start):
        return Sized(tuple(start), True)
    kept = worth_considering(pool)
    best, is_proven = tuple(start), True
    for question_after in (_cover_more, _earn_more, _be_led, _be_fewer):
        question = question_after(pool, best)
        if question is not None:
            answer = _answered(pool, question, kept, seconds_left)
            best, is_certain = _better(pool, question, best, answer)
            is_proven &= is_certain
    return Sized(best, is_proven)


def _is_surely_smallest(pool: Pool, team: Sequence[int]) -> bool:
    """Whether the team reaches everything, and fewer members could not even cover as many cells."""
    uncovered, shortfall, lead_shortfall, size = pool.levels(team)
    if uncovered > pool.nobody_covers or shortfall or lead_shortfall:
        return False
    if size <= max(1, len(pool.must)):
        return True
    widest = pool.grid.sum(axis=1).max(initial=0)
    return bool((size - 1) * widest < len(pool.asked))


def _cover_more(pool: Pool, best: Sequence[int]) -> Question | None:
    spare = pool.levels(best)[0] - pool.nobody_covers
    return Question(Goal.UNCOVERED, spare - 1, None, False, pool.most) if spare else None


def _earn_more(pool: Pool, best: Sequence[int]) -> Question | None:
    uncovered, shortfall, _, _ = pool.levels(best)
    if not shortfall:
        return None
    earned = pool.threshold - shortfall
    return Question(Goal.SHORTFALL, uncovered - pool.nobody_covers, earned, False, pool.most)


def _be_led(pool: Pool, best: Sequence[int]) -> Question | None:
    uncovered, shortfall, lead_shortfall, _ = pool.levels(best)
    if not lead_shortfall or not pool.lead.any():
        return None
    return Question(Goal.SIZE, uncovered - pool.nobody_covers, pool.threshold - shortfall, True, pool.most)


def _be_fewer(pool: Pool, best: Sequence[int]) -> Question | None:
    uncovered, shortfall, lead_shortfall, size = pool.levels(best)
    spare, earned = uncovered - pool.nobody_covers, pool.threshold - shortfall
    return Question(Goal.SIZE, spare, earned, not lead_shortfall, size - 1) if size > len(pool.must) else None


def _answered(pool: Pool, question: Question, kept: np.ndarray, seconds_left: Callable[[], float]) -> Solved:
    """The answer over all who may matter; not complete where the time is up or those are too many."""
    is_late: Callable[[], bool] = lambda: seconds_left() <= 0  # noqa: E731 - what others call it
    if question.size < len(pool.must):
        return Solved(None, True)
    columns = kept if len(kept) <= FEW else _possible(pool, question, kept, is_late)
    most = MANY // max(1, len(pool.asked))
    if len(columns) > most:
        widest = np.argsort(-pool.grid[columns].sum(axis=1), kind="stable")[:most]
        columns = np.union1d(columns[widest], pool.must).astype(np.int64)
        return Solved(solved(pool, columns, question, seconds_left()).members, False)
    return solved(pool, columns, question, seconds_left())


def _possible(pool: Pool, question: Question, kept: np.ndarray, is_late: Callable[[], bool]) -> np.ndarray:
    """Those of the kept who may be in a team that answers the question, with those who must."""
    must = list(pool.must)
    others = np.setdiff1d(kept, must)
    some = Bringing(pool.grid[others], pool.turnover[others], pool.lead[others])
    asking = Asking(
        missing=np.asarray(pool.grid[must].sum(axis=0) == 0),
        spare=question.spare,
        money=(question.turnover or 0.0) * (1 - SAME_MONEY) - float(pool.turnover[must].sum()),
        lead=question.lead and not pool.lead[must].any(),
    )
    prices = shadow_prices(some, asking, np.ones(len(others)), is_late)
    possible = others[able(prices, some, asking, question.size - len(must))]
    return np.union1d(possible, must).astype(np.int64)


def _better(pool: Pool, question: Question, best: tuple[int, ...], answer: Solved) -> tuple[tuple[int, ...], bool]:
    """The better of the best known and the answer, counted exactly and not by the solver; and whether it is certain."""
    if answer.members is None:
        return best, answer.is_complete
    if question.goal is Goal.SHORTFALL:
        gained = pool.shortfall(best) - pool.shortfall(answer.members)
        is_level = pool.levels(answer.members)[0] == pool.levels(best)[0]
        if not is_level or gained < -SAME_MONEY * pool.threshold:
            return best, False
        return (answer.members if gained > SAME_MONEY * pool.threshold else best), answer.is_complete
    if pool.is_better(answer.members, best):
        return answer.members, answer.is_complete
    return best, False
