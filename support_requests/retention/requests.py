"""How long requests for support, and what belongs to them, are kept."""

import datetime as dt

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from support_requests.models import SupportRequest

DRAFTS = Period(days=365, words="12 months after it was last changed, if it was never sent")
REQUESTS = Period(days=7 * 365, words="7 years after it ended, as public spending has to be accounted for")


@rule("requests for support that were never sent", DRAFTS)
def delete_old_drafts(at: dt.datetime) -> int:
    drafts = SupportRequest.objects.filter(state=SupportRequest.State.DRAFT, changed_at__lte=DRAFTS.before(at))
    return delete_in_chunks(drafts)


@rule("requests for support that ended", REQUESTS)
def delete_old_requests(at: dt.datetime) -> int:
    ended = SupportRequest.objects.filter(state__in=SupportRequest.ENDED, ended_at__lte=REQUESTS.before(at))
    return delete_in_chunks(ended.filter(merged_requests=None))
