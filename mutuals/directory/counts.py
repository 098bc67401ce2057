"""How many organisations answer, and how many would for each value of each facet.

A facet's counts leave its own choices out, so that they say what one more choice would add. All are
made in one statement, each one pass over the narrow entries, and those of large answers are kept for a
minute: the next page, and the next choice in another facet, ask for many of the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection

from mutuals.models.directory import ANYWHERE

from .filters import Filters
from .results import QUERY
from .vocabulary import Term, Vocabulary

KEEP_FROM, KEEP_SECONDS = 2_000, 60
FOUND = """
WITH found AS MATERIALIZED (
    SELECT e.kind, e.is_mutual, e.turnover_band, e.services, e.regions, {places},
        e.services_level, e.places_level, e.size_level, e.easting, e.northing, e.about_level
    FROM mutuals_directoryentry AS e JOIN mutuals_organisation AS o ON o.id = e.organisation_id
    WHERE o.public_search @@ {query}
)
"""
# Of these three facets every combination is counted in one pass: there are at most a few hundred.
SMALL = ("kinds", "bands", "verified")


@dataclass(frozen=True)
class Counts:
    """Numbers of organisations: in all, and by value of each facet (ids, kinds, bands)."""

    total: int
    services: dict[int, int]
    regions: dict[int, int]
    districts: dict[int, int]  # those of the regions in question, or every one for a map
    anywhere: int  # work anywhere in England, and so are counted in every region and district
    kinds: dict[str, int]
    bands: dict[int, int]
    verified: int


def counts(filters: Filters, words: Vocabulary, *, every_district: bool = False) -> Counts:
    """The Counts for a question. At most one statement; none when a minute-old answer serves."""
    questions = _questions(filters, every_district)
    parts = {name: _key(name, question) for name, question in questions.items()}
    kept = cache.get_many(parts.values())
    answers = {name: kept[key] for name, key in parts.items() if key in kept}
    missing = [name for name in parts if name not in answers]
    if missing:
        fresh = _count(filters, missing)
        answers |= fresh
        large = {parts[name]: rows for name, rows in fresh.items() if sum(rows.values()) >= KEEP_FROM}
        cache.set_many(large, KEEP_SECONDS)
    return _counts(filters, answers, words)


def _questions(filters: Filters, every_district: bool) -> dict[str, Filters]:
    """Which question each part of the answer depends on."""
    questions = {
        "cube": filters.without(*SMALL),
        "services": filters.without("services"),
        "regions": filters.without("places"),
    }
    if every_district:
        questions["map"] = filters.without("places")
    elif filters.opened:
        questions["districts"] = filters  # its regions are part of the question
    return questions


def _key(name: str, question: Filters) -> str:
    return f"directory-{name}-{question.key}"


def _count(filters: Filters, names) -> dict[str, Counter]:
    """The named parts, in one statement: rows of (part, value, number)."""
    arms = [_ARMS[name](filters) for name in names]
    statement = " UNION ALL ".join(sql for sql, _ in arms)
    values = [value for _, values in arms for value in values]
    if filters.words:
        places = "e.places" if {"districts", "map"} & set(names) or filters.districts else "NULL::int[] AS places"
        found = FOUND.format(places=places, query=QUERY)
        statement = found + statement.replace("mutuals_directoryentry AS e", "found AS e")
        values = [filters.words, *values]
    answers: dict[str, Counter] = {name: Counter() for name in names}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for part, value, number in cursor.fetchall():
            answers[part][value] = number
    return answers


def _cube(filters: Filters):
    where, values = filters.without(*SMALL).conditions()
    return (
        "(SELECT 'cube', concat_ws(' ', kind, is_mutual::int, band), count(*) FROM (SELECT e.kind, e.is_mutual,"
        " CASE WHEN e.size_level <= %s THEN e.turnover_band END AS band"
        f" FROM mutuals_directoryentry AS e WHERE {where}) AS c GROUP BY kind, is_mutual, band)",
        [filters.level, *values],
    )


def _unnested(part: str, column: str, level: str, question: Filters, also: str = "TRUE", also_values=()):
    where, values = question.conditions()
    return (
        f"(SELECT '{part}', v::text, count(*) FROM (SELECT unnest(e.{column}) AS v FROM mutuals_directoryentry AS e"
        f" WHERE e.{level} <= %s AND {also} AND {where}) AS u GROUP BY v)",
        [question.level, *also_values, *values],
    )


def _districts(filters: Filters):
    """Only those of the regions in question are shown, so only organisations there are looked at."""
    question, opened = filters.without("places"), list(filters.opened)
    return _unnested("districts", "places", "places_level", question, "e.regions && %s::int[]", [opened])


_ARMS = {
    "cube": _cube,
    "services": lambda filters: _unnested("services", "services", "services_level", filters.without("services")),
    "regions": lambda filters: _unnested("regions", "regions", "places_level", filters.without("places")),
    "districts": _districts,
    "map": lambda filters: _unnested("map", "places", "places_level", filters.without("places")),
}


def _counts(filters: Filters, answers, words: Vocabulary) -> Counts:
    cells = [_Cell.of(value, number) for value, number in answers["cube"].items()]
    anywhere = answers["regions"].get(str(ANYWHERE), 0)
    everywhere = "map" in answers
    shown = (district for district in words.districts if everywhere or district.parent in filters.opened)
    districts = answers["map"] if everywhere else answers.get("districts", {})
    return Counts(
        total=sum(cell.number for cell in cells if cell.agrees(filters)),
        services={int(value): number for value, number in answers["services"].items()},
        regions=_with_anywhere(answers["regions"], anywhere, words.regions),
        districts=_with_anywhere(districts, anywhere, shown),
        anywhere=anywhere,
        kinds=_tally((cell.kind, cell.number) for cell in cells if cell.agrees(filters, but="kinds")),
        bands=_tally((cell.band, cell.number) for cell in cells if cell.agrees(filters, but="bands")),
        verified=sum(cell.number for cell in cells if cell.verified and cell.agrees(filters, but="verified")),
    )


def _with_anywhere(rows: Mapping[str, int], anywhere: int, places: Iterable[Term]) -> dict[int, int]:
    """A national organisation counts in every place, also where no other organisation works."""
    return {place.id: rows.get(str(place.id), 0) + anywhere for place in places}


def _tally(pairs) -> dict:
    tally: Counter = Counter()
    for value, number in pairs:
        if value is not None:
            tally[value] += number
    return dict(tally)


class _Cell(NamedTuple):
    """Organisations of one kind and one band that are, or are not, verified Mutuals."""

    kind: str
    verified: bool
    band: int | None  # None: not known, or not shown to the viewer
    number: int

    @classmethod
    def of(cls, text: str, number: int) -> "_Cell":
        kind, verified, *band = text.split()
        return cls(kind, verified == "1", int(band[0]) if band else None, number)

    def agrees(self, filters: Filters, but: str = "") -> bool:
        return (
            (but == "kinds" or not filters.kinds or self.kind in filters.kinds)
            and (but == "bands" or not filters.bands or self.band in filters.bands)
            and (but == "verified" or not filters.verified or self.verified)
        )
