"""How measures changed, as pictures: where bars stand, for templates to draw. Pure.

Two bars for each measure, before and after, on a scale of its own; they differ by form and words, not by colour alone,
and all numbers stand in the table beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import words
from .measures import SCALE, Unit
from .sheet import Line

WIDTH = 320  # pixels: what a phone of 375 px has room for, so nothing is drawn smaller there
LONGEST = 190  # of a bar, so that its words have room behind it
ROW, LABEL_AT, BAR = 62, 14, 12


@dataclass(frozen=True)
class Bar:
    """One figure, in pixels, with the words behind it."""

    kind: str  # "now" (drawn as an outline) before, "draft" (filled) after
    y: int
    width: int
    words: str
    words_x: int
    words_y: int


@dataclass(frozen=True)
class Row:
    """A measure with its two bars."""

    label: str
    label_y: int
    bars: tuple[Bar, Bar]


@dataclass(frozen=True)
class Picture:
    """The measures that are shown."""

    rows: tuple[Row, ...]
    width: int
    height: int


def picture_of(lines: Sequence[Line]) -> Picture:
    """A row for each measure that has a change."""
    shown = [line for line in lines if line.change is not None]
    rows = tuple(_row(number, line) for number, line in enumerate(shown))
    return Picture(rows, WIDTH, ROW * len(rows))


def _row(number: int, line: Line) -> Row:
    top, measure, change = number * ROW, line.measure, line.change
    assert change is not None  # only those that are shown are drawn
    figures = (("now", "before", change.before), ("draft", "after", change.after))
    most = SCALE[-1] if measure.unit is Unit.SCALE else max(change.before, change.after) or 1
    bars = []
    for place, (kind, when, figure) in enumerate(figures):
        y, width = top + LABEL_AT + 6 + place * (BAR + 4), round(LONGEST * figure / most)
        bars.append(Bar(kind, y, width, f"{words.figure(measure, figure)} {when}", width + 5, y + BAR - 2))
    return Row(measure.title, top + LABEL_AT, (bars[0], bars[1]))
