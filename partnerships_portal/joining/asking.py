"""People ask to be let in: when somebody cannot ask now."""

import datetime as dt

from django.conf import settings
from django.db.models import Q

from partnerships_portal.accounts.models import User

from .kinds import Kind

OPEN_AT_MOST = 10  # that one person may have waiting, and make in a day
TO_ONE_A_DAY = 2  # each is told to those who decide
DAY = dt.timedelta(days=1)


def refusal(kind: Kind, *, same: Q, person: User, at) -> str:
    """Why the person cannot ask now, as a sentence; empty if they can. `same`: those for the same place."""
    mine = kind.requests.objects.filter(person=person)
    waiting = mine.filter(state=kind.waiting)
    if waiting.filter(same).exists():
        return "You have asked already, and wait for an answer."
    if waiting.count() >= OPEN_AT_MOST:
        return f"You wait for {OPEN_AT_MOST} answers already. Withdraw one of your requests first."
    declined = mine.filter(same, state="declined").order_by("-decided_at").first()
    pause = dt.timedelta(days=settings.JOIN_REQUEST_PAUSE_DAYS)
    if declined and declined.decided_at and declined.decided_at + pause > at:
        return f"You were declined. You can ask again from {declined.decided_at + pause:%-d %B %Y}."
    lately = mine.filter(asked_at__gt=at - DAY)
    if lately.count() >= OPEN_AT_MOST or lately.filter(same).count() >= TO_ONE_A_DAY:
        return "You have asked several times within a day. Wait until tomorrow."
    return ""
