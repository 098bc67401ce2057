"""Change against the baseline, of organisations that answered both times: medians, and quartiles where there are ten.

Pure. Medians, because one large organisation would move a mean; paired, because others who answer later would look like
a change. Every set of answers is cut to a multiple of five first (fives.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles

from .fives import FEWEST, in_fives
from .measures import Measure, Unit

ENOUGH_FOR_QUARTILES = 2 * FEWEST
DIGITS = 2  # that are kept of pounds: the middle one of five is somebody's own figure
Figure = Decimal | float | int


@dataclass(frozen=True)
class Pair:
    """One organisation: what it answered at the beginning and what later."""

    before: Figure
    after: Figure


@dataclass(frozen=True)
class Spread:
    """The middle of some figures, and of the lower and the upper half where there are enough."""

    middle: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Change:
    """How a measure changed. `pairs`: organisations that were counted, a multiple of five.

    `change` is in points of the scale or numbers, in percentage points of shares, in per cent of pounds.
    """

    pairs: int
    before: float
    after: float
    change: Spread


def told(measure: Measure, pairs: Sequence[Pair]) -> list[Pair]:
    """Those of which a change can be told: a turnover of nothing has none in per cent."""
    return [pair for pair in pairs if pair.before > 0] if measure.unit is Unit.POUNDS else list(pairs)


def change_of(measure: Measure, pairs: Sequence[Pair]) -> Change | None:
    """The change of those who told both, in the order in which they answered; None where they are fewer than five."""
    counted = told(measure, pairs)
    counted = counted[: in_fives(len(counted))]
    if not counted:
        return None
    before, after = _middle(measure, [one.before for one in counted]), _middle(measure, [one.after for one in counted])
    return Change(len(counted), before, after, spread_of([_by_how_much(measure, one) for one in counted]))


def spread_of(figures: Sequence[Figure]) -> Spread:
    """The median, and the quartiles where there are ten figures."""
    numbers = [float(one) for one in figures]
    if len(numbers) < ENOUGH_FOR_QUARTILES:
        return Spread(round(median(numbers), 1), None, None)
    low, middle, high = (round(one, 1) for one in quantiles(numbers, n=4, method="inclusive"))
    return Spread(middle, low, high)


def value_of(answers: Sequence[int]) -> tuple[int, Spread] | None:
    """Of answers that have no baseline: how many count, and their middle; None where they are fewer than five."""
    counted = answers[: in_fives(len(answers))]
    return (len(counted), spread_of(counted)) if counted else None


def _by_how_much(measure: Measure, pair: Pair) -> float:
    if measure.unit is Unit.POUNDS:
        return round(float((pair.after - pair.before) / pair.before) * 100, 1)  # type: ignore[operator]
    return float(pair.after) - float(pair.before)


def _middle(measure: Measure, figures: Sequence[Figure]) -> float:
    found = median([float(one) for one in figures])
    return float(f"{found:.{DIGITS}g}") if measure.unit is Unit.POUNDS else round(found, 1)
