"""Which advisers to ask for a line of a package, and why. Pure: nothing is read here.

The order is that of what decides whether somebody can help at all: knows the subject, has the days this month, comes to
the place; then who has helped the organisation before, and who has most days free. Whoever has a conflict of interest
is never suggested: they are listed apart, with the conflict.
"""

from dataclasses import dataclass
from decimal import Decimal

from .years import in_days


@dataclass(frozen=True)
class Need:
    """What a line asks for. `regions`: keys of those in which the organisation works; empty: not known."""

    support_type: str
    label: str  # "legal advice"
    days: Decimal  # still to be worked
    regions: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """An adviser as far as it matters here. `regions` empty: anywhere in England."""

    pk: int
    name: str
    expertise: frozenset[str]
    days_a_month: Decimal
    regions: frozenset[int] = frozenset()
    promised: Decimal = Decimal(0)  # days of lines that they were asked for or agreed to, and have not worked yet
    worked: Decimal = Decimal(0)  # days this month
    helped_before: int = 0  # packages of the organisation
    conflict: str = ""
    declined: bool = False  # this very line

    @property
    def free(self) -> Decimal:
        """Days of this month that are neither worked nor promised; below nothing where too much is promised."""
        return self.days_a_month - self.worked - self.promised


@dataclass(frozen=True)
class Suggestion:
    """A candidate with what speaks for asking them, and what against."""

    candidate: Candidate
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def suggest(need: Need, candidates: list[Candidate]) -> list[Suggestion]:
    """All without a conflict, the best first."""
    free_to_ask = [one for one in candidates if not one.conflict]
    return [_suggestion(need, one) for one in sorted(free_to_ask, key=lambda one: _order(need, one))]


def conflicted(candidates: list[Candidate]) -> list[Candidate]:
    """Those who must not be asked, by name."""
    return sorted((one for one in candidates if one.conflict), key=lambda one: (one.name, one.pk))


def _order(need: Need, one: Candidate) -> tuple:
    return (
        one.declined,
        not _knows(need, one),
        not _has_days(need, one),
        not _comes(need, one),
        -one.helped_before,
        -one.free,
        one.name,
        one.pk,
    )


def _knows(need: Need, one: Candidate) -> bool:
    return need.support_type in one.expertise


def _has_days(need: Need, one: Candidate) -> bool:
    return one.free >= need.days


def _comes(need: Need, one: Candidate) -> bool:
    """Where it is not known where the organisation works, everybody comes."""
    return not one.regions or not need.regions or bool(one.regions & need.regions)


def _suggestion(need: Need, one: Candidate) -> Suggestion:
    said = [
        (_knows(need, one), f"Knows {need.label}", f"Has not said that they know {need.label}"),
        (_has_days(need, one), _free_in_words(one), f"{_free_in_words(one)}, and this needs {in_days(need.days)}"),
        (_comes(need, one), _place_in_words(need, one), "Does not usually work in the organisation’s regions"),
    ]
    reasons = [yes for holds, yes, _ in said if holds and yes]
    against = [no for holds, _, no in said if not holds]
    if one.helped_before:
        reasons.append("Has helped this organisation before")
    if one.declined:
        against.insert(0, "Declined this already")
    return Suggestion(one, tuple(reasons), tuple(against))


def _free_in_words(one: Candidate) -> str:
    if one.free <= 0:
        return f"No days free of {in_days(one.days_a_month)} a month"
    return f"{in_days(one.free)} free of {in_days(one.days_a_month)} a month"


def _place_in_words(need: Need, one: Candidate) -> str:
    if not one.regions:
        return "Works anywhere in England"
    return "Works in the organisation’s regions" if need.regions else ""
