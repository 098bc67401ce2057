"""A part of a team, and who may complete it: the nodes of the search. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from consortia.composing.field import Field, Target
from consortia.composing.prices import Asking


@dataclass(frozen=True)
class Node:
    """The members so far, what those to come have to reach, and who they may be."""

    chosen: tuple[int, ...]
    places: int  # members to come
    missing: np.ndarray  # bool [C]; cells still to cover
    spare: int  # of which so many may stay uncovered
    money: float  # pounds a year still to reach
    lead: bool  # one of those to come must be able to lead
    value: float  # objective of the members so far
    shared: tuple[int, ...]  # members that may still be shared with each team that this one must differ from
    candidates: np.ndarray  # int, positions in the field
    gains: np.ndarray  # float; worth of each, and its pairs with the members so far

    @property
    def asking(self) -> Asking:
        """What those to come have to reach."""
        return Asking(self.missing, self.spare, self.money, self.lead)


def first_node(field: Field, target: Target, must: Sequence[int], shared: tuple[int, ...]) -> Node | None:
    """Those who must be in the team have joined; everybody else may. None where they may not be together."""
    free = np.ones(len(field), dtype=bool)
    for number, near in zip(shared, field.near, strict=True):
        if number <= 0:
            free &= ~near
    candidates = np.flatnonzero(free)
    node = Node(
        chosen=(),
        places=target.size,
        missing=np.ones(field.grid.shape[1], dtype=bool),
        spare=target.spare,
        money=target.turnover,
        lead=target.lead,
        value=0.0,
        shared=shared,
        candidates=candidates,
        gains=field.worth[candidates],
    )
    for one in np.flatnonzero(np.isin(field.members, must)).tolist():
        others = node.candidates != one
        if others.all():
            return None
        node = joined(field, node, one, float(node.gains[~others][0]), others)
    return node


def joined(field: Field, node: Node, one: int, gain: float, left: np.ndarray) -> Node:
    """The node after this candidate has joined; of the others those that are `left` stay."""
    if one in field.clash:
        left = left & ~np.isin(node.candidates, field.clash[one])
    shared = tuple(number - int(near[one]) for number, near in zip(node.shared, field.near, strict=True))
    for number, near in zip(shared, field.near, strict=True):
        if number <= 0:
            left = left & ~near[node.candidates]
    candidates = node.candidates[left]
    return Node(
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


def completed_by_two(field: Field, node: Node, first: np.ndarray) -> tuple[float, int, int]:
    """The best value with two more, one of them of `first` (positions in the node), and who they are.

    -inf where no two can complete the team.
    """
    here, some = node.candidates, node.candidates[first]
    values = node.value + node.gains[first][:, None] + node.gains + field.pairs_between(some, here)
    values[~_complete(field, node, some, here)] = -np.inf
    row, column = divmod(int(np.argmax(values)), len(here))
    return float(values[row, column]), int(some[row]), int(here[column])


def _complete(field: Field, node: Node, some: np.ndarray, here: np.ndarray) -> np.ndarray:
    """Which two of them reach what is asked and may be together, bool [len(some), len(here)]."""
    left = field.packed(node.missing) & ~field.words[some]
    uncovered = left[:, None, :] & ~field.words[here]
    if node.spare:
        fits = np.bitwise_count(uncovered).sum(axis=2) <= node.spare
    else:
        fits = ~uncovered.any(axis=2)
    fits &= some[:, None] != here
    if np.isfinite(node.money):
        fits &= field.turnover[some][:, None] + field.turnover[here] >= node.money
    if node.lead:
        fits &= field.lead[some][:, None] | field.lead[here]
    for number, near in zip(node.shared, field.near, strict=True):
        fits &= near[some].astype(int)[:, None] + near[here] <= number
    for row, one in enumerate(some.tolist()):
        if one in field.clash:
            fits[row] &= ~np.isin(here, field.clash[one])
    return fits
