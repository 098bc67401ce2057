"""What organisations show to somebody of services, places and size, as candidates for lots."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from consortia.offering import districts_shown, services_shown
from mutuals.bands import TURNOVER_EDGES, StaffBand, TurnoverBand, edges_of
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility

from .counting import Candidate

# Small: fewer than 50 staff and under £10 million a year (Commission Recommendation 2003/361/EC, article 2(2), in
# pounds for euros; the United Kingdom's own statistics use the same 50 staff)
SMALL_STAFF, SMALL_TURNOVER = StaffBand.FROM_10, TurnoverBand.FROM_5M


@dataclass(frozen=True)
class Asked:
    """A lot by primary keys: services (sub-areas or groups), and districts."""

    services: tuple[int, ...]
    districts: tuple[int, ...]

    @property
    def cells(self) -> int:
        """All of its cells, as bits: service after service, in each district after district."""
        return (1 << len(self.services) * len(self.districts)) - 1


def candidates(lots: Sequence[Asked], level: Visibility) -> list[list[Candidate]]:
    """For each lot those who show at least one of its services, by what is open at `level`. Three queries in all."""
    claims = ServiceClaim.objects.filter(organisation__in=Organisation.objects.active())
    services = services_shown(claims, {one for lot in lots for one in lot.services}, level)
    districts = districts_shown(services, {one for lot in lots for one in lot.districts}, level)
    profiles = _profiles(services, level)
    return [_candidates(lot, services, districts, profiles) for lot in lots]


@dataclass(frozen=True)
class Profile:
    """What an organisation shows besides: whether it works anywhere, its reach in pounds a year, if it is small."""

    is_anywhere: bool
    reach: float | None
    is_small: bool | None


def _profiles(organisations, level) -> dict[int, Profile]:
    rows = Organisation.objects.filter(pk__in=list(organisations)).values_list(
        "pk",
        "visibility_places",
        F("is_national"),
        "national_evidence",
        "visibility_size",
        "turnover_band",
        "staff_band",
    )
    found = {}
    for pk, places, national, evidence, size, turnover, staff in rows:
        shown = (turnover, staff) if size <= level else (None, None)
        reach = None if shown[0] is None else edges_of(shown[0], TURNOVER_EDGES)[1]
        found[pk] = Profile(places <= level and national and bool(evidence), reach, is_small(*shown))
    return found


def is_small(turnover: int | None, staff: int | None) -> bool | None:
    """Whether bands of turnover and staff are those of a small organisation; None where neither is known."""
    known = [turnover <= SMALL_TURNOVER] if turnover is not None else []
    known += [staff <= SMALL_STAFF] if staff is not None else []
    return all(known) if known else None


def _candidates(lot: Asked, services, districts, profiles) -> list[Candidate]:
    width = len(lot.districts)
    bit = {district: 1 << position for position, district in enumerate(lot.districts)}
    found = []
    for organisation, offered in services.items():
        profile = profiles[organisation]
        places = (1 << width) - 1 if profile.is_anywhere else sum(bit.get(one, 0) for one in districts[organisation])
        cells = sum(places << position * width for position, service in enumerate(lot.services) if service in offered)
        if cells:
            found.append(Candidate(cells, profile.reach, profile.is_small))
    return found
