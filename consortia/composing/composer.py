"""Compose teams for an opportunity: greedy at once, then the size, then the best of that size. Pure.

See docs/decisions/0118-how-teams-are-composed.md for the method, and for what "proven" promises.
"""

import time
from collections.abc import Callable, Sequence

import numpy as np

from consortia.composing.field import target_of
from consortia.composing.greedy import exchanged, greedy
from consortia.composing.pool import SAME, Impossible, Pool, gaps, pool
from consortia.composing.problem import Composition, Options, Phase, Problem
from consortia.composing.searching import Apart, best_team, worth_a_look
from consortia.composing.sizing import smallest

SECONDS = 3.0
TEAMS = 3  # matching.md: up to three
NEAR = 0.15  # matching.md: alternatives lie within 15 % of the best
DIFFERENT = 2  # members by which teams differ at least
SIZE_SHARE, BEST_SHARE, ALL_SHARE = 0.55, 0.8, 0.95  # of the time, by when the size, the best and all have to be found
ANYTHING = Options()


def compose(
    problem: Problem,
    options: Options = ANYTHING,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Composition:
    """Up to three teams, the best first, within so many seconds of wall-clock time."""
    return _Composing(problem, options, seconds, clock).composition()


class _Composing:
    """One composition: what was found so far, and when which phase has to end."""

    def __init__(self, problem: Problem, options: Options, seconds: float, clock: Callable[[], float]) -> None:
        self.problem, self.options, self.seconds, self.clock = problem, options, seconds, clock
        self.started = clock()
        self.phases: list[Phase] = []

    def composition(self) -> Composition:
        try:
            some = pool(self.problem, self.options)
        except Impossible as why:
            return self._answer((), None, False, False, str(why))
        start = greedy(some)
        self._done("greedy", True)
        sized = smallest(some, start, lambda: self._left(SIZE_SHARE))
        self._done("size", sized.is_proven)
        if not sized.members:
            return self._answer((), some, sized.is_proven, sized.is_proven)
        teams, is_best = self._teams(some, sized.members)
        return self._answer(teams, some, sized.is_proven, sized.is_proven and is_best)

    def _teams(self, some: Pool, members: Sequence[int]) -> tuple[list[Sequence[int]], bool]:
        """The best of the teams that are level with these members, its alternatives, and whether it is proven best."""
        best: Sequence[int] = exchanged(some, members, self._is_late(BEST_SHARE))
        self._done("exchange", True)
        target = target_of(some, best)
        among = worth_a_look(some, target, self._is_late(BEST_SHARE), _near(some.objective(best)))
        # A little below what is known, so that of equal teams the search's own first one is taken, not the solver's.
        floor = some.objective(best) - 2 * SAME
        found = best_team(some, target, self._is_late(BEST_SHARE), floor=floor, among=among)
        self._done("best", found.is_complete)
        return self._with_alternatives(some, found.members or best, among), found.is_complete

    def _with_alternatives(self, some: Pool, best: Sequence[int], among: np.ndarray) -> list[Sequence[int]]:
        """The best, and the next best teams of the same levels that differ enough from it and from each other."""
        teams, target, floor = [best], target_of(some, best), _near(some.objective(best))
        shared = target.size - min(DIFFERENT, target.size)
        is_complete = True
        while len(teams) < TEAMS:
            apart = [Apart(frozenset(team), shared) for team in teams]
            found = best_team(some, target, self._is_late(ALL_SHARE), floor=floor, among=among, apart=apart)
            is_complete &= found.is_complete
            if found.members is None:
                break
            teams.append(found.members)
        self._done("alternatives", is_complete)
        return teams

    def _left(self, share: float) -> float:
        """Seconds until this share of the time is over."""
        return self.started + share * self.seconds - self.clock()

    def _is_late(self, share: float) -> Callable[[], bool]:
        return lambda: self._left(share) <= 0

    def _done(self, name: str, is_complete: bool) -> None:
        spent = self.clock() - self.started - sum(phase.seconds for phase in self.phases)
        self.phases.append(Phase(name, spent, is_complete))

    def _answer(
        self, teams: Sequence[Sequence[int]], some: Pool | None, proven_size: bool, proven: bool, why_none: str = ""
    ) -> Composition:
        return Composition(
            teams=tuple(some.team(team) for team in teams) if some else (),
            gaps=gaps(self.problem, self.options),
            proven_size=proven_size,
            proven=proven,
            seconds=self.clock() - self.started,
            phases=tuple(self.phases),
            why_none=why_none,
        )


def _near(objective: float) -> float:
    """The objective above which a team is an alternative."""
    return objective - NEAR * abs(objective) - 2 * SAME
