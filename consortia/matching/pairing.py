"""Two ways to lay organisations beside what they are scored against, with one set of formulas.

Pure. A Block is every pair of some rows with all columns, in float32, to find out quickly who
may be among the best; a Pairs is a list of chosen pairs, in float64, to score those exactly.
Both answer the same questions, so each formula is written once.
"""

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np


class Turned:
    """Dense transposes of sparse matrices, kept from block to block."""

    MOST = 16_000_000  # numbers in one of them: 64 MB

    def __init__(self):
        self.kept = {}

    def fits(self, matrix) -> bool:
        return matrix.shape[0] * matrix.shape[1] <= self.MOST

    def of(self, matrix) -> np.ndarray:
        # The matrix is kept too, so that its id stays its own.
        if id(matrix) not in self.kept:
            self.kept[id(matrix)] = matrix, np.ascontiguousarray(matrix.toarray().T)
        return self.kept[id(matrix)][1]


@dataclass(frozen=True)
class Block:
    """Rows `rows` with every column: results have shape [rows, columns] or broadcast to it."""

    rows: np.ndarray
    turned: "Turned" = field(default_factory=lambda: Turned())
    dtype: ClassVar = np.float32

    def row(self, values):
        return _narrow(values[self.rows])[:, None]

    def column(self, values):
        return _narrow(values)[None, :]

    def by_row_label(self, values, labels):
        """values[label of the row, column]."""
        return values[labels[self.rows]]

    def by_column_label(self, values, labels):
        """values[row, label of the column]."""
        return values[self.rows][:, labels]

    def by_labels_turned(self, values, labels):
        """values[column, label of the row]."""
        return values[:, labels[self.rows]].T

    def lookup(self, matrix):
        """matrix[row, column] of a sparse matrix."""
        return matrix[self.rows].toarray()

    def product(self, left, right):
        """The sum over shared members of two families of sets; exact in float32 for halves and ones.

        One side is made dense: whichever leaves less to add.
        """
        mine = left[self.rows]
        if right.nnz * len(self.rows) <= mine.nnz * right.shape[0] or not self.turned.fits(right):
            return np.ascontiguousarray((right @ np.ascontiguousarray(mine.toarray().T)).T)
        return mine @ self.turned.of(right)

    def wanted(self, wants, has):
        """How much of what the row looks for the column has."""
        return (has @ _narrow(wants.of_rows(self.rows).T)).T

    def wanted_turned(self, wants, has):
        """How much of what the column looks for the row has."""
        return _narrow(wants @ has[self.rows].toarray().T).T


@dataclass(frozen=True)
class Pairs:
    """Row `rows[i]` with column `columns[i]`: results have shape [pairs]."""

    rows: np.ndarray
    columns: np.ndarray
    dtype: ClassVar = np.float64

    def row(self, values):
        return _wide(values[self.rows])

    def column(self, values):
        return _wide(values[self.columns])

    def by_row_label(self, values, labels):
        return _wide(values[labels[self.rows], self.columns])

    def by_column_label(self, values, labels):
        return _wide(values[self.rows, labels[self.columns]])

    def by_labels_turned(self, values, labels):
        return _wide(values[self.columns, labels[self.rows]])

    def lookup(self, matrix):
        if len(self.rows) == 0:  # SciPy answers no pairs with a sparse array, not with numbers
            return np.zeros(0)
        return np.asarray(matrix[self.rows, self.columns], dtype=np.float64).ravel()

    def product(self, left, right):
        mine, theirs = _wide(left[self.rows]), _wide(right[self.columns])
        return np.asarray(mine.multiply(theirs).sum(axis=1)).ravel()

    def wanted(self, wants, has):
        return wants.of_pairs(has, self.rows, self.columns)

    def wanted_turned(self, wants, has):
        return wants.of_pairs(has, self.columns, self.rows)


def _narrow(values):
    return values.astype(np.float32) if values.dtype == np.float64 else values


def _wide(values):
    return values.astype(np.float64) if values.dtype == np.float32 else values
