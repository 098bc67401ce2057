"""Those who may take part in a team, as arrays. Pure.

Positions run in the order of the ids, so that every answer depends on the organisations alone and ties go to the first.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from math import fsum

import numpy as np
from scipy.sparse import csr_array

from consortia.composing.problem import Id, Options, Problem, Team

SAME_MONEY = 1e-9  # of the threshold: turnovers that differ by less count as equal
SAME = 1e-12  # objectives that differ by less count as equal
WORD = 64


class Impossible(ValueError):
    """No team can be what was asked. The message says why, for the asker."""


@dataclass(frozen=True)
class Pool:
    """N organisations, and what is asked of the team that they make up."""

    ids: tuple[Id, ...]  # ascending
    cells: int
    covers: tuple[int, ...]
    turnover: np.ndarray  # float64 [N]; pounds a year
    lead: np.ndarray  # bool [N]
    fit: np.ndarray  # float64 [N]
    penalty: np.ndarray  # float64 [N]
    pair: csr_array  # float64 [N, N]; symmetric, nothing on the diagonal
    conflicts: Mapping[int, np.ndarray]  # position: the positions that it is never together with
    must: tuple[int, ...]  # positions that are in every team
    threshold: float
    most: int  # members

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def asked(self) -> np.ndarray:
        """The cells that somebody here covers, int [C]: only these can make a difference."""
        together = 0
        for covered in self.covers:
            together |= covered
        return np.array([cell for cell in range(self.cells) if together >> cell & 1], dtype=np.int64)

    @property
    def nobody_covers(self) -> int:
        """Cells that are uncovered whatever the team."""
        return self.cells - len(self.asked)

    @cached_property
    def grid(self) -> np.ndarray:
        """Who covers what, float64 [N, C]: 1 or 0, a column for each of `asked`."""
        words = _words(self.covers, self.cells)
        return (words[:, self.asked // WORD] >> (self.asked % WORD).astype(np.uint64) & np.uint64(1)).astype(float)

    def clashes(self, members: Iterable[int]) -> set[int]:
        """Those who may not join these members."""
        return {int(other) for member in members for other in self.conflicts.get(member, ())}

    def levels(self, members: Collection[int]) -> tuple[int, float, int, int]:
        """What is minimised before the objective, in order: cells uncovered, pounds short, lead missing, members."""
        together = 0
        for member in members:
            together |= self.covers[member]
        has_lead = any(self.lead[member] for member in members)
        return self.cells - together.bit_count(), self.shortfall(members), int(not has_lead), len(members)

    def shortfall(self, members: Iterable[int]) -> float:
        """Pounds a year that these fall short of the threshold together; sums are exact, in whatever order."""
        short = self.threshold - fsum(self.turnover[member] for member in members)
        return short if short > SAME_MONEY * self.threshold else 0.0

    def objective(self, members: Sequence[int]) -> float:
        """(mean fit + mean score of the pairs) / 2 - mean penalty; of one alone its fit - penalty."""
        chosen = sorted(members)
        if not chosen:
            return 0.0
        fit = fsum(self.fit[chosen]) / len(chosen)
        penalty = fsum(self.penalty[chosen]) / len(chosen)
        if len(chosen) == 1:
            return fit - penalty
        twice = fsum(self.pair[chosen][:, chosen].data)
        return (fit + twice / (len(chosen) * (len(chosen) - 1))) / 2 - penalty

    def team(self, members: Collection[int]) -> Team:
        """These positions as a team, with everything that is said of it."""
        chosen = sorted(int(member) for member in members)
        together = 0
        for member in chosen:
            together |= self.covers[member]
        _, shortfall, lead_shortfall, _ = self.levels(chosen)
        return Team(
            members=tuple(self.ids[member] for member in chosen),
            uncovered=tuple(cell for cell in range(self.cells) if not together >> cell & 1),
            shortfall=shortfall,
            lead_shortfall=lead_shortfall,
            objective=self.objective(chosen),
        )

    def is_better(self, one: Collection[int], other: Collection[int] | None) -> bool:
        """Whether one team comes before the other (None: there is none) in the order of all levels."""
        if other is None:
            return True
        first, second = self.levels(one), self.levels(other)
        if first[0] == second[0] and abs(first[1] - second[1]) > SAME_MONEY * self.threshold:
            return first[1] < second[1]
        first, second = (first[0], *first[2:]), (second[0], *second[2:])  # type: ignore[assignment]
        if first != second:
            return first < second
        return self.objective(tuple(one)) > self.objective(tuple(other)) + SAME


def in_order(ids: Iterable[Id]) -> list[Id]:
    """Ids ascending: whole numbers before words."""
    every = list(ids)
    words = sorted(one for one in every if isinstance(one, str))
    return [*sorted(one for one in every if not isinstance(one, str)), *words]


def gaps(problem: Problem, options: Options) -> tuple[int, ...]:
    """The cells that nobody who may take part covers."""
    excluded, together = set(options.exclude), 0
    for one, covered in zip(problem.ids, problem.covers, strict=True):
        if one not in excluded:
            together |= covered
    return tuple(cell for cell in range(problem.cells) if not together >> cell & 1)


def pool(problem: Problem, options: Options) -> Pool:
    """Those who may take part: not excluded, and not in conflict with whoever must.

    Raises Impossible where nobody can make up what must be in the team.
    """
    must = _must(problem, options)
    most = _most(problem, options, must)
    left_out = set(options.exclude) | _clashing(problem, must)
    old = {one: position for position, one in enumerate(problem.ids) if one not in left_out}
    ids = in_order(old)
    chosen = np.array([old[one] for one in ids], dtype=np.int64)
    new = {one: position for position, one in enumerate(ids)}
    lead = np.asarray(problem.lead, dtype=bool)[chosen]
    if options.lead is not None:
        lead = lead & (np.arange(len(ids)) == new[options.lead])
    return Pool(
        ids=tuple(ids),
        cells=problem.cells,
        covers=tuple(problem.covers[position] for position in chosen.tolist()),
        turnover=np.asarray(problem.turnover, dtype=float)[chosen],
        lead=lead,
        fit=np.asarray(problem.fit, dtype=float)[chosen],
        penalty=np.asarray(problem.penalty, dtype=float)[chosen] if len(problem.penalty) else np.zeros(len(ids)),
        pair=_pair(problem.pair, new),
        conflicts=_conflicts(problem.conflicts, new),
        must=tuple(sorted(new[one] for one in must)),
        threshold=max(0.0, problem.threshold),
        most=most,
    )


def _must(problem: Problem, options: Options) -> set[Id]:
    must = set(options.include) | ({options.lead} if options.lead is not None else set())
    unknown = in_order(must - set(problem.ids))
    if unknown:
        raise Impossible(f"{unknown[0]} must be in the team and is not among those who may take part.")
    both = in_order(must & set(options.exclude))
    if both:
        raise Impossible(f"{both[0]} must be in the team and must not.")
    return must


def _most(problem: Problem, options: Options, must: set[Id]) -> int:
    """How many members the team may have. Raises Impossible where more must be in it."""
    most = problem.max_members if options.max_members is None else min(problem.max_members, options.max_members)
    if len(must) > most:
        raise Impossible(f"{len(must)} organisations must be in the team, which may have {most} members at most.")
    return most


def _clashing(problem: Problem, must: set[Id]) -> set[Id]:
    """Those who may not be together with one that must be in the team. Raises Impossible where two of these clash."""
    clashing: set[Id] = set()
    for one, other in problem.conflicts:
        if one != other and one in must and other in must:
            raise Impossible(f"{one} and {other} must both be in the team, and may not be in one team.")
        if one != other and (one in must or other in must):
            clashing.add(other if one in must else one)
    return clashing


def _words(covers: Sequence[int], cells: int) -> np.ndarray:
    """Bits as words of 64, uint64 [N, W], the first 64 cells first."""
    whole = (1 << WORD) - 1
    columns = [
        np.array([covered >> start & whole for covered in covers], dtype=np.uint64)
        for start in range(0, max(cells, 1), WORD)
    ]
    return np.stack(columns, axis=1)


def _pair(pair: Mapping[tuple[Id, Id], float], position: Mapping[Id, int]) -> csr_array:
    """Scores of pairs as a symmetric matrix; of two scores of one pair the later one counts."""
    size = len(position)
    ends = np.fromiter(map(position.get, chain.from_iterable(pair), repeat(-1)), dtype=np.int64, count=2 * len(pair))
    score = np.fromiter(pair.values(), dtype=float, count=len(pair))
    low, high = np.minimum(ends[::2], ends[1::2]), np.maximum(ends[::2], ends[1::2])
    known = (low >= 0) & (low < high)
    low, high, score = low[known], high[known], score[known]
    above = csr_array((score, (low, high)), shape=(size, size))
    if above.nnz < len(score):  # both orders of a pair were given, and their scores added up
        _, last = np.unique((low * size + high)[::-1], return_index=True)
        last = len(low) - 1 - last
        above = csr_array((score[last], (low[last], high[last])), shape=(size, size))
    return csr_array(above + above.T)


def _conflicts(conflicts: Collection[tuple[Id, Id]], position: Mapping[Id, int]) -> dict[int, np.ndarray]:
    found: dict[int, set[int]] = {}
    for one, other in conflicts:
        if one != other and one in position and other in position:
            found.setdefault(position[one], set()).add(position[other])
            found.setdefault(position[other], set()).add(position[one])
    return {member: np.array(sorted(others), dtype=np.int64) for member, others in found.items()}
