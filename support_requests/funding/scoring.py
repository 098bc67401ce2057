"""What the scores of an application come to. Pure.

Each officer scores each criterion from 0 to 5. Of a criterion the mean of all officers counts, by its weight; criteria
that nobody scored are left out and named, and never counted as 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

TOP_SCORE = 5


@dataclass(frozen=True)
class Result:
    """`percent` of what could be reached in the criteria that were scored; None before the first score."""

    percent: int | None
    scored: int  # criteria
    of: int

    @property
    def in_words(self) -> str:
        if self.percent is None:
            return "Not assessed yet"
        left = "" if self.scored == self.of else f", {self.scored} of {self.of} criteria scored"
        return f"{self.percent} of 100{left}"


def result(weights: Mapping[int, int], scores: Iterable[tuple[int, int]]) -> Result:
    """`weights`: criterion to weight; `scores`: criterion and score, several of one criterion where several judged."""
    given: dict[int, list[int]] = {}
    for criterion, score in scores:
        given.setdefault(criterion, []).append(score)
    known = {criterion: Fraction(sum(some), len(some)) for criterion, some in given.items() if criterion in weights}
    if not known:
        return Result(None, 0, len(weights))
    reached = sum(weights[criterion] * mean for criterion, mean in known.items())
    most = sum(weights[criterion] * TOP_SCORE for criterion in known)
    return Result(round(100 * reached / most), len(known), len(weights))
