"""The candidates of one search, as small arrays in which teams of one size are counted quickly. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from consortia.composing.pool import SAME_MONEY, WORD, Pool
from consortia.composing.prices import Bringing

DENSE = 600  # candidates up to which all pairs are kept as one table (3 MB)


@dataclass(frozen=True)
class Target:
    """What every team of the search reaches: the levels before the objective, of the team known to be best by them."""

    size: int  # members
    spare: int  # cells that somebody covers and the team may leave uncovered
    turnover: float  # pounds a year, at least
    lead: bool  # one may lead


def target_of(pool: Pool, members: Sequence[int]) -> Target:
    """What a team must reach to be level with these members."""
    uncovered, shortfall, lead_shortfall, size = pool.levels(members)
    turnover = pool.threshold - shortfall - SAME_MONEY * pool.threshold if pool.threshold else -np.inf
    return Target(size, uncovered - pool.nobody_covers, turnover, not lead_shortfall)


@dataclass(frozen=True)
class Field:
    """R candidates. The objective of a team of the target's size is the sum of its members' worth and of its pairs'."""

    members: np.ndarray  # int [R]; positions in the pool
    grid: np.ndarray  # float [R, C]
    words: np.ndarray  # uint64 [R, W]; the grid as bits
    turnover: np.ndarray  # float [R]
    lead: np.ndarray  # bool [R]
    worth: np.ndarray  # float [R]; fit and penalty, divided so that they add up
    pairs: np.ndarray | None  # float [R, R]; divided likewise; None: too many, ask `rows`
    rows: csr_array  # [R, R]
    clash: dict[int, np.ndarray]  # position: the positions that it is never together with
    near: tuple[np.ndarray, ...]  # bool [R]; for each team that is to differ from this one, who is in it

    def __len__(self) -> int:
        return len(self.members)

    def pairs_between(self, some: np.ndarray, others: np.ndarray) -> np.ndarray:
        """The scores of the pairs of these with those, float [len(some), len(others)]."""
        if self.pairs is not None:
            return self.pairs[some[:, None], others]
        return self.rows[some][:, others].toarray()

    def packed(self, cells: np.ndarray) -> np.ndarray:
        """Cells, bool [C], as the bits of `words`."""
        bits = np.zeros(WORD * self.words.shape[1], dtype=bool)
        bits[: len(cells)] = cells
        return np.packbits(bits).view(np.uint64)

    def bringing(self, candidates: np.ndarray) -> Bringing:
        """What these candidates bring."""
        return Bringing(self.grid[candidates], self.turnover[candidates], self.lead[candidates])

    def pairs_of(self, one: int) -> np.ndarray:
        """The scores of a candidate's pairs with each, float [R]."""
        if self.pairs is not None:
            return self.pairs[one]
        part = slice(self.rows.indptr[one], self.rows.indptr[one + 1])
        scores = np.zeros(len(self))
        scores[self.rows.indices[part]] = self.rows.data[part]
        return scores


def field_of(pool: Pool, members: np.ndarray, size: int, apart: Sequence[Collection[int]] = ()) -> Field:
    """These positions of the pool, for teams of so many that are to differ from those `apart`."""
    alone = size == 1
    worth = (pool.fit[members] * (1.0 if alone else 0.5) - pool.penalty[members]) / size
    scale = 0.0 if alone else 1.0 / (size * (size - 1))
    rows = pool.pair[members][:, members] * scale
    place = np.full(len(pool), -1)
    place[members] = np.arange(len(members))
    clash = {}
    for one, others in pool.conflicts.items():
        here = place[others][place[others] >= 0]
        if place[one] >= 0 and len(here):
            clash[int(place[one])] = here
    return Field(
        members=members,
        grid=pool.grid[members],
        words=_packed(pool.grid[members]),
        turnover=pool.turnover[members],
        lead=pool.lead[members],
        worth=worth,
        pairs=rows.toarray() if len(members) <= DENSE else None,
        rows=rows,
        clash=clash,
        near=tuple(np.isin(members, list(team)) for team in apart),
    )


def _packed(grid: np.ndarray) -> np.ndarray:
    """Rows of 1 and 0 as bits in words of 64, uint64 [..., W]."""
    width = grid.shape[-1]
    padding = [(0, 0)] * (grid.ndim - 1) + [(0, -width % WORD if width else WORD)]
    return np.packbits(np.pad(grid.astype(bool), padding), axis=-1).view(np.uint64)
