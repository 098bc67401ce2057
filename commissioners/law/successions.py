"""Which authorities count as the same one: only a legal successor stands in the place of a body that has merged."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from commissioners.law.answers import Verdict, all_of, any_of, verdict_of


@dataclass(frozen=True)
class Succession:
    """One body took over from another. `is_legal_successor`: by law, in all its contracts; None if not known."""

    predecessor: Hashable
    successor: Hashable
    is_legal_successor: bool | None = None


def same_authority(buyer: Hashable, other: Hashable, successions: Iterable[Succession]) -> Verdict:
    """Whether the other body is the buyer itself, or one whose legal successor the buyer is, over any number of steps.

    Source: Procurement Act 2023, section 33(7): "awarded by the same contracting authority",
    https://www.legislation.gov.uk/ukpga/2023/54/section/33.
    """
    return _reaches(other, buyer, tuple(successions), frozenset())


def _reaches(start, goal, successions: tuple[Succession, ...], seen: frozenset) -> Verdict:
    if start == goal:
        return Verdict.YES
    seen |= {start}
    return any_of(
        all_of((verdict_of(step.is_legal_successor), _reaches(step.successor, goal, successions, seen)))
        for step in successions
        if step.predecessor == start and step.successor not in seen
    )
