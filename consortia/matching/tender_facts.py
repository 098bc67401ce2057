"""What is true now of one organisation and some opportunities, read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from commissioners.models import Award, AwardSupplier, CommissioningBody, Lot, Opportunity
from commissioners.worth import DAYS_A_YEAR, yearly_value
from consortia.models import Bid, BidParticipant
from mutuals.bands import TURNOVER_EDGES, edges_of
from mutuals.lineage import with_merged
from mutuals.models import Organisation, ServiceClaim
from partnerships_portal.reference.models import LocalAuthority

from .lineage import last_in_line
from .tender_reasons import TenderFacts
from .weights import DEFAULT

AWARDS_NAMED = 3


def tender_facts(organisation: Organisation, opportunities: list[Opportunity], at, w=DEFAULT) -> dict[int, TenderFacts]:
    """Facts by id of opportunity. Give opportunities with `body` selected."""
    own = Own.of(organisation)
    asked = Asked.of([opportunity.pk for opportunity in opportunities])
    return {opportunity.pk: _facts(own, asked, organisation, opportunity, at, w) for opportunity in opportunities}


def _facts(own: "Own", asked: "Asked", organisation, opportunity, at, w) -> TenderFacts:
    pk = opportunity.pk
    buyers = {asked.last[opportunity.body_id]} | {asked.last[body] for body, _ in asked.joint[pk]}
    past = [event for event in own.past if asked.last[event.body] in buyers]
    years = [event.year for event in past if event.year]
    minimum, is_stated = minimum_asked(opportunity, asked.lots.get(pk), w)
    services, places = asked.services[pk], asked.places[pk]
    priorities = asked.priorities_of(opportunity)
    band = None if organisation.turnover_band is None else edges_of(organisation.turnover_band, TURNOVER_EDGES)
    return TenderFacts(
        body=str(opportunity.body),
        buyers=tuple(name for _, name in asked.joint[pk]),
        openness=opportunity.openness,
        asked_places=tuple(places.values()),
        served=tuple(name for place, name in places.items() if place in own.places),
        next_door=tuple(name for place, name in places.items() if place in own.next_door and place not in own.places),
        serves_anywhere=organisation.is_national and bool(organisation.national_evidence),
        load=organisation.volume_of_work / organisation.capacity
        if organisation.capacity and organisation.volume_of_work is not None
        else None,
        turnover=organisation.turnover,
        band=band if organisation.turnover is None else None,
        minimum_turnover=minimum,
        minimum_is_stated=is_stated,
        years=years_of(organisation, at),
        asked_services=tuple(services.values()),
        offered=tuple(name for area, name in services.items() if area in own.services),
        asked_whole={name: own.within[area] for area, name in services.items() if area in own.within},
        claimed=tuple(
            name for area, name in services.items() if own.services.get(area) is False and area not in own.within
        ),
        contracts=sum(event.is_contract for event in past),
        joint_bids=sum(event.is_joint_bid for event in past),
        since=min(years, default=None),
        bids=bids_drawn(asked.bids, buyers, services),
        priorities=tuple(priorities.values()),
        priorities_met=tuple(name for area, name in priorities.items() if area in own.services),
    )


def bids_drawn(awards: "list[_Awarded]", buyers: set[int], services) -> tuple[int, ...]:
    """How many bids the buyers' latest awards of these services drew, newest first."""
    theirs = {one.pk: one.bids for one in awards if one.body in buyers and one.service in services}
    return tuple(list(theirs.values())[:AWARDS_NAMED])


def years_of(organisation: Organisation, at) -> float | None:
    """Years since it left the public sector, or was founded."""
    start = organisation.spun_out_on or organisation.founded_on
    return None if start is None else max((at.date() - start).days, 0) / DAYS_A_YEAR


def minimum_asked(opportunity: Opportunity, lots, w) -> tuple[float | None, bool]:
    """(pounds a year, whether the notice says so): the minimum turnover, or what the yearly value calls for."""
    if opportunity.minimum_turnover is not None:
        return float(opportunity.minimum_turnover), True
    lots = lots or (None, None, None)
    value = next((v for v in (opportunity.value, opportunity.value_with_vat, lots[0]) if v is not None), None)
    yearly = yearly_value(value, opportunity.starts_on or lots[1], opportunity.ends_on or lots[2])
    return None if yearly is None else w["constants"]["turnover_per_value"] * yearly, False


@dataclass(frozen=True)
class _Past:
    body: int
    year: int | None
    is_contract: bool
    is_joint_bid: bool


@dataclass(frozen=True)
class Own:
    """What the organisation offers, where, and whom it worked for."""

    services: dict[int, bool]  # service area or group: with evidence
    within: dict[int, tuple[str, ...]]  # group: names of its services in it
    places: set[int]
    next_door: set[int]
    past: list[_Past]

    @classmethod
    def of(cls, organisation: Organisation) -> "Own":
        services: dict[int, bool] = {}
        within: dict[int, tuple[str, ...]] = {}
        claims = ServiceClaim.objects.filter(organisation=organisation).order_by("service_area__position")
        columns = ("service_area", "service_area__name", "service_area__parent", "evidenced")
        for area, name, group, evidenced in claims.values_list(*columns):
            services[area] = evidenced
            if group is not None:
                services[group] = False  # which part of the group is wanted, nobody knows
                within[group] = (*within.get(group, ()), name)
        places = set(organisation.places.order_by().values_list("pk", flat=True))
        beside = LocalAuthority.neighbours.through.objects.filter(from_localauthority__in=places)
        next_door = set(beside.values_list("to_localauthority", flat=True))
        return cls(services, within, places, next_door, _past(organisation))


def _past(organisation: Organisation) -> list[_Past]:
    past = []
    own = with_merged([organisation.pk])
    bids = Bid.objects.submitted().filter(pk__in=BidParticipant.objects.filter(organisation__in=own).values("bid"))
    for body, state, is_joint, on in bids.values_list("body", "state", "is_joint", "submitted_on"):
        if is_joint or state == Bid.State.WON:
            past.append(
                _Past(body, on.year if on else None, state == Bid.State.WON, is_joint and state != Bid.State.WON)
            )
    awards = Award.objects.filter(pk__in=AwardSupplier.objects.filter(organisation__in=own).values("award")).order_by()
    for body, on in awards.values_list("body", "awarded_on"):
        past.append(_Past(body, on.year if on else None, True, False))
    return past


@dataclass(frozen=True)
class Asked:
    """What some opportunities ask for, each as a whole."""

    services: dict[int, dict[int, str]]
    places: dict[int, dict[int, str]]
    lots: dict[int, tuple]  # value, start and end, over the lots
    joint: dict[int, list[tuple[int, str]]]
    priorities: dict[int, dict[int, str]]  # by body
    last: dict[int, int]  # each body: the one that took over
    bids: "list[_Awarded]"  # of the bodies that these began with or were joined by, newest first

    @classmethod
    def of(cls, pks: list[int]) -> "Asked":
        joint = defaultdict(list)
        rows = Opportunity.joint_buyers.through.objects.filter(opportunity__in=pks).order_by("commissioningbody__name")
        for pk, body, name in rows.values_list("opportunity", "commissioningbody", "commissioningbody__name"):
            joint[pk].append((body, name))
        last, services = _last_bodies(), _services(pks)
        buyers = set(Opportunity.objects.filter(pk__in=pks).values_list("body", flat=True))
        buyers |= {body for named in joint.values() for body, _ in named}
        bids = _awarded(buyers, last, {area for asked in services.values() for area in asked})
        return cls(services, _places(pks), _lots(pks), joint, _priorities(pks), last, bids)

    def priorities_of(self, opportunity: Opportunity) -> dict[int, str]:
        found = dict(self.priorities[opportunity.body_id])
        for body, _ in self.joint[opportunity.pk]:
            found |= self.priorities[body]
        return found


def _services(pks):
    services: dict[int, dict] = defaultdict(dict)
    rows = Lot.services.through.objects.filter(lot__opportunity__in=pks).order_by("servicearea__position")
    for pk, area, name in rows.values_list("lot__opportunity", "servicearea", "servicearea__name"):
        services[pk][area] = name
    return services


def _places(pks):
    names = list(LocalAuthority.objects.order_by("name").values_list("pk", "name", "region"))
    wanted, regions = defaultdict(set), defaultdict(set)
    local = Lot.places.through.objects.filter(lot__opportunity__in=pks)
    for pk, place in local.values_list("lot__opportunity", "localauthority"):
        wanted[pk].add(place)
    whole = Lot.regions.through.objects.filter(lot__opportunity__in=pks)
    for pk, region in whole.values_list("lot__opportunity", "region"):
        regions[pk].add(region)
    everywhere = set(Lot.objects.filter(opportunity__in=pks, is_nationwide=True).values_list("opportunity", flat=True))
    return {
        pk: {
            place: name
            for place, name, region in names
            if pk in everywhere or place in wanted[pk] or region in regions[pk]
        }
        for pk in pks
    }


def _lots(pks):
    found = defaultdict(list)
    lots = Lot.objects.filter(opportunity__in=pks).order_by()
    for pk, value, with_vat, *period in lots.values_list(
        "opportunity", "value", "value_with_vat", "starts_on", "ends_on"
    ):
        found[pk].append((value if value is not None else with_vat, *period))
    return {pk: _together(lots) for pk, lots in found.items()}


def _together(lots):
    """(value, start, end) of lots together: the value is known only where each tells its own."""
    values, starts, ends = zip(*lots, strict=True)
    first = min((day for day in starts if day is not None), default=None)
    last = max((day for day in ends if day is not None), default=None)
    return None if None in values else sum(values), first, last


def _priorities(pks):
    bodies = Opportunity.objects.filter(pk__in=pks).values("body")
    joint = Opportunity.joint_buyers.through.objects.filter(opportunity__in=pks).values("commissioningbody")
    priorities: dict[int, dict] = defaultdict(dict)
    through = CommissioningBody.priority_services.through.objects
    rows = through.filter(Q(commissioningbody__in=bodies) | Q(commissioningbody__in=joint)).order_by(
        "servicearea__position"
    )
    for body, area, name in rows.values_list("commissioningbody", "servicearea", "servicearea__name"):
        priorities[body][area] = name
    return priorities


@dataclass(frozen=True)
class _Awarded:
    """An award of a service whose number of bids is known; `body` is the one that took over from the buyer."""

    pk: int
    body: int
    service: int
    bids: int


def _awarded(buyers: set[int], last: dict[int, int], services) -> list[_Awarded]:
    """Awards of these services by these bodies, or by those that they followed; newest first."""
    ends = {last[body] for body in buyers}
    awards = Award.objects.filter(
        body__in=[body for body, end in last.items() if end in ends],
        services__in=services,
        bids_received__isnull=False,
        awarded_on__isnull=False,
    ).order_by("-awarded_on", "-pk")
    rows = awards.values_list("pk", "body", "services", "bids_received")
    return [_Awarded(pk, last[body], service, bids) for pk, body, service, bids in rows if bids is not None]


def _last_bodies() -> dict[int, int]:
    successor = dict(CommissioningBody.objects.order_by().values_list("pk", "successor"))
    return {body: last_in_line(body, successor) for body in successor}
