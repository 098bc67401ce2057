"""Fit and Pair for teams: by what everybody concerned shows to every signed-in organisation, and by nothing else.

The whole directory is read, because what is typical of comparable organisations stands for what one does not show, as
it does everywhere in matching. The world in which they are scored knows of each organisation only what it shows.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from consortia.composing.problem import Id
from consortia.matching.bulk import positions
from consortia.matching.fit import fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.pair import pair_of_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.store import read_world
from consortia.matching.world import World


@dataclass(frozen=True)
class Scorer:
    """One reading of the directory. `w` is the weight set in force."""

    world: World  # in which nobody has told more than it shows
    w: dict

    @classmethod
    def at(cls, at, w: dict) -> "Scorer":
        world = read_world(at)
        return cls(replace(world, organisations=world.shown), w)

    def fits(self, opportunity: int, ids: Collection[int]) -> dict[int, float]:
        """Fit by id; 0 for whoever is not in the directory, and for an opportunity that is not matched now."""
        known, rows = self._rows(ids)
        column = positions(self.world.opportunities.ids, [opportunity])[0]
        found = dict.fromkeys(ids, 0.0)
        if column >= 0 and len(rows):
            columns = np.full(len(rows), column)
            points = fit_of_pairs(FitTables.of(self.world, self.w), rows, columns, self.w).point
            found |= dict(zip(known, points.tolist(), strict=True))
        return found

    def pairs(self, ids: Collection[int], together: Collection[tuple[int, int]]) -> dict[tuple[Id, Id], float]:
        """Pair of each two of these ids, the lower first; `together` are those known to have worked together."""
        known, rows = self._rows(sorted(ids))
        if len(rows) < 2:
            return {}
        tables = PairTables.of(replace(self.world, together=self._worked(together)), self.w)
        first, second = np.triu_indices(len(rows), 1)
        points = pair_of_pairs(tables, rows[first], rows[second], self.w).point.tolist()
        names = np.array(known)
        return dict(zip(zip(names[first].tolist(), names[second].tolist(), strict=True), points, strict=True))

    def _rows(self, ids: Collection[int]) -> tuple[list[int], np.ndarray]:
        """Those of these ids that are in the directory, and their rows."""
        wanted = list(ids)
        rows = positions(self.world.shown.ids, wanted)
        return [pk for pk, row in zip(wanted, rows.tolist(), strict=True) if row >= 0], rows[rows >= 0]

    def _worked(self, together: Collection[tuple[int, int]]) -> csr_array:
        """float32 [N, N] symmetric: 1 for the pairs of `together`."""
        size = len(self.world.shown)
        ends = np.array(sorted(together), dtype=np.int64).reshape(-1, 2)
        rows = np.stack([positions(self.world.shown.ids, ends[:, side]) for side in (0, 1)], axis=1)
        rows = rows[(rows >= 0).all(axis=1)]
        both = np.concatenate([rows, rows[:, ::-1]])
        return csr_array((np.ones(len(both), np.float32), (both[:, 0], both[:, 1])), shape=(size, size))
