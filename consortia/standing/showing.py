"""What each member of a consortium shows to whoever is signed in: all that the pages of its matches are made of.

The people of every member read those pages, so nothing comes from what a member keeps closer, not even for the eyes of
its own people: all members see the same (decision 0133).
"""

from collections import defaultdict
from dataclasses import dataclass

from commissioners.models import AwardSupplier
from consortia.matching.tender_facts import years_of
from consortia.models import Bid, BidParticipant
from mutuals.bands import TURNOVER_EDGES, edges_of
from mutuals.lineage import with_merged
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import LocalAuthority


@dataclass(frozen=True)
class Past:
    """A contract or a joint bid of a member, as others may know of it."""

    body: int
    year: int | None
    is_contract: bool


@dataclass(frozen=True)
class Shown:
    """One member, by what it shows. None, or an empty set that is not `known`, is what it does not show."""

    organisation: Organisation
    services: dict[int, bool]  # service area or group: with evidence
    places: set[int]
    next_door: set[int]
    anywhere: bool
    band: tuple[float, float] | None  # edges of its turnover, pounds a year
    load: float | None
    years: float | None
    past: list[Past]

    @property
    def silent(self) -> tuple[str, ...]:
        """What it does not show, by the names of matching/unknown.py."""
        said = {
            "places": bool(self.places) or self.anywhere,
            "capacity": self.load is not None,
            "turnover": self.band is not None,
            "years": self.years is not None,
        }
        return tuple(name for name, is_said in said.items() if not is_said)


def shown_by(organisations: list[Organisation], at) -> list[Shown]:
    """Each of them, in that order: six queries, however many they are."""
    pks = [one.pk for one in organisations]
    services, places, past = _services(pks), _places(organisations), _past(organisations)
    beside = _next_door({place for some in places.values() for place in some})
    return [
        Shown(
            organisation=one,
            services=services[one.pk],
            places=places[one.pk],
            next_door={other for place in places[one.pk] for other in beside[place]},
            anywhere=shows(one, "places") and one.is_national and bool(one.national_evidence),
            band=_band(one),
            load=_load(one),
            years=years_of(one, at) if shows(one, "about") else None,
            past=past[one.pk],
        )
        for one in organisations
    ]


def shows(organisation: Organisation, section: str) -> bool:
    """Whether it shows a section of its profile to whoever is signed in."""
    return getattr(organisation, f"visibility_{section}") <= Visibility.SIGNED_IN


def _band(one: Organisation) -> tuple[float, float] | None:
    if not shows(one, "size") or one.turnover_band is None:
        return None
    return edges_of(one.turnover_band, TURNOVER_EDGES)


def _load(one: Organisation) -> float | None:
    if not shows(one, "capacity") or not one.capacity or one.volume_of_work is None:
        return None
    return float(one.volume_of_work / one.capacity)


def _services(pks) -> dict[int, dict[int, bool]]:
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    claims = ServiceClaim.objects.filter(
        organisation__in=pks, organisation__visibility_services__lte=Visibility.SIGNED_IN
    ).order_by()
    for owner, area, group, evidenced in claims.values_list(
        "organisation", "service_area", "service_area__parent", "evidenced"
    ):
        found[owner][area] = evidenced
        if group is not None:
            found[owner].setdefault(group, False)  # which part of the group is wanted, nobody knows
    return found


def _places(organisations: list[Organisation]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    showing = [one.pk for one in organisations if shows(one, "places")]
    rows = Organisation.places.through.objects.filter(organisation__in=showing)
    for owner, place in rows.values_list("organisation", "localauthority"):
        found[owner].add(place)
    return found


def _next_door(places: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    beside = LocalAuthority.neighbours.through.objects.filter(from_localauthority__in=places)
    for place, other in beside.values_list("from_localauthority", "to_localauthority"):
        found[place].add(other)
    return found


def _past(organisations: list[Organisation]) -> dict[int, list[Past]]:
    """Contracts that notices tell of, and bids of those that show theirs."""
    found: dict[int, list[Past]] = defaultdict(list)
    whose = with_merged([one.pk for one in organisations])
    awards = AwardSupplier.objects.filter(organisation__in=whose).order_by("pk")
    for owner, body, on in awards.values_list("organisation", "award__body", "award__awarded_on"):
        found[whose[owner]].append(Past(body, on.year if on else None, True))
    showing = {one.pk for one in organisations if shows(one, "history")}
    bids = BidParticipant.objects.filter(
        organisation__in=[pk for pk, owner in whose.items() if owner in showing], bid__in=Bid.objects.submitted()
    ).order_by("pk")
    columns = ("organisation", "bid__body", "bid__submitted_on", "bid__state", "bid__is_joint")
    for owner, body, on, state, is_joint in bids.values_list(*columns):
        if is_joint or state == Bid.State.WON:
            found[whose[owner]].append(Past(body, on.year if on else None, state == Bid.State.WON))
    return found
