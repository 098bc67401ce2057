"""How long kept views of the queue are kept."""

import datetime as dt

from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from support_requests.models import SavedView

VIEWS = Period(days=1, words="Until you delete them, or are programme staff no more")


@rule("kept views of people who are programme staff no more", VIEWS)
def delete_views_of_former_staff(at: dt.datetime) -> int:
    return delete_in_chunks(SavedView.objects.exclude(owner__programme_role__in=ProgrammeRole.values))
