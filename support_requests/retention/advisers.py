"""How long it is kept who was asked to advise, and what kept advisers from helping."""

import datetime as dt

from django.db.models import Q

from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from support_requests.models import AdviserConflict, AdviserInvitation

INVITATIONS = Period(days=183, words="6 months after the invitation was answered or ran out")
CONFLICTS = Period(days=365, words="12 months after it ended, or you left")


@rule("addresses of invitations to advise", INVITATIONS)
def forget_invited_addresses(at: dt.datetime) -> int:
    before = INVITATIONS.before(at)
    return forget_addresses(
        AdviserInvitation.objects.filter(Q(answered_at__lte=before) | Q(answered_at=None, expires_at__lte=before))
    )


@rule("conflicts of interest of advisers that ended", CONFLICTS)
def delete_ended_conflicts(at: dt.datetime) -> int:
    before = CONFLICTS.before(at)
    over = Q(ended_at__lte=before) | Q(adviser__left_at__lte=before)
    return delete_in_chunks(AdviserConflict.objects.filter(over))
