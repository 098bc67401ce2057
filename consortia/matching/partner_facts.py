"""What an organisation and some possible partners show of themselves, read in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from commissioners.choices import State
from commissioners.models import AwardSupplier, CommissioningBody, Lot, Opportunity
from consortia.models import Bid, BidParticipant, ConsortiumMember
from mutuals.bands import TURNOVER_EDGES
from mutuals.choices import OrganisationValue
from mutuals.lineage import with_merged
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

from .lineage import last_in_line
from .partner_reasons import PartnerFacts

MARKET_DAYS = 731


def partner_facts(organisation: Organisation, partners: list[Organisation], at) -> dict[int, PartnerFacts]:
    """Facts by id of partner, only from what both sides show to every signed-in organisation."""
    shown = _Shown.of([organisation, *partners])
    you = _You.of(organisation, shown, at)
    together = _Together.of(organisation, partners)
    return {partner.pk: _facts(you, partner, shown, together) for partner in partners}


def shows(organisation: Organisation, section: str) -> bool:
    """Whether a section is shown to every signed-in organisation."""
    return getattr(organisation, f"visibility_{section}") <= Visibility.SIGNED_IN


def _facts(you: "_You", partner: Organisation, shown: "_Shown", together: "_Together") -> PartnerFacts:
    own, pk = you.organisation, partner.pk
    brings = [place for place in shown.ordered if place in shown.places[pk] and place not in shown.places[own.pk]]
    anywhere, you_anywhere = shown.anywhere(partner), shown.anywhere(own)
    shared_places = len(shown.places[own.pk]) if anywhere else len(shown.places[own.pk] & shown.places[pk])
    bands = [_band(organisation) for organisation in (own, partner)]
    return PartnerFacts(
        services_known=bool(shown.services[own.pk] and shown.services[pk]),
        brings_services=tuple(
            name
            for area, name in shown.service_names.items()
            if area in you.wanted & shown.with_groups(pk) and area not in shown.with_groups(own.pk)
        ),
        places_known=all(shown.places[one.pk] or shown.anywhere(one) for one in (own, partner)),
        delivers_anywhere=anywhere,
        you_deliver_anywhere=you_anywhere,
        brings_places=tuple(shown.ordered[place] for place in brings),
        next_door=tuple(shown.ordered[place] for place in brings if place in you.next_door),
        bands_known=None not in bands,
        together_at_least=sum(TURNOVER_EDGES[band] for band in bands if band is not None)
        if None not in bands
        else None,
        shared_services=tuple(
            name for area, name in shown.service_names.items() if area in shown.services[own.pk] & shown.services[pk]
        ),
        shared_places=len(shown.places[pk]) if you_anywhere and not anywhere else shared_places,
        own_places=len(shown.ordered) if you_anywhere else len(shown.places[own.pk]),
        history_known=shows(partner, "history"),
        known_buyers=tuple(name for body, name in you.buyers.items() if body in together.knows[pk]),
        bids_together=together.bids[pk],
        contracts_together=together.contracts[pk],
        consortia_together=tuple(together.consortia[pk]),
        shared_networks=tuple(sorted(shown.networks[own.pk] & shown.networks[pk])),
        **_likeness(own, partner),
    )


def _band(organisation: Organisation) -> int | None:
    return organisation.turnover_band if shows(organisation, "size") else None


def _likeness(own: Organisation, partner: Organisation) -> dict:
    known = shows(own, "ways_of_working") and shows(partner, "ways_of_working")
    labels = dict(OrganisationValue.choices)

    def apart(one, other):
        return abs(one - other) if known and None not in (one, other) else None

    return {
        "values_known": bool(known and own.values and partner.values),
        "own_values": len(own.values),
        "shared_values": tuple(labels[value] for value in own.values if known and value in partner.values),
        "pace_apart": apart(own.pace_of_decisions, partner.pace_of_decisions),
        "governance_apart": apart(own.governance, partner.governance),
    }


@dataclass(frozen=True)
class _Shown:
    """Services, places and networks that each of some organisations shows, by id."""

    services: dict[int, set[int]]
    groups: dict[int, int | None]  # service area: its group
    service_names: dict[int, str]
    places: dict[int, set[int]]
    ordered: dict[int, str]  # all districts by name
    networks: dict[int, set[str]]

    @classmethod
    def of(cls, organisations: list[Organisation]) -> "_Shown":
        def who(section):
            return [one.pk for one in organisations if shows(one, section)]

        areas = list(ServiceArea.objects.order_by("position").values_list("pk", "name", "parent"))
        claims = ServiceClaim.objects.filter(organisation__in=who("services")).order_by()
        places = Organisation.places.through.objects.filter(organisation__in=who("places"))
        networks = Organisation.networks.through.objects.filter(organisation__in=who("partnering"))
        return cls(
            services=_grouped(claims.values_list("organisation", "service_area")),
            groups={pk: parent for pk, _, parent in areas},
            service_names={pk: name for pk, name, _ in areas},
            places=_grouped(places.values_list("organisation", "localauthority")),
            ordered=dict(LocalAuthority.objects.order_by("name").values_list("pk", "name")),
            networks=_grouped(networks.values_list("organisation", "network__name")),
        )

    def with_groups(self, pk: int) -> set[int]:
        """The services of one, and the groups that they belong to."""
        groups = {group for area in self.services[pk] if (group := self.groups[area]) is not None}
        return self.services[pk] | groups

    @staticmethod
    def anywhere(organisation: Organisation) -> bool:
        return organisation.is_national and bool(organisation.national_evidence) and shows(organisation, "places")


def _grouped(pairs) -> dict:
    found = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


@dataclass(frozen=True)
class _You:
    """The market of the reader's organisation, by what it shows."""

    organisation: Organisation
    wanted: set[int]  # services asked for together with its own
    next_door: set[int]
    buyers: dict[int, str]  # in its places: the body that took over, by name

    @classmethod
    def of(cls, organisation: Organisation, shown: _Shown, at) -> "_You":
        market = Opportunity.objects.live(at) | _recent(at)
        mine = shown.with_groups(organisation.pk)
        asking = Lot.services.through.objects.filter(servicearea__in=mine, lot__opportunity__in=market.values("pk"))
        with_mine = Lot.services.through.objects.filter(lot__opportunity__in=asking.values("lot__opportunity"))
        places = shown.places[organisation.pk]
        beside = LocalAuthority.neighbours.through.objects.filter(from_localauthority__in=places)
        return cls(
            organisation,
            set(with_mine.values_list("servicearea", flat=True).distinct()),
            set(beside.values_list("to_localauthority", flat=True)),
            _buyers(market, None if shown.anywhere(organisation) else places),
        )


def _recent(at):
    return Opportunity.objects.filter(
        published_at__gte=at - dt.timedelta(days=MARKET_DAYS), outside_public_services=False
    ).exclude(state__in=[State.DRAFT, State.CANCELLED])


def _buyers(market, places) -> dict[int, str]:
    """The bodies that have asked for something in these places (None: anywhere), each as the one that took over."""
    bodies = {
        pk: (name, successor)
        for pk, name, successor in CommissioningBody.objects.order_by("name").values_list("pk", "name", "successor")
    }
    lots = Lot.objects.filter(opportunity__in=market.values("pk")).order_by()
    if places is not None:
        regions = LocalAuthority.objects.filter(pk__in=places).values("region")
        lots = lots.filter(Q(places__in=places) | Q(regions__in=regions) | Q(is_nationwide=True))
    found = set()
    for path in ("opportunity__body", "opportunity__joint_buyers"):
        found |= set(lots.values_list(path, flat=True).distinct())
    successor = {pk: following for pk, (_, following) in bodies.items()}
    last = {last_in_line(pk, successor) for pk in found if pk is not None}
    return {pk: name for pk, (name, _) in bodies.items() if pk in last}


@dataclass(frozen=True)
class _Together:
    """What each partner did with the organisation, and whom it is publicly known to, by id of partner."""

    bids: dict[int, int]
    contracts: dict[int, int]
    consortia: dict[int, list[str]]
    knows: dict[int, set[int]]

    @classmethod
    def of(cls, organisation: Organisation, partners: list[Organisation]) -> "_Together":
        own, theirs = with_merged([organisation.pk]), with_merged(partner.pk for partner in partners)
        mine = BidParticipant.objects.filter(organisation__in=own, bid__in=Bid.objects.submitted())
        bids = BidParticipant.objects.filter(organisation__in=theirs, bid__in=mine.values("bid"))
        # Suppliers of one framework may never have met: only what is known to be joint counts.
        won = AwardSupplier.objects.filter(organisation__in=own, award__is_joint=True).values("award")
        contracts = AwardSupplier.objects.filter(organisation__in=theirs, award__in=won).order_by()
        consortia = met_in_consortia(organisation, list(theirs))
        return cls(
            _counts(_grouped(_by_heir(bids.values_list("organisation", "bid"), theirs))),
            _counts(_grouped(_by_heir(contracts.values_list("organisation", "award"), theirs))),
            _grouped(_by_heir(consortia.values_list("organisation", "consortium__name"), theirs)),
            _known_bodies(partners, theirs),
        )


def _by_heir(pairs, counts_for: dict[int, int]):
    """The pairs with each organisation as the one that it counts for."""
    return ((counts_for[pk], value) for pk, value in pairs)


def met_in_consortia(organisation: Organisation, pks: list[int]):
    """The partners' parts in consortia that the organisation was in at the same time; who came later is not told."""
    own = ConsortiumMember.objects.filter(
        Q(left_at=None) | Q(left_at__gt=OuterRef("joined_at")),
        organisation__in=with_merged([organisation.pk]),
        consortium=OuterRef("consortium"),
    )
    still_there = Q(left_at=None) & Exists(own)
    until_leaving = Exists(own.filter(joined_at__lt=OuterRef("left_at")))
    return ConsortiumMember.objects.filter(still_there | until_leaving, organisation__in=pks)


def _counts(found: dict[int, set]) -> dict[int, int]:
    return defaultdict(int, {key: len(values) for key, values in found.items()})


def _known_bodies(partners: list[Organisation], theirs: dict[int, int]) -> dict[int, set[int]]:
    """Bodies of public awards, and of contracts and joint bids where the organisation shows them."""
    showing = {partner.pk for partner in partners if shows(partner, "history")}
    open_bids = BidParticipant.objects.filter(
        Q(bid__state=Bid.State.WON) | Q(bid__is_joint=True),
        organisation__in=[pk for pk, heir in theirs.items() if heir in showing],
        bid__in=Bid.objects.submitted(),
    )
    awards = AwardSupplier.objects.filter(organisation__in=theirs).order_by()
    successor = dict(CommissioningBody.objects.order_by().values_list("pk", "successor"))
    known = defaultdict(set)
    shown = [*open_bids.values_list("organisation", "bid__body"), *awards.values_list("organisation", "award__body")]
    for pk, body in _by_heir(shown, theirs):
        known[pk].add(last_in_line(body, successor))
    return known
