"""What each organisation looks for in partners, in forms that stay small. Pure.

Nearly everybody lacks something of nearly everything: as one matrix, what 100,000 organisations look for in 300
districts would take half a gigabyte, and three times that to make.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from .comparables import Classes
from .scoring import blocks
from .world import row_sums

# Numbers of a dense working array: few enough to stay near the processor; enough for matrix products to pay.
FEW, MANY = 400_000, 2_000_000


@dataclass(frozen=True)
class Wants:
    """[N, X], in shares of 1 or nothing at all: how often each thing is asked for together with what one has.

        share * (mine @ together - own) + usual[label]

    What is its own already nobody looks for: `own` is mine @ together there. Whoever does not tell what it has looks
    for what is `usual` in its class.
    """

    mine: csr_array  # float32 [N, X]; 1 for what each has
    together: np.ndarray  # float64 [X, X]; how often two things are asked for together
    own: csr_array  # float64 [N, X]; where `mine` is
    share: np.ndarray  # float64 [N]; 0 for whoever lacks nothing or does not tell
    usual: np.ndarray  # float64 [classes + 1, X]; the last is nothing, for those who tell
    label: np.ndarray  # int64 [N]

    @classmethod
    def of(cls, mine: csr_array, together: np.ndarray, known, looking, usual: csr_array, classes: Classes) -> "Wants":
        """`known` tell what they have and `looking` look for more, bool [N]; `usual`: what a class has."""
        own = _where_mine(mine, together)
        total = mine @ together.sum(axis=1) - row_sums(own)
        nothing = np.zeros((1, together.shape[1]))
        return cls(
            mine=mine,
            together=together,
            own=own,
            share=np.where(known & looking, _as_share(total), 0),
            usual=np.concatenate([_usual_wants(usual.toarray().astype(np.float64), together), nothing]),
            label=np.where(known, classes.size, classes.shown),
        )

    @cached_property
    def any(self) -> np.ndarray:
        """bool [N]: who looks for anything."""
        return (self.share > 0) | (self.usual.sum(axis=1)[self.label] > 0)

    def of_rows(self, rows: np.ndarray) -> np.ndarray:
        """float64 [rows, X]."""
        mine = self.mine[rows]
        asked = mine @ self.together
        asked[mine.nonzero()] = 0
        return asked * self.share[rows, None] + self.usual[self.label[rows]]

    def __matmul__(self, columns: np.ndarray) -> np.ndarray:
        """float64 [N, k]: the product with a dense [X, k]."""
        columns = columns.astype(np.float64)
        asked = self.mine @ (self.together @ columns) - self.own @ columns
        return asked * self.share[:, None] + (self.usual @ columns)[self.label]

    def of_pairs(self, has: csr_array, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """float64 [pairs]: how much of what `rows[i]` looks for `columns[i]` has.

        Members are added in their order, as compiled code does, bit for bit.
        """
        some, at = np.unique(rows, return_inverse=True)
        theirs = has[columns]
        pair = np.repeat(np.arange(len(rows)), np.diff(theirs.indptr))
        wanted = self.of_rows(some)[at[pair], theirs.indices]
        return np.bincount(pair, wanted * theirs.data, minlength=len(rows))


@dataclass(frozen=True)
class Buyers:
    """[N, C], in shares of 1 or nothing at all: the commissioning bodies that buy in the places of each."""

    bits: np.ndarray  # uint64 [N, C / 64]; who buys
    size: int  # C

    @cached_property
    def share(self) -> np.ndarray:
        """float64 [N]: of each that buys."""
        return _as_share(np.bitwise_count(self.bits).sum(axis=1))

    @cached_property
    def any(self) -> np.ndarray:
        """bool [N]: whether anybody buys there."""
        return self.share > 0

    def of_rows(self, rows: np.ndarray) -> np.ndarray:
        """float64 [rows, C]."""
        return self._told(rows, np.arange(self.size)) * self.share[rows, None]

    def __matmul__(self, columns: np.ndarray) -> np.ndarray:
        """float32 [N, k]: the product with a dense float32 [C, k]."""
        used = np.flatnonzero(columns.any(axis=1))
        found = np.empty((len(self.bits), columns.shape[1]), np.float32)
        for rows in blocks(np.arange(len(self.bits)), self.size, MANY):
            found[rows] = (self._told(rows, used) @ columns[used]) * self.share[rows, None]
        return found

    def of_pairs(self, has: csr_array, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """float64 [pairs]: the share of the buyers of `rows[i]` that `columns[i]` has."""
        theirs = has[columns]
        pair = np.repeat(np.arange(len(rows)), np.diff(theirs.indptr))
        body = theirs.indices
        buys = self.bits[rows[pair], body // 64] >> (body % 64).astype(np.uint64) & np.uint64(1)
        return np.bincount(pair, buys * self.share[rows[pair]] * theirs.data, minlength=len(rows))

    def _told(self, rows, bodies):
        """float32 [rows, bodies]: 1 for who buys."""
        bits = np.unpackbits(self.bits[rows].astype("<u8").view(np.uint8), axis=1, bitorder="little")
        return bits[:, bodies].astype(np.float32)


def _where_mine(mine: csr_array, together: np.ndarray) -> csr_array:
    """float64 [N, X]: mine @ together, only where `mine` is."""
    found = np.empty(mine.nnz)
    for rows in blocks(np.arange(mine.shape[0]), mine.shape[1], FEW):
        some = mine[rows[0] : rows[-1] + 1]
        found[mine.indptr[rows[0]] : mine.indptr[rows[-1] + 1]] = (some @ together)[some.nonzero()]
    return csr_array((found, mine.indices, mine.indptr), shape=mine.shape)


def _as_share(total: np.ndarray) -> np.ndarray:
    return np.where(total > 0, 1 / np.where(total > 0, total, 1), 0)


def _usual_wants(usual: np.ndarray, together: np.ndarray) -> np.ndarray:
    """What a class looks for of which `usual` shares have each thing."""
    lacking = (usual @ together) * np.maximum(1 - usual, 0)
    return lacking * _as_share(lacking.sum(axis=1))[:, None]
