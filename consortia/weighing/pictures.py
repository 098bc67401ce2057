"""A preview as pictures: where things stand, for templates to draw. Pure.

The numbers of a picture stand in a table beside it, and its two lines or bars differ by form and words, not by colour
alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

WIDTH = 320  # pixels: what a phone of 375 px has room for, so nothing is drawn smaller there
LONGEST = 215  # of a bar, so that its words have room behind it
ROW, LABEL_AT, BAR = 62, 14, 12
CURVE = 260  # the side of the square of a curve


@dataclass(frozen=True)
class Bar:
    """One share of a group, in pixels, with the words behind it."""

    kind: str  # "now" or "draft"
    y: int
    width: int
    words: str
    words_x: int
    words_y: int


@dataclass(frozen=True)
class Row:
    """A group with its two bars."""

    label: str
    label_y: int
    bars: tuple[Bar, Bar]


@dataclass(frozen=True)
class BarChart:
    """Two bars for each group: its share of the first ten places now and under the draft."""

    rows: tuple[Row, ...]
    width: int
    height: int

    @classmethod
    def of(cls, groups: list[dict]) -> "BarChart":
        most = max((share for group in groups for share in group["shares"]), default=0) or 1
        rows = tuple(_row(number, group, most) for number, group in enumerate(groups))
        return cls(rows, WIDTH, ROW * len(rows))


def _row(number: int, group: dict, most: float) -> Row:
    top = number * ROW
    bars = []
    for line, (kind, share) in enumerate(zip(("now", "draft"), group["shares"], strict=True)):
        y, width = top + LABEL_AT + 6 + line * (BAR + 4), round(LONGEST * share / most)
        bars.append(Bar(kind, y, width, f"{percent(share)} {kind}", width + 5, y + BAR - 2))
    return Row(group["label"], top + LABEL_AT, (bars[0], bars[1]))


@dataclass(frozen=True)
class Curves:
    """Two Lorenz curves in a square, as points of polylines, and the diagonal of perfect evenness."""

    now: str
    draft: str
    side: int

    @classmethod
    def of(cls, lorenz: list[list[float]]) -> "Curves":
        now, draft = lorenz
        return cls(_points(now), _points(draft), CURVE)


def _points(shares: list[float]) -> str:
    last = max(len(shares) - 1, 1)
    return " ".join(f"{CURVE * i / last:g},{CURVE * (1 - share):.1f}" for i, share in enumerate(shares))


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is of, how many organisations, its share now and under the draft."""

    label: str
    organisations: int
    now: str
    draft: str
    change: str  # in percentage points


@dataclass(frozen=True)
class Pictures:
    """All that the page of a preview draws, with its tables."""

    result: dict
    curves: Curves
    sizes: BarChart
    sectors: BarChart
    size_lines: list[Line]
    sector_lines: list[Line]

    @classmethod
    def of(cls, result: dict) -> "Pictures":
        sizes, sectors = result["sizes"], result["sectors"]
        return cls(
            result,
            Curves.of(result["lorenz"]),
            BarChart.of(sizes),
            BarChart.of(sectors),
            [_line(group) for group in sizes],
            [_line(group) for group in sectors],
        )

    @property
    def is_sample(self) -> bool:
        return self.result["looked_at"] < self.result["organisations"]

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """(what, now, under the draft), of the evenness of suggestions."""
        told = (
            ("gini", "Gini of how often each is suggested", "{:.2f}".format),
            ("never_shown", "Organisations in nobody’s first ten", "{:,}".format),
            ("small", "Share of the first ten places that small organisations have", percent),
        )
        return [(what, *_both(self.result[name], in_words)) for name, what, in_words in told]

    @property
    def moved(self) -> list[tuple[str, str, str]]:
        """(which lists, how many begin otherwise, how much of the first ten stays)."""
        return [
            (name, _begin_otherwise(self.result[kind]), percent(self.result[kind]["overlap"]))
            for name, kind in (("Opportunities", "tenders"), ("Possible partners", "partners"))
        ]


def _both(figures: list, in_words: Callable[[float], str]) -> tuple[str, str]:
    now, draft = figures
    return in_words(now), in_words(draft)


def _begin_otherwise(moved: dict) -> str:
    return f"{moved['first_changed']:,} of {moved['lists']:,}"


def _line(group: dict) -> Line:
    now, draft = group["shares"]
    points = 100 * (draft - now)
    change = "0" if abs(points) < 0.05 else f"{'+' if points > 0 else '−'}{abs(points):.1f}"
    return Line(group["label"], group["organisations"], percent(now), percent(draft), change)


def percent(share: float) -> str:
    """0.1234 as 12.3%."""
    return f"{100 * share:.1f}%"
