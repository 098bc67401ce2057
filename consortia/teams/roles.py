"""Why a member is in this very team, and what the members have in common. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consortia.matching.explain import counted, listed
from mutuals.bands import TURNOVER_EDGES, edges_of
from mutuals.choices import OrganisationValue

from .cells import Cells
from .grid import covered_in_words
from .shown import Candidate


@dataclass(frozen=True)
class Money:
    """Pounds a year of a team together, by the bands that its members show."""

    asked: float  # 0: none is asked
    certain: float  # by the lower edges
    possible: float  # by the upper edges; infinite where a band has none
    silent: int  # members who show no turnover

    @property
    def is_reached(self) -> bool:
        return self.certain >= self.asked

    @property
    def sentence(self) -> str:
        """How far the turnovers reach, in words."""
        known = f"Together at least {pounds(self.certain)} a year{self._at_most()}."
        quiet = f" {counted(self.silent, 'member does', 'members do')} not show turnover." if self.silent else ""
        if not self.asked:
            return f"{known}{quiet} No minimum turnover is stated."
        if self.is_reached:
            return f"{known}{quiet} That certainly reaches the {pounds(self.asked)} asked."
        if self.possible >= self.asked or self.silent:
            return f"{known}{quiet} It may reach the {pounds(self.asked)} asked: exact figures would tell."
        return f"{known}{quiet} That is short of the {pounds(self.asked)} asked."

    def _at_most(self) -> str:
        return "" if self.possible == float("inf") or self.silent else f", at most {pounds(self.possible)}"

    @property
    def scale(self) -> dict[str, int]:
        """Where to draw what is asked, certain and possible, 0 to 100; what has no end runs to the end."""
        ends = [one for one in (self.asked, self.certain, self.possible) if one != float("inf")]
        most = 1.15 * max([*ends, 1.0])
        return {
            "asked": round(100 * self.asked / most),
            "certain": round(100 * self.certain / most),
            "possible": 100 if self.possible == float("inf") else round(100 * self.possible / most),
        }


def pounds(amount: float) -> str:
    """An amount to the ten thousand pounds: edges of bands and their sums are said exactly."""
    if amount < 1_000_000:
        return f"£{amount:,.0f}"
    return f"£{f'{amount / 1e6:,.2f}'.rstrip('0').rstrip('.')} million"


def money(members: Sequence[Candidate], asked: float) -> Money:
    """What these turn over together; `asked` in pounds a year, 0 where none is."""
    return Money(
        asked=asked,
        certain=sum(one.certain for one in members),
        possible=sum(one.possible for one in members),
        silent=sum(one.band is None for one in members),
    )


def role(one: Candidate, team: Mapping[int, Candidate], cells: Cells, asked: float, why: str = "") -> str:
    """One sentence: what this team would lack without it. `why`: it is in the team for the asker's sake."""
    others = [other for pk, other in team.items() if pk != one.pk]
    elsewhere = 0
    for other in others:
        elsewhere |= other.covers
    alone, shared = one.covers & ~elsewhere, one.covers & elsewhere
    rest = sum(other.certain for other in others)
    needed = []
    if alone:
        needed.append(f"{'the only member that ' if others else ''}offers {covered_in_words(cells, alone)}")
    elif shared:
        needed.append(f"offers {covered_in_words(cells, shared)}, as others here do")
    else:
        needed.append("offers nothing that is asked, by what it shows")
    if asked and others and rest < asked and one.certain:
        needed.append(f"adds at least {pounds(one.certain)} of turnover a year towards the {pounds(asked)} asked")
    if one.may_lead(asked) and others:
        needed.append("may lead" if any(other.may_lead(asked) for other in others) else "the only member that may lead")
    said = "; ".join(needed)
    return f"{why} {said[0].upper()}{said[1:]}.".strip()


def not_shown(one: Candidate, *, ways: bool) -> tuple[str, ...]:
    """What this team rests on and the member does not show; `ways`: it shows how it works."""
    found = [*(["turnover"] if one.band is None else []), *(["when it was founded"] if one.years is None else [])]
    return (*found, *([] if ways else ["values and ways of working"]))


def band_in_words(band: int | None) -> str:
    """A band of turnover as a member's row says it."""
    if band is None:
        return "not shown"
    low, high = edges_of(band, TURNOVER_EDGES)
    if high == float("inf"):
        return f"{pounds(low)} or more"
    return f"{pounds(low)} to {pounds(high)}" if low else f"under {pounds(high)}"


@dataclass(frozen=True)
class Ways:
    """How one member works, as it shows it."""

    name: str
    values: tuple[str, ...] = ()
    pace: int | None = None
    governance: int | None = None
    safeguarding: int | None = None

    @property
    def is_shown(self) -> bool:
        return bool(self.values) or None not in (self.pace, self.governance, self.safeguarding)


def alignment(members: Sequence[Ways]) -> tuple[str, ...]:
    """What the members of a team have in common in values and ways of working, and what is not known of whom."""
    if len(members) < 2:
        return ()
    found = [_values(members)]
    for name, label, close in (
        ("pace", "Pace of decisions", "all decide at much the same pace"),
        ("governance", "Governance", "all are governed in much the same way"),
    ):
        found.append(_scale([getattr(one, name) for one in members], label, close))
    silent = [one.name for one in members if not one.is_shown]
    if silent:
        found.append(f"{listed(silent)} {'does' if len(silent) == 1 else 'do'} not show values or ways of working.")
    return tuple(sentence for sentence in found if sentence)


def _values(members: Sequence[Ways]) -> str:
    told = [set(one.values) for one in members if one.values]
    if len(told) < 2:
        return ""
    labels = dict(OrganisationValue.choices)
    common = [str(labels[value]) for value in labels if all(value in values for values in told)]
    who = "All" if len(told) == len(members) else f"The {len(told)} that show values"
    return f"{who} chose: {', '.join(common)}." if common else f"{who} share no value that all chose."


def _scale(points: Sequence[int | None], label: str, close: str) -> str:
    known = [point for point in points if point is not None]
    if len(known) < 2:
        return ""
    apart = max(known) - min(known)
    if apart <= 1 and len(known) == len(points):
        return f"{label}: {close}."
    if apart <= 1:
        return f"{label}: alike, for the {len(known)} that show it."
    return f"{label}: {apart} of 4 steps apart: talk about it early."
