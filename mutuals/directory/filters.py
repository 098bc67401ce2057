"""What narrows the directory, as conditions over its entries."""

import hashlib
from dataclasses import dataclass, field, replace
from math import ceil

from mutuals.models.directory import ANYWHERE

from .distance import Near, metres
from .vocabulary import Term

FACETS = ("services", "places", "kinds", "bands", "verified", "distance")
PARTS = {"places": ("regions", "districts"), "distance": ("within",)}  # facets of other columns than their own name
SQUARED = "((e.easting - %s)::float8 ^ 2 + (e.northing - %s)::float8 ^ 2)"  # metres, squared
NOTHING = "TRUE"  # the condition of a question that nothing narrows


@dataclass(frozen=True)
class Filters:
    """Everything that narrows the directory. Within one facet any value will do; all facets must agree."""

    words: str = ""
    services: tuple[Term, ...] = ()
    regions: tuple[Term, ...] = ()
    districts: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    bands: tuple[int, ...] = ()
    verified: bool = False
    near: Near | None = None
    within: int | None = None  # miles from `near`; None: however far
    level: int = 0  # the viewer's Visibility in lists
    sort: str = field(default="name", compare=False)

    @property
    def opened(self) -> set[int | None]:
        """Ids of the regions whose districts are shown: those chosen, or with a chosen district."""
        return {term.id for term in self.regions} | {term.parent for term in self.districts}

    @property
    def key(self) -> str:
        """A short text that is the same for questions which the same organisations answer."""
        return hashlib.sha256(repr((self.words, self.level, self.conditions())).encode()).hexdigest()

    def conditions(self) -> tuple[str, list]:
        """SQL over the columns of a directory entry named e, and its parameters."""
        parts = [part for facet in FACETS for part in getattr(self, f"_{facet}")()]
        return " AND ".join(sql for sql, _ in parts) or NOTHING, [value for _, values in parts for value in values]

    def without(self, *facets: str) -> "Filters":
        """The same question but for some facets."""
        empty = Filters()
        emptied = {name for facet in facets for name in PARTS.get(facet, (facet,))}
        return replace(self, **{name: getattr(empty, name) for name in emptied})

    def _services(self):
        if self.services:
            yield "e.services_level <= %s AND e.services && %s::int[]", [self.level, ids_within(self.services)]

    def _places(self):
        """A region with chosen districts is narrowed to them; national organisations are everywhere."""
        if not (self.regions or self.districts):
            return
        narrowed = {term.parent for term in self.districts}
        regions = [term.id for term in self.regions if term.id not in narrowed]
        districts = [term.id for term in self.districts]
        yield (
            "e.places_level <= %s AND (e.regions && %s::int[] OR e.places && %s::int[])",
            [self.level, [ANYWHERE, *regions], districts],
        )

    def _kinds(self):
        if self.kinds:
            yield "e.kind = ANY(%s)", [list(self.kinds)]

    def _bands(self):
        if self.bands:
            yield "e.size_level <= %s AND e.turnover_band = ANY(%s::int[])", [self.level, list(self.bands)]

    def _verified(self):
        if self.verified:
            yield "e.is_mutual", []

    def _distance(self):
        """A box first, which an index or a quick look can tell, then the circle within it."""
        if self.near and self.within is not None:
            x, y, reach = self.near.easting, self.near.northing, metres(self.within)
            side = ceil(reach)
            yield (
                "e.about_level <= %s AND e.easting BETWEEN %s AND %s AND e.northing BETWEEN %s AND %s"
                f" AND {SQUARED} <= %s",
                [self.level, x - side, x + side, y - side, y + side, x, y, reach * reach],
            )


def ids_within(terms: tuple[Term, ...]) -> list[int]:
    """Ids of the terms; one whose parts are chosen too is narrowed to those parts."""
    narrowed = {term.parent for term in terms}
    return [term.id for term in terms if term.id not in narrowed]
