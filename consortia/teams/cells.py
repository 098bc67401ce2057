"""What an opportunity asks for as cells: one service in one district each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects

from commissioners.models import Lot, Opportunity
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

Cell = tuple[int, int]  # (service area, district), by primary key


@dataclass(frozen=True)
class Cells:
    """The cells of an opportunity or of one lot, numbered from 0: by service, then by district, each in page order."""

    services: dict[int, str]
    districts: dict[int, str]
    region_of: dict[int, str]  # the region of each district, by name
    cells: tuple[Cell, ...]
    missing: tuple[str, ...] = ()  # what lots do not say, so that it could not be asked for, as sentences

    def __len__(self) -> int:
        return len(self.cells)

    @cached_property
    def number(self) -> dict[Cell, int]:
        return {cell: number for number, cell in enumerate(self.cells)}

    @cached_property
    def by_district(self) -> dict[int, list[tuple[int, int]]]:
        """(service, bit) of every cell in each district."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, (service, district) in enumerate(self.cells):
            found.setdefault(district, []).append((service, 1 << number))
        return found

    @cached_property
    def by_service(self) -> dict[int, int]:
        """All cells of each service, as bits."""
        found: dict[int, int] = {}
        for number, (service, _) in enumerate(self.cells):
            found[service] = found.get(service, 0) | 1 << number
        return found

    def covered(self, offered: set[int], districts: set[int], *, anywhere: bool) -> int:
        """The cells, as bits, of one that offers these services in these districts, or anywhere."""
        bits = 0
        if anywhere:
            for service in offered:
                bits |= self.by_service.get(service, 0)
            return bits
        for district in districts:
            for service, bit in self.by_district.get(district, ()):
                if service in offered:
                    bits |= bit
        return bits


def cells_of(opportunity: Opportunity, lot: int | None = None) -> Cells:
    """The cells of all lots, or of the one with this key (none where it has no such lot); a constant number of queries.

    A region stands for all of its districts, and "anywhere in England" for all there are.
    """
    prefetch_related_objects([opportunity], "lots__services", "lots__regions", "lots__places")
    every = list(opportunity.lots.all())
    lots = [one for one in every if lot in (None, one.pk)]
    ordered = list(LocalAuthority.objects.select_related("region").order_by("region__name", "name"))
    wanted = {
        (area.pk, district.pk) for one in lots for area in one.services.all() for district in _districts(one, ordered)
    }
    areas = sorted({area for one in lots for area in one.services.all()}, key=_in_page_order)
    asked = [one for one in ordered if any((area.pk, one.pk) in wanted for area in areas)]
    areas = [area for area in areas if any((area.pk, one.pk) in wanted for one in asked)]
    return Cells(
        services={area.pk: area.name for area in areas},
        districts={one.pk: one.name for one in asked},
        region_of={one.pk: one.region.name for one in asked},
        cells=tuple((area.pk, one.pk) for area in areas for one in asked if (area.pk, one.pk) in wanted),
        missing=tuple(sentence for one in lots if (sentence := _missing(one, single=len(every) == 1))),
    )


def _in_page_order(area: ServiceArea):
    return area.position, area.pk


def _districts(lot: Lot, ordered: Sequence[LocalAuthority]) -> list[LocalAuthority]:
    if lot.is_nationwide:
        return list(ordered)
    regions, named = {region.pk for region in lot.regions.all()}, {place.pk for place in lot.places.all()}
    return [one for one in ordered if one.pk in named or one.region_id in regions]


def _missing(lot: Lot, *, single: bool) -> str:
    has_place = lot.is_nationwide or bool(lot.regions.all()) or bool(lot.places.all())
    lacks = [
        *([] if lot.services.all() else ["which services it wants"]),
        *([] if has_place else ["where it wants them"]),
    ]
    who = "The opportunity" if single else lot.numbered
    return f"{who} does not say {' or '.join(lacks)}." if lacks else ""
