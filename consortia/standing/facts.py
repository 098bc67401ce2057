"""What is true now of one consortium and some opportunities, read in a fixed number of queries."""

from dataclasses import dataclass

from commissioners.models import Opportunity
from consortia.matching.tender_facts import Asked, bids_drawn, minimum_asked
from consortia.matching.tender_reasons import TenderFacts

from .showing import Past, Shown


@dataclass(frozen=True)
class Covered:
    """One service that is asked for, and who of the members shows that it offers it."""

    service: str
    members: tuple[str, ...]
    unproven: tuple[str, ...]  # those of them that show no evidence


@dataclass(frozen=True)
class Served:
    """One member, and where it delivers of the places that are asked for."""

    member: str
    places: tuple[str, ...]
    anywhere: bool


@dataclass(frozen=True)
class Together:
    """One consortium and one opportunity. `whole` is the consortium as if it were one organisation."""

    whole: TenderFacts
    services: tuple[Covered, ...]
    places: tuple[Served, ...]
    bands: tuple[tuple[str, tuple[float, float] | None], ...]  # each member's turnover, pounds a year; None: not shown
    known_to_buyers: tuple[str, ...]  # members with a contract or joint bid

    @property
    def turnover(self) -> tuple[float, float] | None:
        """The least and the most that the turnovers shown add up to; None if none is shown. Others may add to it."""
        told = [band for _, band in self.bands if band]
        return (sum(low for low, _ in told), sum(high for _, high in told)) if told else None

    @property
    def without_turnover(self) -> tuple[str, ...]:
        return tuple(member for member, band in self.bands if band is None)

    @property
    def is_near(self) -> bool:
        """Whether they deliver in any of the places asked; so they do where none is named."""
        return self.whole.serves_anywhere or bool(self.whole.served) or not self.whole.asked_places


def together(members: list[Shown], opportunities: list[Opportunity], w) -> dict[int, Together]:
    """Facts by id of opportunity. Give opportunities with `body` selected."""
    asked = Asked.of([one.pk for one in opportunities])
    return {one.pk: _facts(members, asked, one, w) for one in opportunities}


def _facts(members: list[Shown], asked: Asked, opportunity: Opportunity, w) -> Together:
    services, places = asked.services[opportunity.pk], asked.places[opportunity.pk]
    buyers = {asked.last[opportunity.body_id]} | {asked.last[body] for body, _ in asked.joint[opportunity.pk]}
    past = {one.organisation.name: [event for event in one.past if asked.last[event.body] in buyers] for one in members}
    return Together(
        whole=_whole(members, asked, opportunity, [event for events in past.values() for event in events], w),
        services=tuple(_covered(members, area, name) for area, name in services.items()),
        places=tuple(
            Served(
                one.organisation.name,
                tuple(name for place, name in places.items() if place in one.places),
                one.anywhere,
            )
            for one in members
        ),
        bands=tuple((one.organisation.name, one.band) for one in members),
        known_to_buyers=tuple(name for name, events in past.items() if events),
    )


def _covered(members: list[Shown], area: int, name: str) -> Covered:
    offering = [one for one in members if area in one.services]
    return Covered(
        service=name,
        members=tuple(one.organisation.name for one in offering),
        unproven=tuple(one.organisation.name for one in offering if not one.services[area]),
    )


def _whole(members: list[Shown], asked: Asked, opportunity: Opportunity, past: list[Past], w) -> TenderFacts:
    """The consortium as if it were one organisation. Its turnover is no single band: `Together.turnover` says it."""
    minimum, is_stated = minimum_asked(opportunity, asked.lots.get(opportunity.pk), w)
    return TenderFacts(
        body=str(opportunity.body),
        buyers=tuple(name for _, name in asked.joint[opportunity.pk]),
        openness=opportunity.openness,
        serves_anywhere=any(one.anywhere for one in members),
        load=min((one.load for one in members if one.load is not None), default=None),
        turnover=None,
        band=None,
        minimum_turnover=minimum,
        minimum_is_stated=is_stated,
        years=max((one.years for one in members if one.years is not None), default=None),
        contracts=sum(event.is_contract for event in past),
        joint_bids=sum(not event.is_contract for event in past),
        since=min((event.year for event in past if event.year), default=None),
        **_places(members, asked.places[opportunity.pk]),
        **_services(members, asked, opportunity),
    )


def _places(members: list[Shown], asked: dict[int, str]) -> dict:
    served = {place for one in members for place in one.places}
    beside = {place for one in members for place in one.next_door} - served
    return {
        "asked_places": tuple(asked.values()),
        "served": tuple(name for place, name in asked.items() if place in served),
        "next_door": tuple(name for place, name in asked.items() if place in beside),
    }


def _services(members: list[Shown], asked: Asked, opportunity: Opportunity) -> dict:
    services, priorities = asked.services[opportunity.pk], asked.priorities_of(opportunity)
    offered = {area for one in members for area in one.services}
    proven = {area for one in members for area, is_proven in one.services.items() if is_proven}
    buyers = {asked.last[opportunity.body_id]} | {asked.last[body] for body, _ in asked.joint[opportunity.pk]}
    return {
        "asked_services": tuple(services.values()),
        "offered": tuple(name for area, name in services.items() if area in offered),
        "claimed": tuple(name for area, name in services.items() if area in offered - proven),
        "asked_whole": {},
        "bids": bids_drawn(asked.bids, buyers, services),
        "priorities": tuple(priorities.values()),
        "priorities_met": tuple(name for area, name in priorities.items() if area in offered),
    }
