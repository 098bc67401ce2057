"""How long proposals to partner that led nowhere are kept."""

import datetime as dt

from consortia.models import Proposal
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

PROPOSALS = Period(days=3 * 365, words="3 years after it was written, or as long as the consortium that it led to")


@rule("proposals to partner that led nowhere", PROPOSALS)
def delete_old_proposals(at: dt.datetime) -> int:
    return delete_in_chunks(Proposal.objects.filter(consortium=None, created_at__lte=PROPOSALS.before(at)))
