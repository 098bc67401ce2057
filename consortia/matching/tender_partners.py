"""Who could bring what an organisation lacks for one opportunity, by what they show.

Ordered by how many of the missing services, then of the missing places they bring, then by Pair
where it is kept. Whole consortia are composed elsewhere; this names single partners.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from commissioners.models import Opportunity
from consortia.control.suggestible import suggestible_to
from consortia.models import PartnerMatch
from consortia.offering import districts_shown, services_shown
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility

from .tender_facts import Asked, Own

MOST_CONSIDERED = 300
MOST_SHOWN = 10


@dataclass(frozen=True)
class TenderPartner:
    """A possible partner for one opportunity. Names are of what they show that they have.

    They are of what you lack; where you lack no service and no place, of what is asked (`is_shared`).
    """

    organisation: Organisation
    services: tuple[str, ...]
    places: tuple[str, ...]
    match: PartnerMatch | None  # the kept Pair with you, if there is one
    is_shared: bool = False


def tender_partners(organisation: Organisation, opportunity: Opportunity, at) -> list[TenderPartner]:
    """The best few, best first; empty where nobody shows what is of use. A fixed number of queries."""
    own, asked = Own.of(organisation), Asked.of([opportunity.pk])
    services, places = asked.services[opportunity.pk], asked.places[opportunity.pk]
    lacking = {area: name for area, name in services.items() if area not in own.services}
    away = {place: name for place, name in places.items() if place not in own.places}
    if organisation.is_national and organisation.national_evidence:
        away = {}
    if not lacking and not away:
        return _sharing(organisation, services, places, at)
    considered = _considered(organisation, list(lacking or services), at)
    brings, serves = _shown(considered, lacking, away)
    kept = PartnerMatch.objects.filter(organisation=organisation, partner__in=considered)
    matches = {match.partner_id: match for match in kept}
    found = [
        TenderPartner(
            one,
            tuple(name for area, name in lacking.items() if area in brings[pk]),
            tuple(name for place, name in away.items() if _anywhere(one) or place in serves[pk]),
            matches.get(pk),
        )
        for pk, one in considered.items()
    ]
    useful = [one for one in found if one.services or (one.places and not lacking)]
    return sorted(useful, key=_best_first)[:MOST_SHOWN]


def _sharing(organisation: Organisation, services, places, at) -> list[TenderPartner]:
    """Of one's best possible partners those who show a service that is asked, or else a place."""
    kept = PartnerMatch.objects.suggested(at).filter(organisation=organisation)
    matches = {match.partner_id: match for match in kept.order_by("-point", "-low", "partner")}
    considered = Organisation.objects.defer("public_search").in_bulk(matches)
    brings, serves = _shown(considered, services, places)
    found = [
        TenderPartner(
            considered[pk],
            tuple(name for area, name in services.items() if area in brings[pk]),
            tuple(name for place, name in places.items() if _anywhere(considered[pk]) or place in serves[pk]),
            match,
            is_shared=True,
        )
        for pk, match in matches.items()
    ]
    return [one for one in found if one.services or one.places][:MOST_SHOWN]


def _best_first(one: TenderPartner):
    point = one.match.point if one.match else 0.0
    return -len(one.services), -len(one.places), -point, one.organisation.pk


def _considered(organisation: Organisation, areas: list[int], at) -> dict[int, Organisation]:
    """Those who show most of these services or groups."""
    claims = ServiceClaim.objects.filter(
        Q(service_area__in=areas) | Q(service_area__parent__in=areas),
        organisation__in=suggestible_to(organisation, at),
        organisation__visibility_services__lte=Visibility.SIGNED_IN,
    )
    counted = claims.order_by().values("organisation").annotate(claims=Count("pk")).order_by("-claims", "organisation")
    pks = [row["organisation"] for row in counted[:MOST_CONSIDERED]]
    return Organisation.objects.defer("public_search").in_bulk(pks)


def _shown(considered, services, places) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """What each shows of these services, and of these places."""
    claims = ServiceClaim.objects.filter(organisation__in=considered)
    return (
        services_shown(claims, services, Visibility.SIGNED_IN),
        districts_shown(considered, places, Visibility.SIGNED_IN),
    )


def _anywhere(one: Organisation) -> bool:
    return one.is_national and bool(one.national_evidence) and one.visibility_places <= Visibility.SIGNED_IN
