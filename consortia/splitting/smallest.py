"""How few organisations cover a lot together, by the composer of teams. Pure."""

from collections import Counter
from collections.abc import Sequence

from consortia.composing.composer import compose
from consortia.composing.problem import MAX_MEMBERS, Problem

from .counting import Candidate, Need


def smallest(need: Need, candidates: Sequence[Candidate], *, seconds: float) -> str:
    """The size of the smallest team that meets the need, in words. Everything asked must be covered by somebody.

    As when teams are counted, a turnover that is not shown may be anything.
    """
    composed = compose(_problem(need, candidates), seconds=seconds)
    team = composed.teams[0] if composed.teams else None
    if team is None or need.cells & sum(1 << cell for cell in team.uncovered) or team.shortfall:
        return f"More than {MAX_MEMBERS} would be needed" if composed.proven_size else "Not found in the time there was"
    size = len(team.members)
    if size == 1:
        return "One alone would do"
    return f"{size} together would do" if composed.proven_size else f"{size} together would do, perhaps fewer"


def _problem(need: Need, candidates: Sequence[Candidate]) -> Problem:
    """Of organisations that are alike as many as a team may have are enough."""
    asked = need.turnover or 0.0
    alike: Counter = Counter()
    kept = []
    for one in candidates:
        kind = one.cells & need.cells, _towards(one, asked)
        alike[kind] += 1
        if alike[kind] <= MAX_MEMBERS and (kind[0] or kind[1]):
            kept.append(kind)
    return Problem(
        cells=need.cells.bit_length(),
        ids=range(len(kept)),
        covers=[cells for cells, _ in kept],
        turnover=[reach for _, reach in kept],
        lead=[True] * len(kept),
        fit=[0.0] * len(kept),
        threshold=asked,
    )


def _towards(one: Candidate, asked: float) -> float:
    """Pounds a year that it may bring, no more than are asked."""
    return asked if one.reach is None else min(one.reach, asked)
