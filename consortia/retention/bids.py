"""How long bids and what was found around them are kept."""

import datetime as dt

from consortia.models import Bid, Overlap
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

WITHDRAWN = Period(days=3 * 365, words="3 years after it was withdrawn, or as long as the organisations that bid")
OVERLAPS = Period(days=2 * 365, words="2 years after it ended")


@rule("bids that were withdrawn", WITHDRAWN)
def delete_withdrawn_bids(at: dt.datetime) -> int:
    return delete_in_chunks(Bid.objects.filter(state=Bid.State.WITHDRAWN, ended_at__lte=WITHDRAWN.before(at)))


@rule("organisations that were in two bids for the same lot", OVERLAPS)
def delete_old_overlaps(at: dt.datetime) -> int:
    return delete_in_chunks(Overlap.objects.filter(ended_at__lte=OVERLAPS.before(at)))
