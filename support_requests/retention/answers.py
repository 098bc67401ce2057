"""How long reply templates and pointers are kept once they are offered no more."""

import datetime as dt

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from support_requests.models import Pointer, ReplyTemplate

RETIRED = Period(days=365, words="12 months after it was taken away; as long as it is in use, it stays")


@rule("reply templates and pointers that were taken away", RETIRED)
def delete_old_answers(at: dt.datetime) -> int:
    return sum(
        delete_in_chunks(model.objects.filter(retired_at__lte=RETIRED.before(at))) for model in (ReplyTemplate, Pointer)
    )
