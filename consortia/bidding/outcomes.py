"""What a commissioner's awards say of a bid. Only what is certain: where it is not, those who bid say it."""

from commissioners.choices import LotOutcome
from commissioners.models import Award, Lot
from consortia.models import Bid


def lots_of(bid: Bid) -> list:
    """The lots that a bid is for."""
    return list(bid.lots.all()) or list(Lot.objects.filter(opportunity=bid.opportunity))


def is_over(bid: Bid) -> bool:
    """Whether every lot of the bid was decided, and one at least was awarded."""
    outcomes = {lot.outcome for lot in lots_of(bid)}
    return LotOutcome.PENDING not in outcomes and LotOutcome.AWARDED in outcomes


def suggested(bid: Bid) -> str:
    """ "won" or "lost" where the awards of all its lots show it, else "". Five queries.

    A supplier that nobody linked to an organisation may be anybody. Whoever bid twice may have won with the other bid.
    """
    if bid.opportunity is None or not is_over(bid):
        return ""
    ours = _ours(bid)
    winners = [_winners(bid, lot) for lot in lots_of(bid) if lot.outcome == LotOutcome.AWARDED]
    if not winners or any(not each for each in winners):
        return ""
    if all(each & ours for each in winners):
        return "" if _bid_otherwise(bid, ours) else "won"
    if any(each & ours for each in winners) or any(None in each for each in winners):
        return ""
    return "lost"


def _ours(bid: Bid) -> set[int]:
    """Those in the bid, and those that they were merged into since."""
    rows = bid.participants.values_list("organisation", "organisation__merged_into")
    return {pk for row in rows for pk in row if pk}


def _winners(bid: Bid, lot) -> set[int | None]:
    """Organisations that won the lot; None stands for a supplier of which nobody knows whether it is one."""
    awards = Award.objects.filter(opportunity=bid.opportunity)
    for_lot = awards.filter(lots=lot) | awards.filter(lots=None)
    return set(for_lot.distinct().values_list("suppliers__organisation", flat=True))


def _bid_otherwise(bid: Bid, ours: set[int]) -> bool:
    others = Bid.objects.submitted().filter(opportunity=bid.opportunity, participants__organisation__in=ours)
    return others.exclude(pk=bid.pk).exists()
