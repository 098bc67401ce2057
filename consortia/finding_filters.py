"""Filters of the lists of matches: services, places and states that are among the matches themselves."""

from dataclasses import dataclass

from django.db.models import Q

from commissioners.choices import State
from commissioners.models import Lot, Opportunity
from mutuals.choices import Kind
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import LocalAuthority, Region

ANYWHERE = "england"
WHOLE_REGION = "region-"


@dataclass(frozen=True)
class Facet:
    """One group of checkboxes: `options` are (value, label)."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: set[str]

    @classmethod
    def read(cls, name, label, options, query) -> "Facet":
        values = {str(value) for value, _ in options}
        return cls(name, label, [(str(value), text) for value, text in options], set(query.getlist(name)) & values)

    @property
    def for_template(self) -> dict:
        options = [
            {"value": value, "label": label, "count": None, "checked": value in self.chosen}
            for value, label in self.options
        ]
        return {"name": self.name, "label": self.label, "options": options, "open": bool(self.chosen)}


def filtered_tenders(matches, query):
    """(matches that pass, facets, whether any filter is set)."""
    among = matches.order_by().values("opportunity")
    lots = Lot.objects.filter(opportunity__in=among).order_by()
    services = lots.filter(services__isnull=False).values_list("services", "services__name").distinct()
    states = [(state.value, state.label) for state in (State.EARLY_ENGAGEMENT, State.OPEN)]
    facets = [
        Facet.read("service", "Service", sorted(services, key=lambda one: one[1]), query),
        Facet.read("place", "Place", _asked_places(lots, among), query),
        Facet.read("state", "State", states, query),
    ]
    service, place, state = (facet.chosen for facet in facets)
    if service:
        matches = matches.filter(opportunity__in=Lot.objects.filter(services__in=service).values("opportunity"))  # type: ignore[misc]
    if place:
        matches = matches.filter(opportunity__in=Lot.objects.filter(_asking_in(place)).values("opportunity"))
    if state:
        matches = matches.filter(opportunity__in=Opportunity.objects.filter(state__in=state))
    return matches, [facet.for_template for facet in facets], any((service, place, state))


def _asked_places(lots, among) -> list[tuple[object, str]]:
    """All that the lots name: the whole country, whole regions, then districts."""
    anywhere = [(ANYWHERE, "Anywhere in England")] if lots.filter(is_nationwide=True).exists() else []
    regions = Region.objects.filter(lots__opportunity__in=among).order_by("name").distinct()
    whole = [(f"{WHOLE_REGION}{pk}", f"{name} (whole region)") for pk, name in regions.values_list("pk", "name")]
    districts = LocalAuthority.objects.filter(lots__opportunity__in=among).order_by("name").distinct()
    return [*anywhere, *whole, *districts.values_list("pk", "name")]


def _asking_in(chosen: set[str]) -> Q:
    """Lots that ask for any of the chosen places, by name or within a larger one; nationwide lots ask for all."""
    regions = {value.removeprefix(WHOLE_REGION) for value in chosen if value.startswith(WHOLE_REGION)}
    districts = chosen - {ANYWHERE} - {f"{WHOLE_REGION}{pk}" for pk in regions}
    around = LocalAuthority.objects.filter(pk__in=districts).values("region")
    in_regions = Q(regions__in=regions) | Q(places__region__in=regions)
    return Q(is_nationwide=True) | Q(places__in=districts) | Q(regions__in=around) | in_regions


def filtered_partners(matches, query):
    """As filtered_tenders, by what partners show: services, places and kind."""
    among = matches.order_by().values("partner")
    claims = ServiceClaim.objects.filter(
        organisation__in=among, organisation__visibility_services__lte=Visibility.SIGNED_IN
    ).order_by()
    areas = claims.values_list("service_area", "service_area__name").distinct()
    shown = Organisation.objects.filter(pk__in=among, visibility_places__lte=Visibility.SIGNED_IN)
    places = LocalAuthority.objects.filter(organisations__in=shown).order_by("name").distinct()
    facets = [
        Facet.read("service", "Service", sorted(areas, key=lambda one: one[1]), query),
        Facet.read("place", "Place", list(places.values_list("pk", "name")), query),
        Facet.read("kind", "Kind of organisation", Kind.choices, query),
    ]
    service, place, kind = (facet.chosen for facet in facets)
    if service:
        matches = matches.filter(partner__in=claims.filter(service_area__in=service).values("organisation"))  # type: ignore[misc]
    if place:
        matches = matches.filter(partner__in=shown.filter(Q(places__in=place) | Q(is_national=True)))
    if kind:
        matches = matches.filter(partner__kind__in=kind)
    return matches, [facet.for_template for facet in facets], any((service, place, kind))
