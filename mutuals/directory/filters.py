"""What a visitor asks of the directory, read from the address. What the portal does not know is left out."""

from dataclasses import dataclass, field, replace

from mutuals.bands import TurnoverBand
from mutuals.choices import Kind
from mutuals.models.directory import ANYWHERE

from .vocabulary import Term, Vocabulary

FACETS = ("services", "places", "kinds", "bands", "verified")
SORTS = {"relevance": "Best match", "name": "Name", "newest": "Newest first"}
MAX_WORDS = 200  # characters
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
    level: int = 0  # the viewer's Visibility in lists
    sort: str = field(default="name", compare=False, repr=False)

    @property
    def opened(self) -> set[int | None]:
        """Ids of the regions whose districts are shown: those chosen, or with a chosen district."""
        return {term.id for term in self.regions} | {term.parent for term in self.districts}

    def conditions(self) -> tuple[str, list]:
        """SQL over the columns of a directory entry named e, and its parameters."""
        parts = [part for facet in FACETS for part in getattr(self, f"_{facet}")()]
        return " AND ".join(sql for sql, _ in parts) or NOTHING, [value for _, values in parts for value in values]

    def without(self, *facets: str) -> "Filters":
        """The same question but for some facets."""
        empty: dict = {"services": (), "regions": (), "districts": (), "kinds": (), "bands": (), "verified": False}
        emptied = {name for facet in facets for name in (("regions", "districts") if facet == "places" else (facet,))}
        return replace(self, **{name: empty[name] for name in emptied})

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


def ids_within(terms: tuple[Term, ...]) -> list[int]:
    """Ids of the terms; one whose parts are chosen too is narrowed to those parts."""
    narrowed = {term.parent for term in terms}
    return [term.id for term in terms if term.id not in narrowed]


def read(query, *, level: int, words: Vocabulary) -> Filters:
    """The Filters in a QueryDict; values that name nothing are ignored, as from an old bookmark."""
    typed = " ".join(query.get("q", "").replace("\x00", "").split())[:MAX_WORDS]
    sort = query.get("sort", "")
    if sort not in SORTS or (sort == "relevance" and not typed):
        sort = "relevance" if typed else "name"
    places = set(query.getlist("place"))
    return Filters(
        words=typed,
        services=words.chosen_services(set(query.getlist("service"))),
        regions=words.chosen_regions(places),
        districts=words.chosen_districts(places),
        kinds=tuple(kind for kind in Kind.values if kind in query.getlist("kind")),
        bands=tuple(band for band in TurnoverBand.values if str(band) in query.getlist("size")),
        verified=query.get("verified") == "yes",
        level=level,
        sort=sort,
    )
