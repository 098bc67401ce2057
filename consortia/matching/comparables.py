"""What is typical of comparable organisations: the point to use where a field is unknown.

Pure. Comparable means of the same kind and service group; where nobody there has told, of the
same group; then of all; then a constant of the weight set. Typical figures come only from what
organisations show to every signed-in organisation, so that no figure kept closer can be read
off another's score.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from .world import Opportunities, Organisations, World, row_sums


def grouped_median(values: np.ndarray, labels: np.ndarray, size: int) -> np.ndarray:
    """The median of the known `values` of each label 0..size-1; nan where none is known."""
    known = ~np.isnan(values)
    values, labels = values[known], labels[known]
    order = np.lexsort((values, labels))
    values, labels = values[order], labels[order]
    start = np.searchsorted(labels, np.arange(size), side="left")
    count = np.searchsorted(labels, np.arange(size), side="right") - start
    medians = np.full(size, np.nan)
    some = count > 0
    lower = values[(start + (count - 1) // 2)[some]]
    upper = values[(start + count // 2)[some]]
    medians[some] = (lower + upper) / 2
    return medians


def typical_of_organisations(values, among: Organisations, of: Organisations, otherwise: float):
    """float64 [len(of)]: the median of `values` (one for each of `among`) over those comparable to each of `of`."""
    result = np.full(len(of), float(otherwise))
    for label in (_all, _group, _kind_and_group):
        labels_among, labels_of = label(among), label(of)
        size = int(max(labels_among.max(initial=0), labels_of.max(initial=0))) + 1
        medians = grouped_median(values, labels_among, size)[labels_of]
        result = np.where(np.isnan(medians), result, medians)
    return result


def typical_of_opportunities(values, among: Opportunities, of: Opportunities, otherwise: float):
    """float64 [len(of)]: the median of `values` over the opportunities of the same service group, or of all."""
    result = np.full(len(of), float(otherwise))
    for label in (_all, _group):
        labels_among, labels_of = label(among), label(of)
        size = int(max(labels_among.max(initial=0), labels_of.max(initial=0))) + 1
        medians = grouped_median(values, labels_among, size)[labels_of]
        result = np.where(np.isnan(medians), result, medians)
    return result


def _all(table):
    return np.zeros(len(table), dtype=np.int64)


def _group(table):
    return table.group.astype(np.int64) + 1


def _kind_and_group(organisations):
    return (organisations.kind.astype(np.int64) + 1) * 1000 + organisations.group + 1


@dataclass(frozen=True)
class Classes:
    """Classes of comparable organisations, numbered 0..size-1."""

    shown: np.ndarray  # int64 [N]; the class of each by what it shows: whom others learn from
    own: np.ndarray  # int64 [N]; by all it told: whom it learns from
    size: int

    @classmethod
    def of(cls, world: World) -> "Classes":
        labels = np.concatenate([_kind_and_group(world.shown), _kind_and_group(world.organisations)])
        values, numbers = np.unique(labels, return_inverse=True)
        return cls(numbers[: len(world.shown)], numbers[len(world.shown) :], len(values))


def mean_by_class(matrix: csr_array, known: np.ndarray, classes: Classes) -> csr_array:
    """[classes, columns]: how large a share of each class has each member of a set, among those `known`.

    The median of sets is not defined; their mean is the nearest to it that uses all of them.
    A class in which nobody has told takes the mean of all who have.
    """
    rows = np.flatnonzero(known)
    belongs = csr_array(
        (np.ones(len(rows), dtype=np.float32), (classes.shown[rows], rows)),
        shape=(classes.size, len(known)),
    )
    counts = row_sums(belongs)
    everyone = np.asarray(matrix[rows].sum(axis=0), dtype=np.float32) / max(len(rows), 1)
    nobody = csr_array((counts == 0).astype(np.float32).reshape(-1, 1))
    own = diags_array((1 / np.maximum(counts, 1)).astype(np.float32)) @ belongs @ matrix
    return csr_array(own + nobody @ csr_array(everyone.reshape(1, -1)))


def filled(sets: csr_array, known: np.ndarray, usual: csr_array, labels: np.ndarray) -> csr_array:
    """The sets, and where they are not `known` what is `usual` ([classes, columns]) in the class of each."""
    rows = np.flatnonzero(~known)
    if len(rows) == 0:
        return sets
    unknown = csr_array(
        (np.ones(len(rows), dtype=np.float32), (rows, labels[rows])), shape=(len(known), usual.shape[0])
    )
    return (sets + unknown @ usual).tocsr()
