"""The best team of one size: every team that reaches the target, depth first, with bounds that prove. Pure.

Branches on the cell that fewest candidates cover: one member of every team covers it. Each candidate that was tried is
left out of what follows, so that every team is looked at once. A branch is cut where no team in it can cover enough,
earn enough, be led, or be better than the best one found.

The last two members are found together, by a table of all pairs.

The bound: a candidate's hope is its worth, its pairs with the members so far, and half of its best pairs with members
to come. A team's objective is never more than its members' hopes together; prices on what is still missing (`Prices`)
make the bound about as tight as that of the linear programme.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from consortia.composing.field import Target, field_of
from consortia.composing.node import Node, completed_by_two, first_node, joined
from consortia.composing.pool import SAME, Pool
from consortia.composing.prices import Asking, Bringing, able, free, shadow_prices, top

SORTED = 20_000  # pairs that are put in order in no time
PAIRS_AT_ONCE = 100_000  # last two members that are looked at together
NOBODY = np.zeros(0, dtype=np.int64), np.zeros(0)
PRICED = 3  # members to come from which on prices are worth the time to find them
ROOT_ROUNDS = 3  # times that the candidates are thinned out before the search


@dataclass(frozen=True)
class Apart:
    """A team from which others must differ: at most so many of its members may be in them."""

    members: frozenset[int]
    shared: int


@dataclass(frozen=True)
class Found:
    """The best team of a search, None where none is better than asked; complete where nothing was left unlooked at."""

    members: tuple[int, ...] | None
    is_complete: bool


class _TimeUp(Exception):
    pass


def best_team(
    pool: Pool,
    target: Target,
    is_late: Callable[[], bool],
    *,
    floor: float,
    among: np.ndarray,
    apart: Sequence[Apart] = (),
) -> Found:
    """The team with the highest objective above `floor` among those that reach the target, of these candidates."""
    return _Search(pool, target, is_late, floor, among, apart).run()


def worth_a_look(pool: Pool, target: Target, is_late: Callable[[], bool], floor: float) -> np.ndarray:
    """Positions of all whom a team that reaches the target may have, with an objective above `floor`."""
    search = _Search(pool, target, is_late, floor, np.arange(len(pool)), ())
    with suppress(_TimeUp):
        search.thinned()
    return search.field.members


class _Search:
    """One search: the candidates that are left, the prices, and the best team so far."""

    def __init__(
        self,
        pool: Pool,
        target: Target,
        is_late: Callable[[], bool],
        floor: float,
        among: np.ndarray,
        apart: Sequence[Apart],
    ) -> None:
        self.pool, self.target, self.is_late, self.best, self.apart = pool, target, is_late, floor, apart
        self.found: tuple[int, ...] | None = None
        self.hope_prices = self.reach_prices = free(len(pool.asked))
        self._enter(among)

    def run(self) -> Found:
        try:
            node = self.thinned()
            if node is not None:
                self._visit(node)
        except _TimeUp:
            return Found(self.found, False)
        return Found(self.found, True)

    def _enter(self, members: np.ndarray) -> None:
        """Go on with these positions of the pool only."""
        self.field = field_of(self.pool, members, self.target.size, [one.members for one in self.apart])
        self.hopes = _best_pairs(self.field.rows, self.target.size)

    def _root(self) -> Node | None:
        return first_node(self.field, self.target, self.pool.must, tuple(one.shared for one in self.apart))

    def thinned(self) -> Node | None:
        """The root with only those candidates that some better team may need; None where there is no such team.

        Fewer candidates have fewer pairs to hope for, so this is repeated.
        """
        node = self._root()
        for _ in range(ROOT_ROUNDS):
            if node is None or not node.places:
                break
            if self.is_late():
                raise _TimeUp
            before = len(node.candidates)
            kept, _ = self._promising(node)
            if not len(kept):
                return None
            chosen = self.field.members[list(node.chosen)]
            self._enter(np.sort(np.r_[chosen, self.field.members[node.candidates[kept]]]))
            node = self._root()
            is_priced = bool(self.hope_prices)
            if node is None or (is_priced and len(node.candidates) > 0.9 * before):
                break
            if node.places >= PRICED:
                self._set_prices(node)
        return node

    def _set_prices(self, node: Node) -> None:
        """The prices at which the hopes are dearest, and those at which members are fewest."""
        some, asking = self.field.bringing(node.candidates), node.asking
        self.hope_prices = shadow_prices(some, asking, -self._hopes(node), self.is_late, node.places)
        self.reach_prices = shadow_prices(some, asking, np.ones(len(node.candidates)), self.is_late)

    def _hopes(self, node: Node) -> np.ndarray:
        """The most that each candidate can add to the objective."""
        return node.gains + self.hopes[node.candidates, node.places - 1]

    def _visit(self, node: Node) -> None:
        if self.is_late():
            raise _TimeUp
        if not node.places:
            self._record(node.value, node.chosen)
            return
        kept, bounds = self._promising(node)
        if not len(kept):
            return
        node = replace(node, candidates=node.candidates[kept], gains=node.gains[kept])
        if node.places == 1:
            last = int(np.argmax(node.gains))
            self._record(node.value + float(node.gains[last]), (*node.chosen, int(node.candidates[last])))
        elif node.places == 2:
            self._last_two(node, bounds)
        else:
            self._branch(node, bounds)

    def _record(self, value: float, chosen: Sequence[int]) -> None:
        if value > self.best + SAME:
            self.best = value
            self.found = tuple(int(self.field.members[one]) for one in chosen)

    def _last_two(self, node: Node, bounds: np.ndarray) -> None:
        """All pairs of which one covers the scarcest cell, many at once."""
        able = None if node.spare else self._covering(node)
        order = _descending(bounds, able)
        at_once = max(1, PAIRS_AT_ONCE // len(node.candidates))
        for start in range(0, len(order), at_once):
            if bounds[order[start]] <= self.best + SAME:
                break
            value, one, other = completed_by_two(self.field, node, order[start : start + at_once])
            self._record(value, (*node.chosen, one, other))

    def _branch(self, node: Node, bounds: np.ndarray) -> None:
        """Each who may cover the scarcest cell joins in turn; then, where one may stay uncovered, that cell is."""
        able = self._covering(node)
        left = np.ones(len(node.candidates), bool)
        for one in _descending(bounds, able).tolist():
            if bounds[one] <= self.best + SAME:
                break
            left[one] = False
            self._visit(joined(self.field, node, int(node.candidates[one]), float(node.gains[one]), left))
        if able is not None and node.spare:
            self._visit(self._without(node, able))

    def _without(self, node: Node, able: np.ndarray) -> Node:
        """The node after the scarcest cell was given up, and with it those who cover it: they have been tried."""
        missing = node.missing.copy()
        missing[self._scarcest(node)] = False
        return replace(
            node, missing=missing, spare=node.spare - 1, candidates=node.candidates[~able], gains=node.gains[~able]
        )

    def _covering(self, node: Node) -> np.ndarray | None:
        """Who covers the scarcest cell, bool; None where none is missing."""
        cell = self._scarcest(node)
        return None if cell is None else self.field.grid[node.candidates, cell] > 0

    def _scarcest(self, node: Node) -> int | None:
        """The missing cell that fewest candidates cover; None where none is missing."""
        if not node.missing.any():
            return None
        covering = self.field.grid[node.candidates].sum(axis=0)
        return int(np.argmin(np.where(node.missing, covering, np.inf)))

    def _promising(self, node: Node) -> tuple[np.ndarray, np.ndarray]:
        """Which candidates may complete a better team, as positions in the node, and the bounds of those."""
        field, here, others = self.field, node.candidates, node.places - 1
        if len(here) < node.places:
            return NOBODY
        useful = np.bitwise_count(field.words[here] & field.packed(node.missing)).sum(axis=1, dtype=np.int64)
        kept = useful + top(useful, others) >= node.missing.sum() - node.spare
        if np.isfinite(node.money):
            money = field.turnover[here]
            kept &= money + top(money, others) >= node.money
        if node.lead:
            leads = field.lead[here]
            if not leads.any():
                return NOBODY
            kept &= leads if not others else True
        if not kept.any():
            return NOBODY
        some, asking = field.bringing(here), node.asking
        if others and self.reach_prices:
            kept &= able(self.reach_prices, some, asking, node.places)
        bounds = self._bounds(node, some, asking)
        found = np.flatnonzero(kept & (bounds > self.best + SAME))
        return found, bounds[found]

    def _bounds(self, node: Node, some: Bringing, asking: Asking) -> np.ndarray:
        """For each candidate the most that a team with the members so far and it can be worth."""
        hopes, others = self._hopes(node), node.places - 1
        plain = node.value + hopes + top(hopes, others)
        if not others or not self.hope_prices:
            return plain
        priced = hopes + self.hope_prices.brought(some, asking)
        return np.minimum(plain, node.value + priced + top(priced, others) - self.hope_prices.owed(asking))


def _descending(bounds: np.ndarray, able: np.ndarray | None) -> np.ndarray:
    """Positions by their bounds, the highest first and equal ones as they come; only those who are able."""
    order = np.argsort(-bounds, kind="stable")
    return order if able is None else order[able[order]]


def _best_pairs(rows, size: int) -> np.ndarray:
    """At least half of the sum of each candidate's best k pairs in column k, float [R, size]; a missing pair counts 0.

    Exact but for very many pairs: there it is k times half of the very best one, which takes no sorting.
    """
    count, most = rows.shape[0], max(size, 1)
    best = np.zeros((count, most))
    starts, data = rows.indptr, np.maximum(rows.data, 0.0)
    if most == 2 or len(data) > SORTED:
        filled = np.flatnonzero(np.diff(starts))
        best[filled, 1:] = np.maximum.reduceat(data, starts[filled])[:, None] if len(filled) else 0.0
    else:
        owner = np.repeat(np.arange(count), np.diff(starts))
        order = np.lexsort((-data, owner))
        rank = np.arange(len(data)) - starts[owner]
        near = rank < most - 1
        best[owner[near], rank[near] + 1] = data[order][near]
    return np.cumsum(best, axis=1) / 2
