"""The services and places that the directory can be asked for, read once and shared by every request."""

from dataclasses import dataclass

from django.core.cache import cache

from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

KEY, SECONDS = "directory-vocabulary", 600


@dataclass(frozen=True)
class Term:
    """A service area or a place: its id in entries, the value in addresses, its words, and what it is part of."""

    id: int
    value: str  # the code of a service area or district, the slug of a region
    name: str
    parent: int | None = None  # id of the group or the region; None for those themselves


@dataclass(frozen=True)
class Vocabulary:
    services: tuple[Term, ...]  # each group before its sub-areas
    regions: tuple[Term, ...]
    districts: tuple[Term, ...]

    def chosen_services(self, values) -> tuple[Term, ...]:
        return tuple(term for term in self.services if term.value in values)

    def chosen_regions(self, values) -> tuple[Term, ...]:
        return tuple(term for term in self.regions if term.value in values)

    def chosen_districts(self, values) -> tuple[Term, ...]:
        return tuple(term for term in self.districts if term.value in values)


def vocabulary() -> Vocabulary:
    """The service areas and places of the reference data; kept in the cache for ten minutes."""
    known = cache.get(KEY)
    if known is None:
        known = _read()
        if known.services or known.regions:
            cache.set(KEY, known, SECONDS)
    return known


def _read() -> Vocabulary:
    return Vocabulary(
        services=tuple(Term(*row) for row in ServiceArea.objects.values_list("pk", "code", "name", "parent_id")),
        regions=tuple(Term(*row) for row in Region.objects.values_list("pk", "slug", "name")),
        districts=tuple(Term(*row) for row in LocalAuthority.objects.values_list("pk", "code", "name", "region_id")),
    )
