"""The folded product, walked list by list: which opportunities may be among the best of each organisation.

Compiled. For each organisation the lists of its features are added up in an array as long as there are opportunities,
small enough to stay in the processor's nearest memory; then its candidates are finished, and those near the best kept.
"""

from typing import NamedTuple

import numpy as np

from .compiled import Sets, compiled
from .folding import Folded

HALVINGS = 40  # more than the bits of a float32 number
FEW = 4


class Product(NamedTuple):
    """A Folded product as loops read it."""

    offers: Sets
    asks: Sets
    has: Sets
    wants: Sets
    kind: np.ndarray
    base: np.ndarray
    turnover: np.ndarray
    per_asked: np.ndarray
    reached: np.float32
    slack: np.float32  # two scores that differ by more are in the same order exactly

    @classmethod
    def of(cls, f: Folded) -> "Product":
        return cls(
            offers=Sets.of(f.offers, np.float32),
            asks=Sets.of(f.asks, np.float32),
            has=Sets.of(f.has, np.float32),
            wants=Sets.of(f.wants, np.float32),
            kind=f.kind,
            base=f.base,
            turnover=f.turnover,
            per_asked=f.per_asked,
            reached=f.reached,
            slack=np.float32(2 * f.bound),
        )


@compiled
def shortlists(p, first, last, keep, room):
    """Of rows first..last: (columns [rows, room], counts [rows]) that may be among the best `keep`.

    A count above `room` says that so many were too close to tell; then that row holds only some of them.
    """
    into = np.zeros(p.base.shape[1], np.float32)
    candidates = np.empty(len(into) + 1, np.uint32)
    scores = np.empty(len(into), np.float32)
    columns, counts = np.empty((last - first, room), np.uint32), np.empty(last - first, np.int64)
    for row in range(first, last):
        number = add_and_note(p.offers, p.asks, row, into, candidates)
        add(p.has, p.wants, row, into)
        finish(p, row, into, candidates, number, scores)
        least = floor_of_best(scores, number, keep) - p.slack
        counts[row - first] = those_from(scores, number, least, candidates, columns[row - first])
        into[:] = 0
    return columns, counts


@compiled
def add_and_note(has, lists, row, into, found):
    """Add every product of the row; return how many columns it met, which are noted in `found`."""
    number = 0
    for i in range(has.start[row], has.start[row + 1]):
        feature, amount = has.members[i], has.weights[i]
        for j in range(lists.start[feature], lists.start[feature + 1]):
            column = lists.members[j]
            found[number] = column
            number += into[column] == 0
            into[column] += amount * lists.weights[j]
    return number


@compiled
def add(has, lists, row, into):
    """Add every product of the row."""
    for i in range(has.start[row], has.start[row + 1]):
        feature, amount = has.members[i], has.weights[i]
        for j in range(lists.start[feature], lists.start[feature + 1]):
            into[lists.members[j]] += amount * lists.weights[j]


@compiled
def finish(p, row, into, candidates, number, scores):
    """The folded score of each candidate but for what the row has of its own."""
    base, turnover = p.base[p.kind[row]], p.turnover[row]
    for i in range(number):
        column = candidates[i]
        share = min(turnover * p.per_asked[column], np.float32(1))
        scores[i] = into[column] + base[column] + p.reached * share


@compiled
def floor_of_best(scores, number, keep):
    """A floor that at least `keep` of some numbers reach, and few more; minus infinity where there are not so many.

    By halving: each step counts the numbers above the middle, which takes a fraction of a microsecond.
    """
    if number <= keep:
        return np.float32(-np.inf)
    floor, top = np.float32(-1), np.float32(2)  # no score lies outside
    for _ in range(HALVINGS):
        middle = floor + (top - floor) * np.float32(0.5)
        count = 0
        for i in range(number):
            count += scores[i] >= middle
        if count < keep:
            top = middle
        else:
            floor = middle
            if count <= keep + FEW:
                break
    return floor


@compiled
def those_from(scores, number, least, candidates, columns):
    """Note the candidates that score at least so much, as many as there is room for; return how many there are."""
    count = 0
    for i in range(number):
        if scores[i] >= least:
            if count < len(columns):
                columns[count] = candidates[i]
            count += 1
    return count
