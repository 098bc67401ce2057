"""What happens to invitations by themselves: those asked are reminded before one ends, both sides told when it has.

Safe to repeat, late or twice: what is due is found by its date.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction

from consortia.models import Invitation, Proposal
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import move

from . import proposal_telling as telling
from .invitations import close_if_nobody_can_join, hold_invitation

Answer = Invitation.State
AT_ONCE = 500
A_DAY = dt.timedelta(days=1)  # whoever was asked less than this ago needs no reminder


def look_after(*, at: dt.datetime) -> None:
    """Everything that is due at `at`."""
    for invitation in _due(Invitation.objects.filter(expires_at__lte=at)):
        expire(invitation=invitation, at=at)
    soon = at + dt.timedelta(days=settings.PROPOSAL_REMINDER_DAYS)
    for invitation in _due(Invitation.objects.open(at).filter(expires_at__lte=soon, reminded_at=None)):
        remind(invitation=invitation, at=at)


def _due(rows) -> list[Invitation]:
    rows = rows.filter(state=Answer.SENT, proposal__state=Proposal.State.OPEN)
    return list(rows.select_related("proposal").order_by("expires_at", "pk")[:AT_ONCE])


@transaction.atomic
def expire(*, invitation: Invitation, at) -> bool:
    """End an invitation that was not answered in time, and tell both sides; returns whether it waited."""
    held = hold_invitation(invitation)
    late = held.expires_at is not None and held.expires_at <= at
    if held.state != Answer.SENT or held.proposal.state != Proposal.State.OPEN or not late:
        return False
    move(held, field="state", to=Answer.EXPIRED, transitions=Invitation.TRANSITIONS)
    record(actor=None, action="proposal_expired", target=held.proposal, at=at)
    telling.expired(held, at=at)
    close_if_nobody_can_join(held.proposal, at=at)
    return True


@transaction.atomic
def remind(*, invitation: Invitation, at) -> bool:
    """Remind those asked that an invitation ends soon, once; returns whether they had not been."""
    held = hold_invitation(invitation)
    if not Invitation.objects.open(at).filter(pk=held.pk, reminded_at=None).update(reminded_at=at):
        return False
    if held.sent_at is None or at - held.sent_at < A_DAY:
        return False
    telling.reminded(held, at=at)
    return True
