"""Who covers what, as a table that one reads at a glance: services across, places down. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from consortia.matching.explain import counted, listed

from .cells import Cells

ONE_BY_ONE = 24  # more districts than this are shown by region


@dataclass(frozen=True)
class Mark:
    """A member in the grid: its letter, its name, and in how many districts of the row (None: the row is one)."""

    letter: str
    name: str
    number: int | None = None


@dataclass(frozen=True)
class GridCell:
    """`is_asked`: anything is wanted here. `left`: what nobody of the team covers, in words ("" where nothing)."""

    is_asked: bool
    marks: tuple[Mark, ...] = ()
    left: str = ""


@dataclass(frozen=True)
class GridRow:
    """A district, or a region where there are many."""

    place: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """Columns are `services`; each row has a cell for each."""

    services: tuple[str, ...]
    rows: tuple[GridRow, ...]
    by_region: bool


def grid(cells: Cells, members: Mapping[int, int], names: Mapping[int, tuple[str, str]]) -> Grid:
    """The grid of a team. `members`: id -> cells as bits; `names`: id -> (letter, name), in the order to show."""
    by_region = len(cells.districts) > ONE_BY_ONE
    groups: dict[str, list[int]] = {}
    for district, name in cells.districts.items():
        groups.setdefault(cells.region_of[district] if by_region else name, []).append(district)
    return Grid(
        services=tuple(cells.services.values()),
        rows=tuple(
            GridRow(
                place,
                tuple(_cell(cells, service, inside, members, names, by_region) for service in cells.services),
            )
            for place, inside in groups.items()
        ),
        by_region=by_region,
    )


def _cell(cells: Cells, service: int, inside: Sequence[int], members, names, by_region: bool) -> GridCell:
    wanted = {district: bit for district in inside if (bit := _bit(cells, service, district))}
    if not wanted:
        return GridCell(is_asked=False)
    marks, covered = [], 0
    for pk, (letter, name) in names.items():
        number = sum(bool(members[pk] & bit) for bit in wanted.values())
        covered |= members[pk]
        if number:
            marks.append(Mark(letter, name, number if by_region else None))
    left = [district for district, bit in wanted.items() if not covered & bit]
    return GridCell(True, tuple(marks), _left(cells, left, len(wanted), by_region=by_region))


def _bit(cells: Cells, service: int, district: int) -> int:
    number = cells.number.get((service, district))
    return 0 if number is None else 1 << number


def _left(cells: Cells, left: Sequence[int], wanted: int, *, by_region: bool) -> str:
    if not left:
        return ""
    return f"Nobody in {len(left)} of {wanted}" if by_region and len(left) < wanted else "Nobody"


def gap_sentences(cells: Cells, numbers: Collection[int], who: str = "Nobody here") -> tuple[str, ...]:
    """Each service with the places of these cells: "Nobody here offers Advocacy in Ambermoor and Torridge"."""
    found = []
    for service, name in cells.services.items():
        asked = [district for district in cells.districts if (service, district) in cells.number]
        missing = [cells.districts[district] for district in asked if cells.number[service, district] in numbers]
        if missing:
            everywhere = len(missing) == len(asked) > 1
            where = f"in any of the {counted(len(asked), 'place')} asked" if everywhere else f"in {listed(missing, 4)}"
            found.append(f"{who} offers {name} {where}.")
    return tuple(found)


def covered_in_words(cells: Cells, bits: int) -> str:
    """These cells in a sentence: "Nursing in Ambermoor and Torridge, and Therapies in Torridge"."""
    parts: dict[str, list[str]] = {}
    for service, name in cells.services.items():
        asked = [district for district in cells.districts if (service, district) in cells.number]
        has = [cells.districts[one] for one in asked if bits & _bit(cells, service, one)]
        if has:
            where = "everywhere it is asked" if len(has) == len(asked) > 1 else f"in {listed(has, 2)}"
            parts.setdefault(where, []).append(name)
    said = [f"{listed(names, 3)} {where}" for where, names in parts.items()]
    return ", and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
