"""How long applications for funding are kept."""

import datetime as dt

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from support_requests.models import FundingApplication

DRAFTS = Period(days=365, words="12 months after it was last changed, if it was never sent")
APPLICATIONS = Period(days=7 * 365, words="7 years after the round closed, as public spending has to be accounted for")


@rule("applications for funding that were never sent", DRAFTS)
def delete_old_drafts(at: dt.datetime) -> int:
    unsent = FundingApplication.objects.filter(submitted_at=None, changed_at__lte=DRAFTS.before(at))
    return delete_in_chunks(unsent)


@rule("applications for funding of rounds that closed", APPLICATIONS)
def delete_old_applications(at: dt.datetime) -> int:
    return delete_in_chunks(FundingApplication.objects.filter(round__closed_at__lte=APPLICATIONS.before(at)))
