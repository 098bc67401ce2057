"""How long the links of questionnaires are kept."""

import datetime as dt

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from support_requests.models import EvaluationLink

LINKS = Period(days=90, words="3 months after the link expired")


@rule("links to questionnaires that expired", LINKS)
def delete_old_links(at: dt.datetime) -> int:
    return delete_in_chunks(EvaluationLink.objects.filter(expires_at__lte=LINKS.before(at)))
