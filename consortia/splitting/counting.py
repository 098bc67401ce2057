"""How many organisations cover a lot alone, and how many small teams do. Pure.

A lot is a set of cells (one service in one place each), written as the bits of an integer. What is counted, and why in
bands: docs/decisions/0114-who-could-bid-if-split.md.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

ENOUGH = 10  # "10 or more" is the last band: nothing is counted beyond it
SECONDS = 2.0  # for each lot
SECONDS_IN_ALL = 6.0  # for all lots of one look, so that nobody keeps a worker busy with one press


def seconds_each(lots: int) -> float:
    """How long teams may be sought for each of so many lots."""
    return min(SECONDS, SECONDS_IN_ALL / lots)


@dataclass(frozen=True)
class Candidate:
    """What one organisation shows: the cells it covers as bits, the upper edge of its band of turnover in pounds a
    year (None where it shows none), and whether it is small (None where it shows no size)."""

    cells: int
    reach: float | None = None
    is_small: bool | None = None


@dataclass(frozen=True)
class Need:
    """What a lot asks: its cells as bits, at least one, and a turnover in pounds a year (None: none is asked)."""

    cells: int
    turnover: float | None = None

    def is_met(self, cells: int, reaches: Sequence[float | None]) -> bool:
        """Whether these cells cover it and the turnovers may together reach what is asked.

        A turnover that is not shown may be anything.
        """
        if cells & self.cells != self.cells:
            return False
        return self.turnover is None or None in reaches or sum(one or 0.0 for one in reaches) >= self.turnover


@dataclass(frozen=True)
class Counted:
    """Who could bid for a lot. `teams` is counted up to ENOUGH; where `is_complete` is False, there may be more."""

    alone: int
    small: int  # of `alone`
    size_not_shown: int  # of `alone`
    teams: int
    is_complete: bool
    uncovered: int  # cells that nobody covers, as bits


def count(
    need: Need,
    candidates: Sequence[Candidate],
    *,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Counted:
    """Count the organisations that could bid alone, and the teams of two or three of whom none can be left out.

    Teams of those who could bid alone are not counted: every organisation would make one with them.
    """
    alone = [one for one in candidates if need.is_met(one.cells, [one.reach])]
    partial = Counter(
        (one.cells & need.cells, one.reach) for one in candidates if not need.is_met(one.cells, [one.reach])
    )
    covered = 0
    for one in candidates:
        covered |= one.cells
    teams, is_complete = (0, True) if need.cells & ~covered else _teams(need, partial, clock, seconds)
    return Counted(
        alone=len(alone),
        small=sum(one.is_small is True for one in alone),
        size_not_shown=sum(one.is_small is None for one in alone),
        teams=teams,
        is_complete=is_complete,
        uncovered=need.cells & ~covered,
    )


Kind = tuple[int, float | None]  # organisations that are alike: their cells and their reach


def _teams(need: Need, partial: Counter, clock, seconds: float) -> tuple[int, bool]:
    """How many teams there are, up to ENOUGH, and whether that is all there was time to look at."""
    until, found = clock() + seconds, 0
    for team in _kinds_of_teams(need, [kind for kind in partial if kind[0] or need.turnover is not None]):
        if team is None:
            if clock() > until:
                return found, False
            continue
        found += _choices(team, partial)
        if found >= ENOUGH:
            return ENOUGH, True
    return found, True


def _choices(team: tuple[Kind, ...], partial: Counter) -> int:
    """In how many ways organisations can make up a team of these kinds."""
    return prod(comb(partial[kind], number) for kind, number in Counter(team).items())


def _kinds_of_teams(need: Need, kinds: list[Kind]) -> Iterator[tuple[Kind, ...] | None]:
    """Every team of two or three kinds that meets the need, each once; None now and then, to look at the clock.

    Branches on the cell that fewest kinds cover: one member of every team covers it.
    """
    seen: set[tuple[Kind, ...]] = set()
    by_cell = _by_cell(need.cells, kinds)
    for first in _fewest(need.cells, by_cell, kinds):
        for second in _fewest(need.cells & ~first[0], by_cell, kinds):
            yield None
            pair = _once((first, second), seen)
            if pair and _meets(need, pair):
                yield pair
            elif not _meets(need, (first, second)):
                yield from _with_a_third(need, (first, second), by_cell, kinds, seen)


def _with_a_third(need: Need, pair, by_cell, kinds, seen) -> Iterator[tuple[Kind, ...] | None]:
    missing = need.cells & ~(pair[0][0] | pair[1][0])
    for number, third in enumerate(_fewest(missing, by_cell, kinds)):
        if number % 500 == 499:
            yield None
        if missing & ~third[0]:
            continue
        team = _once((*pair, third), seen)
        if team and _meets(need, team) and not any(_meets(need, two) for two in combinations(team, 2)):
            yield team


def _meets(need: Need, team: Sequence[Kind]) -> bool:
    cells = 0
    for kind in team:
        cells |= kind[0]
    return need.is_met(cells, [kind[1] for kind in team])


def _once(team: Sequence[Kind], seen: set) -> tuple[Kind, ...] | None:
    """The team in a fixed order, or None where it was looked at before."""
    ordered = tuple(sorted(team, key=lambda kind: (kind[0], kind[1] is None, kind[1] or 0.0)))
    if ordered in seen:
        return None
    seen.add(ordered)
    return ordered


def _by_cell(cells: int, kinds: list[Kind]) -> list[tuple[int, list[Kind]]]:
    """(cell, the kinds that cover it), the cell that fewest cover first."""
    bits = [1 << position for position in range(cells.bit_length()) if cells >> position & 1]
    return sorted(((bit, [kind for kind in kinds if kind[0] & bit]) for bit in bits), key=lambda pair: len(pair[1]))


def _fewest(missing: int, by_cell, kinds: list[Kind]) -> list[Kind]:
    """The kinds that cover the scarcest of the missing cells; all of them where only turnover is missing."""
    return next((covering for bit, covering in by_cell if missing & bit), kinds)
