"""Who stands for which lots of an opportunity, and which organisations do so twice (decision 0142)."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from commissioners.choices import State
from consortia.models import Bid, BidParticipant, Consortium, ConsortiumMember

Lots = frozenset[int]
STANDING = (Consortium.State.FORMING, Consortium.State.ACTIVE)
ENDED = (State.AWARDED, State.CANCELLED)


@dataclass(frozen=True)
class Side:
    """A consortium that stands for some lots, or an organisation's own bid. `lots`: primary keys."""

    consortium: int | None
    own_bid: int | None
    lots: Lots
    organisations: frozenset[int]


@dataclass(frozen=True)
class Twice:
    """An organisation on two sides for one of the same lots; the consortium with the lower key first."""

    organisation: int
    consortium: int
    other_consortium: int | None
    own_bid: int | None


def sides(opportunity) -> list[Side]:
    """Every side for the opportunity; none once it has ended. Six queries."""
    if opportunity.state in ENDED:
        return []
    every = frozenset(opportunity.lots.values_list("pk", flat=True))
    bids = list(Bid.objects.filter(opportunity=opportunity).order_by("pk").prefetch_related("lots"))
    return _consortia(opportunity, bids, every) + _alone(bids, every)


def _consortia(opportunity, bids: list[Bid], every: Lots) -> list[Side]:
    """Those with a live bid, by its lots; and those made for the opportunity that have recorded none yet."""
    lots: dict[int, Lots] = {}
    for bid in bids:
        if bid.consortium_id and bid.is_live:
            lots[bid.consortium_id] = lots.get(bid.consortium_id, frozenset()) | _lots_of(bid, every)
    have_bid = {bid.consortium_id for bid in bids if bid.consortium_id}
    meant = Consortium.objects.filter(opportunity=opportunity, state__in=STANDING).exclude(pk__in=have_bid)
    for consortium, lot in meant.values_list("pk", "lot"):
        lots[consortium] = frozenset([lot]) if lot else every
    members = defaultdict(set)
    present = ConsortiumMember.objects.present().filter(consortium__in=lots)
    present = present.exclude(consortium__state=Consortium.State.DISSOLVED)
    for consortium, organisation in present.values_list("consortium", "organisation"):
        members[consortium].add(organisation)
    return [Side(pk, None, lots[pk], frozenset(inside)) for pk, inside in sorted(members.items())]


def _alone(bids: list[Bid], every: Lots) -> list[Side]:
    own = {bid.pk: bid for bid in bids if bid.consortium_id is None and bid.is_live}
    taking_part = defaultdict(set)
    for bid, organisation in BidParticipant.objects.filter(bid__in=own).values_list("bid", "organisation"):
        taking_part[bid].add(organisation)
    return [Side(None, pk, _lots_of(own[pk], every), frozenset(inside)) for pk, inside in sorted(taking_part.items())]


def _lots_of(bid: Bid, every: Lots) -> Lots:
    return frozenset(lot.pk for lot in bid.lots.all()) or every


def twice(found: list[Side]) -> set[Twice]:
    """Organisations that are on two sides whose lots overlap, of which at least one is a consortium. Pure."""
    pairs = set()
    for one, other in combinations(found, 2):
        if one.consortium is None or not one.lots & other.lots:
            continue
        pairs |= {
            Twice(organisation, one.consortium, other.consortium, other.own_bid)
            for organisation in one.organisations & other.organisations
        }
    return pairs
