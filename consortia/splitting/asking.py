"""What is split: the services and places of an opportunity, and the lots that somebody proposes to make of them."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from commissioners.models import Opportunity
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

MOST_LOTS = 12
ONE_BY_ONE = 80  # more districts than this are split by region


@dataclass(frozen=True)
class Choice:
    """A place that a lot may have: a district, or a whole region where the opportunity has very many districts."""

    code: str
    name: str
    region: int
    districts: frozenset[int]


@dataclass(frozen=True)
class Whole:
    """What the opportunity asks for: its services and places, in the order in which they are offered."""

    services: tuple[ServiceArea, ...]
    places: tuple[Choice, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.services and self.places)


@dataclass(frozen=True)
class ProposedLot:
    """A lot as somebody proposes it: services and places by code, and the turnover asked in pounds a year."""

    services: tuple[str, ...]
    places: tuple[str, ...]
    turnover: int | None = None


def whole(opportunity: Opportunity) -> Whole:
    """Everything that the lots of the opportunity ask for, in a constant number of queries."""
    prefetch_related_objects([opportunity], "lots__services", "lots__regions", "lots__places")
    lots = list(opportunity.lots.all())
    services = {area for lot in lots for area in lot.services.all()}
    regions = {region for lot in lots for region in lot.regions.all()}
    named = {place.pk for lot in lots for place in lot.places.all()}
    districts = list(LocalAuthority.objects.select_related("region").order_by("region__name", "name"))
    if not any(lot.is_nationwide for lot in lots):
        districts = [one for one in districts if one.pk in named or one.region in regions]
    return Whole(tuple(sorted(services, key=lambda area: area.position)), tuple(_choices(districts)))


def _choices(districts: list[LocalAuthority]) -> list[Choice]:
    if len(districts) <= ONE_BY_ONE:
        return [Choice(one.code, one.name, one.region_id, frozenset({one.pk})) for one in districts]
    regions: dict[Region, set[int]] = {}
    for one in districts:
        regions.setdefault(one.region, set()).add(one.pk)
    return [Choice(region.code, region.name, region.pk, frozenset(inside)) for region, inside in regions.items()]


def as_it_is(opportunity: Opportunity, of: Whole) -> list[ProposedLot]:
    """The lots as the opportunity has them, the first MOST_LOTS."""
    return [_proposed(lot, opportunity, of) for lot in opportunity.lots.all()[:MOST_LOTS]]


def _proposed(lot, opportunity: Opportunity, of: Whole) -> ProposedLot:
    wanted, regions = set(lot.services.all()), {region.pk for region in lot.regions.all()}
    named = {place.pk for place in lot.places.all()}
    return ProposedLot(
        services=tuple(area.code for area in of.services if area in wanted),
        places=tuple(
            one.code for one in of.places if lot.is_nationwide or one.region in regions or one.districts & named
        ),
        turnover=opportunity.minimum_turnover,
    )


def by_service(opportunity: Opportunity, of: Whole) -> list[ProposedLot]:
    """A lot for each service, everywhere."""
    places = tuple(one.code for one in of.places)
    return [ProposedLot((area.code,), places, opportunity.minimum_turnover) for area in of.services[:MOST_LOTS]]


def by_place(opportunity: Opportunity, of: Whole) -> list[ProposedLot]:
    """A lot for each place, with every service."""
    services = tuple(area.code for area in of.services)
    return [ProposedLot(services, (one.code,), opportunity.minimum_turnover) for one in of.places[:MOST_LOTS]]


def together(opportunity: Opportunity, of: Whole) -> list[ProposedLot]:
    """Everything as one lot."""
    services, places = tuple(area.code for area in of.services), tuple(one.code for one in of.places)
    return [ProposedLot(services, places, opportunity.minimum_turnover)]


SPLITS = {"as_it_is": as_it_is, "together": together, "by_service": by_service, "by_place": by_place}


def in_no_lot(of: Whole, lots: list[ProposedLot]) -> list[tuple[ServiceArea, list[Choice]]]:
    """What the opportunity asks for and no lot has: each service with the places where it is missing."""
    inside = {(service, place) for lot in lots for service in lot.services for place in lot.places}
    left = [(area, [one for one in of.places if (area.code, one.code) not in inside]) for area in of.services]
    return [(area, places) for area, places in left if places]
