"""Whether the benefits of partnering are worth its costs and risks: ranges, never one number. Pure.

What a risk may cost is its likelihood, as a range of percentages, times what it would cost, as a range of pounds. Sums
are rounded outwards to two digits: what is guessed is not to look as if it were known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from consortia.risks.scales import LIKELIHOODS

DIGITS = 2
NO_BENEFIT = (
    "No benefit has an amount yet. The table shows what partnering may cost, and not whether it is worth it: "
    "weigh that against the benefits that no amount of money says."
)
WORTH_IT = "The benefits are larger than the costs and risks, even at the low end of what you expect."
NOT_WORTH_IT = (
    "The costs and risks are larger than the benefits, even at the high end of what you expect. "
    "Talk about what else would make it worth while, or what could be left out."
)
EITHER_WAY = "It could go either way: at the high end the benefits are larger, at the low end the costs and risks are."


@dataclass(frozen=True)
class Range:
    """From low to high, in pounds."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def less(self, other: "Range") -> "Range":
        """What is left at worst and at best."""
        return Range(self.low - other.high, self.high - other.low)


NOTHING = Range(Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Weighing:
    """What is put on the scales. `left`: benefits less costs and risks."""

    costs: Decimal
    risks: Range
    benefits: Range
    left: Range
    verdict: str


def expected(likelihood: int, cost: Range) -> Range:
    """What a risk of this likelihood (1 to 5) may cost on average, not rounded."""
    chance = LIKELIHOODS[likelihood]
    return Range(cost.low * chance.least / 100, cost.high * chance.most / 100)


def weigh(costs: Decimal, risks: Iterable[tuple[int, Range]], benefits: Iterable[Range]) -> Weighing:
    """`risks`: the likelihood and the cost of each that has an amount; `benefits`: of each that has one."""
    counted = list(benefits)
    risked = rounded(sum((expected(*risk) for risk in risks), NOTHING))
    gained = sum(counted, NOTHING)
    left = rounded(gained.less(risked + Range(costs, costs)))
    return Weighing(costs, risked, gained, left, _verdict(left, has_benefits=bool(counted)))


def rounded(value: Range) -> Range:
    """A range that holds this one, its ends rounded outwards to two digits."""
    return Range(_to_digits(value.low, ROUND_FLOOR), _to_digits(value.high, ROUND_CEILING))


def _to_digits(number: Decimal, rounding: str) -> Decimal:
    if not number:
        return Decimal(0)
    step = Decimal(1).scaleb(max(number.adjusted() - DIGITS + 1, 0))  # never finer than a pound
    return (number / step).to_integral_value(rounding=rounding) * step


def _verdict(left: Range, *, has_benefits: bool) -> str:
    if not has_benefits:
        return NO_BENEFIT
    if left.low >= 0:
        return WORTH_IT
    return NOT_WORTH_IT if left.high <= 0 else EITHER_WAY
