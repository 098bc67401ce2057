"""The map of England: a district is as dark as organisations that answer work there. Beside it the same as a table."""

from dataclasses import dataclass, replace

from django.core.cache import cache

from partnerships_portal.reference.models import MapSquare
from partnerships_portal.reference.squares import SIDE

from .asking import address
from .counts import Counts, counts
from .facets import facets_of
from .filters import Filters
from .shades import Shade, shade_of, shades_of
from .titles import title_of
from .vocabulary import Term, Vocabulary

KEY, SECONDS = "directory-map", 600
Square = tuple[int, int]  # column and row of a dot, from the top left


@dataclass(frozen=True)
class Dots:
    """The dots of one district: their path in an SVG, and the box around them."""

    path: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Place:
    """A district on the map, or a line of the table."""

    name: str
    count: int
    url: str
    path: str
    depth: int  # how dark: see shades.Shade


@dataclass(frozen=True)
class Area:
    """A region in the table."""

    name: str
    count: int
    url: str  # the map of this region alone
    places: list[Place]


@dataclass(frozen=True)
class DirectoryMap:
    title: str
    total: int
    anywhere: int  # organisations that work anywhere in England, and are in no other number but the total
    areas: list[Area]
    shades: list[Shade]
    box: str  # viewBox of the SVG, in squares of 5 km
    height: int  # of the SVG, for 100 of width
    dotless: list[str]  # names of districts that have most postcodes in no square
    facets: list[dict]

    @property
    def places(self) -> list[Place]:
        return [place for area in self.areas for place in area.places]


def directory_map(filters: Filters, *, path: str, map_path: str, words: Vocabulary) -> DirectoryMap:
    """The map for a question: of the regions it names, or of England. Each district leads to the list at `path`.

    A district's number is that of the list's own facet less those who work anywhere in England, which are told apart:
    added to every district they would only hide the differences.
    """
    counted, dots = counts(filters, words, every_district=True), _dots()
    districts = [term for term in words.districts if not filters.opened or term.parent in filters.opened]
    shades = shades_of(counted.districts[term.id] - counted.anywhere for term in districts)
    seen = [dots[term.id] for term in districts if term.id in dots]
    box, height = _box(seen)
    return DirectoryMap(
        title=title_of(filters),
        total=counted.total,
        anywhere=counted.anywhere,
        areas=_areas(filters, counted, words, districts, shades, dots, path, map_path),
        shades=shades,
        box=box,
        height=height,
        dotless=[term.name for term in districts if term.id not in dots] if dots else [],
        facets=facets_of(filters, counted, words),
    )


def _areas(filters, counted: Counts, words: Vocabulary, districts, shades, dots, path, map_path) -> list[Area]:
    def place(term: Term) -> Place:
        number = counted.districts[term.id] - counted.anywhere
        url = address(path, replace(filters, regions=(), districts=(term,)))
        drawn = dots[term.id].path if term.id in dots else ""
        return Place(term.name, number, url, drawn, shade_of(number, shades).depth)

    areas = []
    for region in words.regions:
        inside = [place(term) for term in districts if term.parent == region.id]
        if inside:
            url = address(map_path, replace(filters, regions=(region,), districts=()))
            areas.append(Area(region.name, counted.regions[region.id] - counted.anywhere, url, inside))
    return areas


def _dots() -> dict[int, Dots]:
    """The dots of each district by its id; kept in the cache for ten minutes."""
    known = cache.get(KEY)
    if known is None:
        known = _drawn(MapSquare.objects.values_list("authority_id", "easting", "northing"))
        if known:
            cache.set(KEY, known, SECONDS)
    return known


def _drawn(squares) -> dict[int, Dots]:
    owned: dict[int, list[Square]] = {}
    for district, easting, northing in squares:
        owned.setdefault(district, []).append((easting // SIDE, -(northing // SIDE)))
    top = min((row for places in owned.values() for _, row in places), default=0)
    return {district: _outline([(column, row - top) for column, row in places]) for district, places in owned.items()}


def _outline(squares: list[Square]) -> Dots:
    """A line of no length for each square: with round ends it is a dot."""
    columns, rows = zip(*squares, strict=True)
    path, at = "", (0, 0)
    for column, row in sorted(squares, key=lambda square: (square[1], square[0])):
        path += f"m{column - at[0]} {row - at[1]}h0"
        at = (column, row)
    return Dots(path, min(columns), min(rows), max(columns), max(rows))


def _box(seen: list[Dots]) -> tuple[str, int]:
    """The box around the dots with room for their rims, and its height for 100 of width."""
    if not seen:
        return "0 0 1 1", 100
    left, top = min(dots.left for dots in seen) - 1, min(dots.top for dots in seen) - 1
    width = max(dots.right for dots in seen) + 1 - left
    height = max(dots.bottom for dots in seen) + 1 - top
    return f"{left} {top} {width} {height}", round(100 * height / width)
