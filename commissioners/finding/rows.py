"""The opportunities that answer a question, in their order."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, DateTimeField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from commissioners.choices import Openness
from commissioners.models import Lot

from .asked import BEST_MATCH, NOT_STATED, SIMPLE, Asked
from .bands import NEXT_DEADLINE, WHOLE_VALUE, deadline_band, value_band, within

COLUMNS = {
    "state": "state",
    "openness": "openness",
    "deadline": "deadline_band",
    "value": "value_band",
    "source": "source",
}


def values_of(facet: str, ticked: list[str]) -> set[str]:
    """What a facet's column holds for what is ticked in it."""
    if facet == "deadline":
        return within(ticked)
    if facet == "openness":
        return {Openness.NOT_STATED.value if value == NOT_STATED else value for value in ticked}
    return set(ticked)


def with_words(opportunities, asked: Asked, at):
    """Those that hold the words, with the columns that facets are counted by."""
    opportunities = opportunities.annotate(next_deadline=NEXT_DEADLINE, whole_value=WHOLE_VALUE).annotate(
        deadline_band=deadline_band(at), value_band=value_band()
    )
    if asked.words:
        opportunities = opportunities.filter(search=_query(asked))
    return opportunities


def _query(asked: Asked) -> SearchQuery:
    return SearchQuery(asked.words, config="english", search_type="websearch")


def with_simple(opportunities, asked: Asked):
    """Those that agree with everything ticked of the opportunity itself."""
    if not asked.everything:
        opportunities = opportunities.filter(outside_public_services=False)
    for facet in SIMPLE:
        if asked.ticked[facet]:
            wanted = values_of(facet, asked.ticked[facet])
            opportunities = opportunities.filter(**{f"{COLUMNS[facet]}__in": wanted})
    return opportunities


def lots_for(asked: Asked, *, services: bool = True, places: bool = True):
    """The lots that ask for the services ticked in the places ticked; None where neither is asked."""
    lots, narrowed = Lot.objects.all(), False
    if services and asked.wanted_services:
        through = Lot.services.through.objects.filter(servicearea__in=asked.wanted_services)
        lots, narrowed = lots.filter(pk__in=through.values("lot")), True
    if places and asked.ticked_regions:
        lots, narrowed = lots.filter(_in_places(asked)), True
    return lots if narrowed else None


def _in_places(asked: Asked) -> Q:
    """A lot for the whole region or for anywhere in England is for each of its districts too."""
    districts = Lot.places.through.objects
    regions = Lot.regions.through.objects.filter(region__in=asked.ticked_regions)
    return (
        Q(is_nationwide=True)
        | Q(pk__in=regions.values("lot"))
        | Q(pk__in=districts.filter(localauthority__region__in=asked.whole_regions).values("lot"))
        | Q(pk__in=districts.filter(localauthority__in=asked.districts).values("lot"))
    )


def with_lots(opportunities, lots):
    """Those of which one lot is among `lots`, or all where `lots` is None."""
    if lots is None:
        return opportunities
    return opportunities.filter(Exists(lots.filter(opportunity=OuterRef("pk"))))


def in_order(opportunities, asked: Asked, at):
    """Sorted as asked. By deadline: what is still to come, soonest first; then undated; then past, latest first."""
    if asked.sort == BEST_MATCH:
        rank = SearchRank(F("search"), _query(asked))
        return opportunities.order_by(rank.desc(), "-published_at", "pk")
    if asked.sort == "newest":
        return opportunities.order_by(F("published_at").desc(nulls_last=True), "pk")
    if asked.sort == "value":
        return opportunities.order_by(F("whole_value").desc(nulls_last=True), "pk")
    still = Case(
        When(next_deadline__gt=at, then=Value(0)),
        When(next_deadline=None, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    soonest = Case(When(next_deadline__gt=at, then=F("next_deadline")), output_field=DateTimeField())
    return opportunities.order_by(still, soonest, Coalesce("next_deadline", "published_at").desc(nulls_last=True), "pk")
