"""How long requests for support, and what belongs to them, are kept."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import rule
from partnerships_portal.documents.actions import remove_file
from partnerships_portal.documents.models import StoredFile
from support_requests.models import SupportRequest

CHUNK = 200  # requests at a time, so that nobody waits for the tidying
DRAFTS = Period(days=365, words="12 months after it was last changed, if it was never sent")
REQUESTS = Period(days=7 * 365, words="7 years after it ended, as public spending has to be accounted for")


@rule("requests for support that were never sent", DRAFTS)
def delete_old_drafts(at: dt.datetime) -> int:
    drafts = SupportRequest.objects.filter(state=SupportRequest.State.DRAFT, changed_at__lte=DRAFTS.before(at))
    return _delete(drafts)


@rule("requests for support that ended", REQUESTS)
def delete_old_requests(at: dt.datetime) -> int:
    ended = SupportRequest.objects.filter(state__in=SupportRequest.ENDED, ended_at__lte=REQUESTS.before(at))
    return _delete(ended.filter(merged_requests=None))


def _delete(requests) -> int:
    """Delete these requests with all that belongs to them, their files too; returns how many."""
    deleted = 0
    while ids := list(requests.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            of_requests = Q(support_file__request__in=ids) | Q(package_file__package__request__in=ids)
            files = list(StoredFile.objects.filter(of_requests))
            SupportRequest.objects.filter(pk__in=ids).delete()
            for stored in files:
                remove_file(stored=stored)
        deleted += len(ids)
    return deleted
