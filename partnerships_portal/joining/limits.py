"""How many invitations a place may send: the portal's name must not become a way to write to strangers.

What was sent is counted by the record of actions, so that withdrawing, inviting anew and sending again all count.
"""

import datetime as dt

from django.conf import settings

from partnerships_portal.accounts.models import AuditEvent

from .kinds import Kind

DAY = dt.timedelta(days=1)
TO_ONE_ADDRESS = 3  # a day
SENDING = ("member_invited", "invitation_sent_again")


def room_for(kind: Kind, place, *, at) -> int:
    """How many more invitations the place may have open and send now."""
    waiting = place.invitations.filter(state="sent", expires_at__gt=at).count()
    open_at_most = kind.at_most(place, settings.INVITATIONS_OPEN_AT_MOST)
    return max(0, min(open_at_most - waiting, left_today(kind, place, at=at)))


def left_today(kind: Kind, place, *, at) -> int:
    """How many more may be sent now, those sent again among them."""
    return max(0, kind.at_most(place, settings.INVITATIONS_A_DAY_AT_MOST) - _sent(place, at).count())


def written_to_enough(place, *, addresses: set[str], at) -> bool:
    """Whether somebody, known by the forms of an address, was written to often enough for a day."""
    theirs = list(place.invitations.filter(email__in=addresses).values_list("pk", flat=True))
    return _sent(place, at).filter(details__invitation__in=theirs).count() >= TO_ONE_ADDRESS


def _sent(place, at):
    events = AuditEvent.objects.filter(target_kind=place._meta.label_lower, target_id=place.pk)
    return events.filter(action__in=SENDING, at__gt=at - DAY)
