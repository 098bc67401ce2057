"""What answers show together: lines for each measure, groups, challenges, the value of the support. Pure.

Each organisation counts once, in the order in which they completed their answers: the first five, ten, fifteen ...
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .change import Change, Pair, Spread, change_of, told, value_of
from .fives import at_least, in_fives, may_be_shown, published
from .measures import CHALLENGES, MEASURES, VALUE, Measure


@dataclass(frozen=True)
class Answered:
    """One organisation that answered both times. `before`, `after`: figures by key of the measure; None: not told."""

    year: int  # in which support was agreed; begins on 1 April
    region: str
    types: frozenset[str]
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A measure with its change; None where it is not shown."""

    measure: Measure
    change: Change | None


@dataclass(frozen=True)
class Group:
    """Some of the organisations, and how the measure changed with them."""

    name: str
    change: Change | None


@dataclass(frozen=True)
class Challenge:
    """How many met a challenge, at least; None: fewer than five, or too few to tell."""

    label: str
    before: int | None
    after: int | None


def pairs(answered: Iterable[Answered], measure: Measure) -> list[Pair]:
    """Of those who told the measure both times and have a change of it."""
    both = ((one.before.get(measure.key), one.after.get(measure.key)) for one in answered)
    return told(measure, [Pair(before, after) for before, after in both if before is not None and after is not None])


def lines(answered: Sequence[Answered]) -> list[Line]:
    """Every measure, as it was asked."""
    return [Line(measure, change_of(measure, pairs(answered, measure))) for measure in MEASURES]


def groups(
    answered: Sequence[Answered], measure: Measure, names: Mapping[Any, str], group_of: Callable[[Answered], Any]
) -> list[Group]:
    """The measure by groups that do not overlap and make up all; `names`: of all of them, by what `group_of` says."""
    parts = [pairs((one for one in answered if group_of(one) == key), measure) for key in names]
    may = published([len(part) for part in parts])
    return [
        Group(name, change_of(measure, part) if shown is not None else None)
        for name, part, shown in zip(names.values(), parts, may, strict=True)
    ]


def by_type(answered: Sequence[Answered], measure: Measure, names: Mapping[str, str]) -> list[Group]:
    """The measure by types of support, of which one organisation has several: each against those without it."""
    everyone = len(pairs(answered, measure))
    found = []
    for key, name in names.items():
        part = pairs((one for one in answered if key in one.types), measure)
        found.append(Group(name, change_of(measure, part) if may_be_shown(len(part), everyone) else None))
    return found


def narrowed(answered: Sequence[Answered], *, year: int | None, support_type: str) -> list[Answered]:
    """Those of a year and a type; none where they, or those that are left of either, are too few."""
    of_year = [one for one in answered if year is None or one.year == year]
    of_type = [one for one in answered if not support_type or support_type in one.types]
    both = [one for one in of_year if not support_type or support_type in one.types]
    wholes = (len(answered), len(of_year), len(of_type))
    return both if len(both) == len(answered) or may_be_shown(len(both), *wholes) else []


def challenges(answered: Sequence[Answered]) -> tuple[int, list[Challenge]]:
    """How many told their challenges both times, in fives; and each challenge, before and after."""
    both = [(one.before.get("challenges"), one.after.get("challenges")) for one in answered]
    counted = [(before, after) for before, after in both if before is not None and after is not None]
    counted = counted[: in_fives(len(counted))]
    found = [
        Challenge(
            label,
            at_least(sum(key in before for before, _ in counted), len(counted)),
            at_least(sum(key in after for _, after in counted), len(counted)),
        )
        for key, label in CHALLENGES
    ]
    return len(counted), found


def value(answered: Sequence[Answered]) -> tuple[int, Spread] | None:
    """How many said what the support was worth, in fives, and what."""
    return value_of([one.after[VALUE.key] for one in answered if one.after.get(VALUE.key) is not None])
