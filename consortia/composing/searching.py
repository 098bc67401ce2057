"""The best team of one size: every team that reaches the target, depth first, with bounds that prove. Pure.

Branches on the cell that fewest candidates cover: one member of every team covers it. Each candidate that was tried is
left out of what follows, so that every team is looked at once. A branch is cut where no team in it can cover enough,
earn enough, be led, or be better than the best one found.

The bound: a candidate's hope is its worth, its pairs with the members so far, and half of its best pairs with members
to come. A team's objective is never more than its members' hopes together; prices on what is still missing (`Prices`)
make the bound about as tight as that of the linear programme.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from consortia.composing.field import Field, Target, field_of, packed
from consortia.composing.pool import SAME, Pool
from consortia.composing.prices import Asking, able, free, shadow_prices, top

SORTED = 20_000  # pairs that are put in order in no time
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


@dataclass(frozen=True)
class _Node:
    """A part of a team, and who may complete it."""

    chosen: tuple[int, ...]
    places: int  # members to come
    missing: np.ndarray  # bool [C]; cells still to cover
    spare: int  # of which so many may stay uncovered
    money: float  # pounds a year still to reach
    lead: bool  # one of those to come must be able to lead
    value: float  # objective of the members so far
    shared: tuple[int, ...]  # members that it may still share with each team that it must differ from
    candidates: np.ndarray  # int, positions in the field
    gains: np.ndarray  # float; worth of each, and its pairs with the members so far

    @property
    def asking(self) -> Asking:
        """What those to come have to reach."""
        return Asking(self.missing, self.spare, self.money, self.lead)


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
        self.nodes = 0
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
        self.field: Field = field_of(self.pool, members, self.target.size)
        self.near = [np.isin(members, list(one.members)) for one in self.apart]
        self.hopes = _best_pairs(self.field.rows, self.target.size)

    def _root(self) -> _Node | None:
        """Those who must be in the team have joined; everybody else may. None where they may not be together."""
        field, target = self.field, self.target
        barred = [near for near, one in zip(self.near, self.apart, strict=True) if one.shared <= 0]
        free = np.flatnonzero(~np.any(barred, axis=0)) if barred else np.arange(len(field))
        node = _Node(
            chosen=(),
            places=target.size,
            missing=np.ones(field.grid.shape[1], dtype=bool),
            spare=target.spare,
            money=target.turnover,
            lead=target.lead,
            value=0.0,
            shared=tuple(one.shared for one in self.apart),
            candidates=free,
            gains=field.worth[free],
        )
        for must in np.flatnonzero(np.isin(field.members, self.pool.must)).tolist():
            others = node.candidates != must
            if others.all():
                return None
            node = self._joined(node, must, float(node.gains[~others][0]), others)
        return node

    def thinned(self) -> _Node | None:
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
            kept = self._promising(node)
            if kept is None or not len(kept):
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

    def _set_prices(self, node: _Node) -> None:
        """The prices at which the hopes are dearest, and those at which members are fewest."""
        some, asking = self.field.bringing(node.candidates), node.asking
        self.hope_prices = shadow_prices(some, asking, -self._hopes(node), self.is_late, node.places)
        self.reach_prices = shadow_prices(some, asking, np.ones(len(node.candidates)), self.is_late)

    def _hopes(self, node: _Node) -> np.ndarray:
        """The most that each candidate can add to the objective."""
        return node.gains + self.hopes[node.candidates, node.places - 1]

    def _visit(self, node: _Node) -> None:
        self.nodes += 1
        if self.nodes % 16 == 0 and self.is_late():
            raise _TimeUp
        if not node.places:
            self._record(node)
            return
        kept = self._promising(node)
        if kept is None or not len(kept):
            return
        node = replace(node, candidates=node.candidates[kept], gains=node.gains[kept])
        if node.places == 1:
            last = int(np.argmax(node.gains))
            self._record(
                self._joined(node, int(node.candidates[last]), float(node.gains[last]), np.zeros(len(kept), bool))
            )
            return
        self._branch(node)

    def _record(self, node: _Node) -> None:
        if node.value > self.best + SAME:
            self.best = node.value
            self.found = tuple(int(self.field.members[one]) for one in node.chosen)

    def _branch(self, node: _Node) -> None:
        """Each who may cover the scarcest cell joins in turn; then, where one may stay uncovered, that cell is."""
        cell = self._scarcest(node)
        able = np.ones(len(node.candidates), bool) if cell is None else self.field.grid[node.candidates, cell] > 0
        bounds = self._bounds(node)
        order = np.flatnonzero(able)
        order = order[np.argsort(-bounds[order], kind="stable")]
        left = np.ones(len(node.candidates), bool)
        for one in order.tolist():
            if bounds[one] <= self.best + SAME:
                break
            left[one] = False
            self._visit(self._joined(node, int(node.candidates[one]), float(node.gains[one]), left))
        if cell is not None and node.spare:
            missing = node.missing.copy()
            missing[cell] = False
            rest = ~able
            self._visit(
                replace(
                    node,
                    missing=missing,
                    spare=node.spare - 1,
                    candidates=node.candidates[rest],
                    gains=node.gains[rest],
                )
            )

    def _scarcest(self, node: _Node) -> int | None:
        """The missing cell that fewest candidates cover; None where none is missing."""
        if not node.missing.any():
            return None
        covering = self.field.grid[node.candidates].sum(axis=0)
        return int(np.argmin(np.where(node.missing, covering, np.inf)))

    def _joined(self, node: _Node, one: int, gain: float, left: np.ndarray) -> _Node:
        """The node after this candidate has joined; of the others those that are `left` stay."""
        field = self.field
        left = left & ~np.isin(node.candidates, field.clash[one]) if one in field.clash else left
        shared = tuple(number - int(near[one]) for number, near in zip(node.shared, self.near, strict=True))
        for number, near in zip(shared, self.near, strict=True):
            if number <= 0:
                left = left & ~near[node.candidates]
        candidates = node.candidates[left]
        return _Node(
            chosen=(*node.chosen, one),
            places=node.places - 1,
            missing=node.missing & (field.grid[one] == 0),
            spare=node.spare,
            money=node.money - float(field.turnover[one]),
            lead=node.lead and not field.lead[one],
            value=node.value + gain,
            shared=shared,
            candidates=candidates,
            gains=node.gains[left] + field.pairs_of(one)[candidates],
        )

    def _promising(self, node: _Node) -> np.ndarray | None:
        """Which candidates may complete a better team, as positions in the node; None where no team is possible."""
        field, here, others = self.field, node.candidates, node.places - 1
        if len(here) < node.places:
            return None
        useful = np.bitwise_count(field.words[here] & packed(node.missing)).sum(axis=1, dtype=np.int64)
        kept = useful + top(useful, others) >= node.missing.sum() - node.spare
        if np.isfinite(node.money):
            money = field.turnover[here]
            kept &= money + top(money, others) >= node.money
        if node.lead:
            leads = field.lead[here]
            if not leads.any():
                return None
            kept &= leads if not others else True
        if others and self.reach_prices:
            kept &= able(self.reach_prices, field.bringing(here), node.asking, node.places)
        kept &= self._bounds(node) > self.best + SAME
        return np.flatnonzero(kept)

    def _bounds(self, node: _Node) -> np.ndarray:
        """For each candidate the most that a team with the members so far and it can be worth."""
        hopes, others = self._hopes(node), node.places - 1
        plain = node.value + hopes + top(hopes, others)
        if not others or not self.hope_prices:
            return plain
        asking = node.asking
        priced = hopes + self.hope_prices.brought(self.field.bringing(node.candidates), asking)
        return np.minimum(plain, node.value + priced + top(priced, others) - self.hope_prices.owed(asking))


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
