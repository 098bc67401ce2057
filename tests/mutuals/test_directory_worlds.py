"""For random small worlds, questions and viewers: the directory finds and counts what a slow, plain reading finds."""

import itertools

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutuals.choices import Kind
from mutuals.directory import counts, results
from mutuals.directory.distance import Near, metres
from mutuals.directory.filters import Filters
from mutuals.directory.vocabulary import Term, Vocabulary
from mutuals.models import DirectoryEntry, Organisation
from mutuals.models.directory import ANYWHERE
from mutuals.visibility import Visibility

pytestmark = pytest.mark.django_db

# Two groups with two services each; two regions with two districts each.
SERVICES = (
    Term(1, "a", "A"),
    Term(2, "a1", "A1", 1),
    Term(3, "a2", "A2", 1),
    Term(4, "b", "B"),
    Term(5, "b1", "B1", 4),
)
REGIONS = (Term(1, "north", "North"), Term(2, "south", "South"))
DISTRICTS = tuple(Term(10 + n, f"E{n}", f"District {n}", 1 + n // 2) for n in range(4))
WORDS = Vocabulary(SERVICES, REGIONS, DISTRICTS)
KINDS = (Kind.MUTUAL, Kind.CHARITY, Kind.NHS_BODY)
levels = st.sampled_from(Visibility.values)


@st.composite
def entries(draw):
    """The columns of one organisation, as `search.refresh` would write them."""
    sub_areas = draw(st.sets(st.sampled_from([term for term in SERVICES if term.parent])))
    districts = draw(st.sets(st.sampled_from(DISTRICTS)))
    national = draw(st.booleans()) and draw(st.booleans())
    based = draw(st.booleans())
    return {
        "kind": draw(st.sampled_from(KINDS)),
        "is_mutual": draw(st.booleans()),
        "services": sorted({term.id for term in sub_areas} | {term.parent for term in sub_areas}),
        "services_level": draw(levels),
        "places": [ANYWHERE] if national else sorted(term.id for term in districts),
        "regions": [ANYWHERE] if national else sorted({term.parent for term in districts}),
        "places_level": draw(levels),
        "turnover_band": draw(st.sampled_from([None, 0, 1, 2])),
        "size_level": draw(levels),
        "easting": draw(st.integers(400_000, 440_000)) if based else None,
        "northing": draw(st.integers(300_000, 340_000)) if based else None,
        "about_level": draw(levels),
    }


def some(terms):
    return st.sets(st.sampled_from(terms), max_size=2).map(lambda chosen: tuple(t for t in terms if t in chosen))


questions = st.builds(
    Filters,
    services=some(SERVICES),
    regions=some(REGIONS),
    districts=some(DISTRICTS),
    kinds=some(KINDS),
    bands=some((0, 1, 2)),
    verified=st.booleans(),
    near=st.just(Near("LS1 1UR", 420_000, 320_000)),
    within=st.sampled_from([None, 5, 10]),
    level=levels,
    sort=st.sampled_from(["name", "newest", "nearest"]),
)


def answers(entry: DirectoryEntry, asked: Filters, but: str = "") -> bool:
    """One organisation held against the question, facet by facet."""
    wanted = {term.id for term in asked.services} - {term.parent for term in asked.services}
    narrowed = {term.parent for term in asked.districts}
    regions = {term.id for term in asked.regions} - narrowed
    districts = {term.id for term in asked.districts}
    in_places = entry.places == [ANYWHERE] or regions & set(entry.regions) or districts & set(entry.places)
    holds = {
        "services": not asked.services or (entry.services_level <= asked.level and wanted & set(entry.services)),
        "places": not (regions or districts) or (entry.places_level <= asked.level and in_places),
        "kinds": not asked.kinds or entry.kind in asked.kinds,
        "bands": not asked.bands or (entry.size_level <= asked.level and entry.turnover_band in asked.bands),
        "verified": not asked.verified or entry.is_mutual,
        "distance": asked.within is None or distance(entry, asked) <= metres(asked.within),
    }
    return all(agrees for facet, agrees in holds.items() if facet != but)


def distance(entry: DirectoryEntry, asked: Filters) -> float:
    if entry.about_level > asked.level or entry.easting is None:
        return float("inf")
    return asked.near.metres_to(entry.easting, entry.northing)


def expected(world, asked: Filters, *, every_district: bool = False) -> counts.Counts:
    def number(facet, holds):
        return sum(holds(entry) for entry in world if answers(entry, asked, facet))

    def in_place(entry, place, column):
        return entry.places_level <= asked.level and bool({place.id, ANYWHERE} & set(getattr(entry, column)))

    opened = [term for term in DISTRICTS if every_district or term.parent in asked.opened]
    return counts.Counts(
        total=number("", lambda entry: True),
        services={
            term.id: number("services", lambda e, t=term: e.services_level <= asked.level and t.id in e.services)
            for term in SERVICES
        },
        regions={t.id: number("places", lambda e, t=t: in_place(e, t, "regions")) for t in REGIONS},
        districts={t.id: number("places", lambda e, t=t: in_place(e, t, "places")) for t in opened},
        anywhere=number("places", lambda e: e.places_level <= asked.level and e.places == [ANYWHERE]),
        kinds={kind: number("kinds", lambda e, k=kind: e.kind == k) for kind in KINDS},
        bands={
            band: number("bands", lambda e, b=band: e.size_level <= asked.level and e.turnover_band == b)
            for band in (0, 1, 2)
        },
        verified=number("verified", lambda e: e.is_mutual),
    )


def without_noughts(counted: counts.Counts) -> dict:
    return {
        name: {key: number for key, number in value.items() if number} if isinstance(value, dict) else value
        for name, value in vars(counted).items()
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=st.lists(entries(), max_size=12), asked=questions)
def test_facets_and_results_are_those_of_a_plain_reading(db, world, asked):
    cache.clear()
    with transaction.atomic():
        made = make(world)
        assert without_noughts(counts.counts(asked, WORDS)) == without_noughts(expected(made, asked))
        mapped = counts.counts(asked, WORDS, every_district=True)
        assert without_noughts(mapped) == without_noughts(expected(made, asked, every_district=True))
        found = [entry for entry in made if answers(entry, asked)]
        ids = [results.ids(asked, offset=start, limit=3, total=len(found)) for start in range(0, len(found), 3)]
        assert list(itertools.chain(*ids)) == [entry.pk for entry in sorted(found, key=lambda e: order(e, asked))]
        transaction.set_rollback(True)


def order(entry: DirectoryEntry, asked: Filters):
    if asked.sort == "nearest":
        return (distance(entry, asked), entry.sort_name, entry.pk)
    if asked.sort == "newest":
        return (-entry.created_at.timestamp(), entry.pk)
    return (entry.sort_name, entry.pk)


def make(world) -> list[DirectoryEntry]:
    at = timezone.now()
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"n{number:02}", kind=row["kind"], created_at=at, updated_at=at, admitted_at=at)
        for number, row in enumerate(world)
    )
    return DirectoryEntry.objects.bulk_create(
        DirectoryEntry(organisation=one, sort_name=one.name, created_at=at, **row)
        for one, row in zip(organisations, world, strict=True)
    )
