"""Numbers in a few classes, so that a map can shade them. Pure."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 5  # classes; more shades of one colour cannot be told apart


@dataclass(frozen=True)
class Shade:
    """A class: its lowest and highest number, and how dark it is, from 1 to MOST; 0 for none at all."""

    low: int
    high: int
    depth: int

    def __str__(self):
        if self.depth == 0:
            return "None"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


def shades_of(numbers: Iterable[int]) -> list[Shade]:
    """Classes of about equal size over the numbers above nought, lowest first; the darkest is always the highest.

    Equal numbers are in one class, so there may be fewer classes than MOST. Nought is a class of its own.
    """
    values = sorted(numbers)
    some = [value for value in values if value > 0]
    lows = sorted({some[len(some) * part // MOST] for part in range(MOST)}) if some else []
    none = [Shade(0, 0, 0)] if len(some) < len(values) else []
    return none + [
        Shade(low, max(value for value in some if bisect_right(lows, value) == place), MOST - len(lows) + place)
        for place, low in enumerate(lows, start=1)
    ]


def shade_of(number: int, shades: list[Shade]) -> Shade:
    """The class that holds a number out of which the classes were made."""
    return shades[bisect_right([shade.low for shade in shades], number) - 1]
