"""Who is in no team, and who are never in one together."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from commissioners.models import Opportunity
from consortia.models import Bid, BidParticipant, NotSuggested, Rival, SetAside
from mutuals.models import Organisation

PENDING = (Bid.State.INTENDED, Bid.State.SUBMITTED)


@dataclass(frozen=True)
class Walls:
    """`out`: ids of those in no team. `apart`: pairs of ids that are in none together, the lower id first."""

    out: frozenset[int]
    apart: frozenset[tuple[int, int]]

    def keep_out(self, one: int, other: int) -> bool:
        """Whether a wall stands between these two."""
        return (min(one, other), max(one, other)) in self.apart


def walls(opportunity: Opportunity, organisation: Organisation | None, named: Collection[int], at) -> Walls:
    """Those for teams that `organisation` asks for, or nobody in particular; a constant number of queries.

    Whoever is not to be suggested is in no team but its own. What the asking organisation set aside is in none. Rivals,
    those with a conflict of interest, and those in different bids for this opportunity, are never together.

    Nothing stands between those of `named` (ids), nor against any of them: whoever names them needs no suggestion, and
    a refusal would tell what they have decided, or that they bid.
    """
    out = set(NotSuggested.objects.values_list("organisation", flat=True))
    aside = SetAside.objects.in_force(at).exclude(partner=None)
    if organisation is not None:
        out |= set(aside.filter(organisation=organisation).values_list("partner", flat=True))
    apart = {*Rival.objects.order_by().values_list("organisation", Coalesce("rival__merged_into", "rival"))}
    apart |= {*aside.filter(cause=SetAside.Cause.CONFLICT).order_by().values_list("organisation", "partner")}
    apart |= _in_rival_bids(opportunity)
    pairs = frozenset((min(pair), max(pair)) for pair in apart if not {*pair} <= {*named})
    return Walls(frozenset(out.difference(named)), pairs)


def _in_rival_bids(opportunity: Opportunity) -> set[tuple[int, int]]:
    """Pairs that are in bids for this opportunity, and in none of them together."""
    rows = BidParticipant.objects.filter(bid__opportunity=opportunity, bid__state__in=PENDING)
    bids: dict[int, set[int]] = {}
    for bid, one in rows.values_list("bid", "organisation"):
        bids.setdefault(one, set()).add(bid)
    return {(one, other) for one in bids for other in bids if one < other and not bids[one] & bids[other]}
