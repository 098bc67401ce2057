"""Who has worked together, as far as the one who asks may know it.

That two others bid together is theirs to tell: it counts only where both show their history, or a published award says
so. What the asking organisation itself did with others it knows.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from commissioners.models import AwardSupplier
from consortia.matching.partner_facts import met_in_consortia
from consortia.models import Bid, BidParticipant
from mutuals.lineage import with_merged
from mutuals.models import Organisation
from mutuals.visibility import Visibility

Pair = tuple[int, int]  # ids, the lower first


def together(among: Collection[int], asking: Organisation | None) -> set[Pair]:
    """Pairs of those among these ids who worked together; a constant number of queries.

    What one did that was merged into another counts for the other, and is shown where both show it.
    """
    counts_for = with_merged(sorted(among))
    showing = set(
        Organisation.objects.filter(pk__in=counts_for, visibility_history__lte=Visibility.SIGNED_IN).values_list(
            "pk", flat=True
        )
    )
    bids = BidParticipant.objects.filter(organisation__in=counts_for, bid__in=Bid.objects.submitted())
    # Suppliers of one framework may never have met: an award counts only where it is known to be joint.
    awards = AwardSupplier.objects.filter(organisation__in=counts_for, award__is_joint=True).order_by()
    met = _pairs(awards.values_list("award", "organisation"), counts_for)
    for one, other in _raw_pairs(bids.values_list("bid", "organisation")):
        heirs = counts_for[one], counts_for[other]
        is_shown = {one, other, *heirs} <= showing
        if heirs[0] != heirs[1] and (is_shown or (asking is not None and asking.pk in heirs)):
            met.add(_pair(*heirs))
    if asking is not None:
        others = met_in_consortia(asking, list(counts_for)).values_list("organisation", flat=True)
        met |= {_pair(asking.pk, counts_for[pk]) for pk in others if counts_for[pk] != asking.pk}
    return met


def _raw_pairs(rows: Iterable[tuple[int, int]]) -> set[Pair]:
    """Pairs of organisations that share the first of these rows."""
    inside: dict[int, set[int]] = {}
    for thing, organisation in rows:
        inside.setdefault(thing, set()).add(organisation)
    return {pair for some in inside.values() for pair in combinations(sorted(some), 2)}


def _pairs(rows: Iterable[tuple[int, int]], counts_for: Mapping[int, int]) -> set[Pair]:
    raw = _raw_pairs(rows)
    return {_pair(counts_for[one], counts_for[other]) for one, other in raw if counts_for[one] != counts_for[other]}


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
