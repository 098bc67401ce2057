"""A body's openness by year as columns of an SVG. Pure: numbers in, places of rectangles out."""

from dataclasses import dataclass

from commissioners.choices import Openness

SHOWN = 10  # years, the newest
COLUMN, GAP, HEIGHT = 28, 12, 120  # units of the drawing
MARGIN = 18  # above, for the number; below, for the year
KINDS = (  # from the bottom up: the class of a part, and what it means
    ("open", "Accepted, welcomed or required"),
    ("closed", "Not accepted"),
    ("silent", "Not stated"),
)


@dataclass(frozen=True)
class Part:
    kind: str
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    year: int
    published: int
    x: int
    middle: int
    top: float
    parts: list[Part]


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    column: int  # how wide
    base: int  # where the columns stand
    label_y: int
    columns: list[Column]
    kinds: tuple = KINDS

    @property
    def box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def chart_of(years) -> Chart:
    """Columns from the oldest to the newest of the last SHOWN years of `years` (commissioners.openness.record.Year)."""
    shown = sorted(years, key=lambda year: year.year)[-SHOWN:]
    most = max((year.published for year in shown), default=1)
    base = MARGIN + HEIGHT
    columns = [_column(year, number * (COLUMN + GAP) + GAP // 2, base, most) for number, year in enumerate(shown)]
    return Chart(
        width=max(1, len(shown)) * (COLUMN + GAP),
        height=base + MARGIN,
        column=COLUMN,
        base=base,
        label_y=base + 13,
        columns=columns,
    )


def _column(year, x: int, base: int, most: int) -> Column:
    counts = {
        "open": year.open,
        "closed": year.openness[Openness.NOT_ACCEPTED],
        "silent": year.openness[Openness.NOT_STATED],
    }
    parts, y = [], float(base)
    for kind, _ in KINDS:
        height = round(HEIGHT * counts[kind] / most, 1)
        y = round(y - height, 1)
        if counts[kind]:
            parts.append(Part(kind, y, height))
    return Column(year.year, year.published, x, x + COLUMN // 2, round(y - 4, 1), parts)
