"""What is composed and what comes out. Pure.

A cell is one service in one place: what an opportunity asks for is `cells` of them, numbered from 0. The cells that an
organisation covers are the bits of an integer, so any number of cells works.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

Id = int | str
MAX_MEMBERS = 8  # matching.md: a larger consortium is hard to lead


@dataclass(frozen=True)
class Problem:
    """An opportunity and the organisations that may take part in a team for it, one position each in every sequence."""

    cells: int  # how many cells the opportunity asks for
    ids: Sequence[Id]  # of the organisations, each once
    covers: Sequence[int]  # the cells that each covers, as bits
    turnover: Sequence[float]  # pounds a year, 0 where none is known
    lead: Sequence[bool]  # may lead: old enough, and large enough beside the threshold
    fit: Sequence[float]  # 0..1, of the organisation to the opportunity
    threshold: float = 0.0  # pounds a year that the members' turnovers shall reach together; 0 asks for none
    max_members: int = MAX_MEMBERS
    pair: Mapping[tuple[Id, Id], float] = field(default_factory=dict)  # 0..1, by ids in either order; 0 where missing
    conflicts: Collection[tuple[Id, Id]] = ()  # never together in a team; by ids in either order
    penalty: Sequence[float] = ()  # for having been shown often, subtracted from the objective; empty: none

    def __post_init__(self) -> None:
        size = len(self.ids)
        for name in ("covers", "turnover", "lead", "fit"):
            if len(getattr(self, name)) != size:
                raise ValueError(f"{name} has {len(getattr(self, name))} entries for {size} organisations")
        if len(self.penalty) not in (0, size):
            raise ValueError(f"penalty has {len(self.penalty)} entries for {size} organisations")
        if len(set(self.ids)) != size:
            raise ValueError("an organisation occurs twice in ids")
        if self.cells < 0 or self.max_members < 1:
            raise ValueError("cells must be 0 or more, max_members 1 or more")
        if any(covered < 0 or covered >> self.cells for covered in self.covers):
            raise ValueError(f"covers names a cell that is not one of 0 to {self.cells - 1}")

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Options:
    """What the asker wants of the teams. "Small organisations only" is an `exclude` of all others."""

    include: Collection[Id] = ()  # in every team
    exclude: Collection[Id] = ()  # in no team; nobody can be both included and excluded
    lead: Id | None = None  # in every team and leads it: no other member counts as a lead
    max_members: int | None = None  # where fewer than the problem allows


@dataclass(frozen=True)
class Team:
    """One team, with the levels of the objective in their order; fewer, less, less, fewer members, more is better."""

    members: tuple[Id, ...]  # ascending; whole numbers before words
    uncovered: tuple[int, ...]  # cells that no member covers, ascending
    shortfall: float  # pounds a year that the turnovers together fall short of the threshold
    lead_shortfall: int  # 1 where no member may lead, else 0
    objective: float  # (mean fit + mean score of the pairs) / 2 - mean penalty; one member alone: fit - penalty


@dataclass(frozen=True)
class Phase:
    """One step of composing: what it found, as a word for logs, and the seconds it took."""

    name: str
    seconds: float
    is_complete: bool  # False: the time was up, so a better answer may exist


@dataclass(frozen=True)
class Composition:
    """The answer. `teams` is empty where nobody could add anything, or where what must be included cannot be."""

    teams: tuple[Team, ...]  # up to three, the best first; the others differ from each by two members or more
    gaps: tuple[int, ...]  # cells that nobody who may take part covers: the gap report
    proven_size: bool  # no team leaves fewer uncovered, falls shorter by less, or is smaller at the same
    proven: bool  # ... and none of that size has a higher objective: the first team is the best there is
    seconds: float  # wall-clock
    phases: tuple[Phase, ...] = ()
    why_none: str = ""  # where what was asked of the teams is impossible: what, as a sentence for the asker
