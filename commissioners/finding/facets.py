"""How many opportunities there are of each kind: each facet counts what its own ticks would add.

The simple facets come from one query, which counts every combination of them that occurs; those of services
and places are counted over lots, so that a count is what one gets after ticking.
"""

from collections import Counter, defaultdict

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from commissioners.choices import Openness, Source, State
from commissioners.models import Lot
from partnerships_portal.reference.models import LocalAuthority

from .asked import NOT_STATED, SIMPLE, Asked, group_of
from .bands import DEADLINES, VALUES
from .rows import COLUMNS, lots_for, values_of, with_lots, with_simple

OUTSIDE = "outside_public_services"


class Combinations:
    """Every combination of the simple facets that occurs among the opportunities, with its number."""

    def __init__(self, opportunities, asked: Asked):
        self.asked = asked
        counted = with_lots(opportunities, lots_for(asked)).order_by()
        self.rows = list(counted.values(*COLUMNS.values(), OUTSIDE).annotate(number=Count("pk")))
        self.wanted = {facet: values_of(facet, asked.ticked[facet]) for facet in SIMPLE}

    def _agrees(self, row, *, but: str = "") -> bool:
        if not self.asked.everything and but != OUTSIDE and row[OUTSIDE]:
            return False
        return all(
            not self.wanted[facet] or row[COLUMNS[facet]] in self.wanted[facet] for facet in SIMPLE if facet != but
        )

    def total(self) -> int:
        """How many answer the question."""
        return sum(row["number"] for row in self.rows if self._agrees(row))

    def outside(self) -> int:
        """How many outside public services would answer it."""
        return sum(row["number"] for row in self.rows if row[OUTSIDE] and self._agrees(row, but=OUTSIDE))

    def number(self, facet: str, value: str) -> int:
        """How many there are if `value` alone were ticked in `facet`."""
        wanted = values_of(facet, [value])
        return sum(row["number"] for row in self.rows if row[COLUMNS[facet]] in wanted and self._agrees(row, but=facet))


def _facet(name: str, label: str, options: list[dict], *, is_open=None) -> dict:
    ticked = any(option["checked"] for option in options)
    return {"name": name, "label": label, "options": options, "open": ticked if is_open is None else is_open}


def _option(value: str, label: str, count: int, checked: bool) -> dict:
    return {"value": value, "label": label, "count": count, "checked": checked}


def simple_facets(combinations: Combinations, asked: Asked, *, with_drafts: bool) -> dict[str, dict]:
    """The facets of the opportunity itself. Drafts are named only to those who may have some."""
    states = {value: label for value, label in State.choices if with_drafts or value != State.DRAFT}
    openness = {value or NOT_STATED: label for value, label in Openness.choices}
    kinds = {
        "state": ("State", states),
        "openness": ("Consortia are", openness),
        "deadline": ("Deadline", DEADLINES),
        "value": ("Value", VALUES),
        "source": ("Published on", dict(Source.choices)),
    }
    return {
        name: _facet(
            name,
            label,
            [
                _option(value, text, combinations.number(name, value), value in asked.ticked[name])
                for value, text in options.items()
            ],
        )
        for name, (label, options) in kinds.items()
    }


def service_facets(opportunities, asked: Asked) -> list[dict]:
    """The groups of services, and the services of the groups ticked."""
    lots = lots_for(asked, services=False)
    lots = (Lot.objects.all() if lots is None else lots).filter(opportunity__in=_keys(opportunities, asked))
    groups = _numbers(lots, Coalesce("services__parent", "services"))
    options = [
        _option(group.code, group.name, groups[group.pk], group in asked.ticked_groups) for group in asked.groups
    ]
    facets = [_facet("group", "Service", options)]
    if asked.ticked_groups:
        facets.append(_within_groups(lots, asked))
    return facets


def _within_groups(lots, asked: Asked) -> dict:
    """The services of the groups ticked; a group itself where lots say no more than that."""
    numbers = _numbers(lots, F("services"))
    several = len(asked.ticked_groups) > 1
    names = {group.pk: group.name for group in asked.ticked_groups}
    options = []
    for area in asked.within_groups:
        checked = area in asked.services
        if area.parent_id is None and not (numbers[area.pk] or checked):
            continue
        name = area.name if area.parent_id else "Not said more closely"
        label = f"{names[group_of(area)]}: {name}" if several else name
        options.append(_option(area.code, label, numbers[area.pk], checked))
    label = "Services" if several else f"Services in {asked.ticked_groups[0].name.lower()}"
    return _facet("service", label, options, is_open=True)


def _keys(opportunities, asked: Asked):
    return with_simple(opportunities, asked).order_by().values("pk")


def _numbers(lots, column) -> Counter:
    """How many opportunities there are by `column` of their lots."""
    rows = lots.order_by().annotate(key=column).values_list("key").annotate(number=Count("opportunity", distinct=True))
    return Counter(dict(rows))


def place_facets(opportunities, asked: Asked) -> list[dict]:
    """The regions, and the districts of the regions ticked."""
    lots = lots_for(asked, places=False)
    lots = (Lot.objects.all() if lots is None else lots).filter(opportunity__in=_keys(opportunities, asked))
    lots = lots.order_by()
    everywhere = set(lots.filter(is_nationwide=True).values_list("opportunity", flat=True))
    by_region = _opportunities_by_region(lots)
    options = [
        _option(region.slug, region.name, len(by_region[region.pk] | everywhere), region in asked.ticked_regions)
        for region in asked.regions
    ]
    facets = [_facet("region", "Place", options)]
    if asked.ticked_regions:
        facets.append(_district_facet(lots, asked, everywhere))
    return facets


def _opportunities_by_region(lots) -> dict[int, set[int]]:
    """Opportunity keys by region: of lots for whole regions, and of lots for districts in them."""
    found = defaultdict(set)
    whole = lots.filter(regions__isnull=False).values_list("regions", "opportunity")
    parts = lots.filter(places__isnull=False).values_list("places__region", "opportunity")
    for region, opportunity in whole.union(parts):
        found[region].add(opportunity)
    return found


def _district_facet(lots, asked: Asked, everywhere: set[int]) -> dict:
    whole, parts = defaultdict(set), defaultdict(set)
    chosen = asked.ticked_regions
    for region, opportunity in lots.filter(regions__in=chosen).values_list("regions", "opportunity"):
        whole[region].add(opportunity)
    for district, opportunity in lots.filter(places__region__in=chosen).values_list("places", "opportunity"):
        parts[district].add(opportunity)
    options = [
        _option(
            district.code,
            district.name,
            len(parts[district.pk] | whole[district.region_id] | everywhere),
            district in asked.districts,
        )
        for district in LocalAuthority.objects.filter(region__in=chosen)
    ]
    label = "Districts" if len(chosen) > 1 else f"Districts in {chosen[0].name}"
    return _facet("district", label, options, is_open=True)
