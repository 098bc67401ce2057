"""How many invitations an organisation may send: the portal's name must not become a way to write to strangers.

What was sent is counted by the record of actions, so that withdrawing, inviting anew and sending again all count.
"""

import datetime as dt

from django.conf import settings

from mutuals.models import MembershipInvitation, Organisation
from partnerships_portal.accounts.models import AuditEvent

DAY = dt.timedelta(days=1)
TO_ONE_ADDRESS = 3  # a day
SENDING = ("member_invited", "invitation_sent_again")


def room_for(*, organisation: Organisation, at) -> int:
    """How many more invitations the organisation may have open and send now."""
    waiting = organisation.invitations.filter(state=MembershipInvitation.State.SENT, expires_at__gt=at).count()
    open_at_most = _at_most(organisation, settings.INVITATIONS_OPEN_AT_MOST)
    return max(0, min(open_at_most - waiting, left_today(organisation=organisation, at=at)))


def left_today(*, organisation: Organisation, at) -> int:
    """How many more may be sent now, those sent again among them."""
    return max(0, _at_most(organisation, settings.INVITATIONS_A_DAY_AT_MOST) - _sent(organisation, at).count())


def written_to_enough(*, organisation: Organisation, addresses: set[str], at) -> bool:
    """Whether somebody, known by the forms of an address, was written to often enough for a day."""
    theirs = list(organisation.invitations.filter(email__in=addresses).values_list("pk", flat=True))
    return _sent(organisation, at).filter(details__invitation__in=theirs).count() >= TO_ONE_ADDRESS


def _sent(organisation: Organisation, at):
    events = AuditEvent.objects.filter(target_kind=organisation._meta.label_lower, target_id=organisation.pk)
    return events.filter(action__in=SENDING, at__gt=at - DAY)


def _at_most(organisation: Organisation, usual: int) -> int:
    """Few before programme staff have looked at it: its name is then whatever somebody typed."""
    if organisation.admitted_at is None:
        return min(usual, settings.INVITATIONS_BEFORE_ADMISSION_AT_MOST)
    return usual
