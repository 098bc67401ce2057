"""What of the queue awaits an officer: what is late of their own, and what nobody has (settings.AWAITING)."""

from django.db.models import F
from django.urls import reverse

from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, together
from support_requests.models import SupportRequest
from support_requests.officers import has_nobody

from .finding import shown_to, with_next_due


def of_staff(asker: Asker, at) -> list[Queue]:
    """For those who decide: nothing of an organisation that they belong to."""
    user = asker.user
    if not user.is_programme_staff or not user.has_perm("support_requests.decide", None):
        return []
    waiting = shown_to(user).filter(state=SupportRequest.State.SUBMITTED, waiting_since=None)
    nobodys = waiting.filter(has_nobody()).exclude(organisation__memberships__user=user)
    late = with_next_due(waiting.filter(officer=user)).filter(next_due__lte=at).annotate(late_since=F("next_due"))
    return [together(late, _late, since="late_since"), together(nobodys, _nobodys, since="submitted_at")]


def _late(number: int, since) -> Awaiting:
    text = (
        "Answer the request for support that is overdue"
        if number == 1
        else f"Answer {number} overdue requests for support"
    )
    return Awaiting(
        text=text,
        url=f"{reverse('support_queue')}?list=mine&due=overdue",
        detail="You have them" if number > 1 else "You have it",
        since=since,
    )


def _nobodys(number: int, since) -> Awaiting:
    text = (
        "Take the request for support that nobody has"
        if number == 1
        else f"Take some of {number} requests for support that nobody has"
    )
    return Awaiting(text=text, url=f"{reverse('support_queue')}?list=nobodys", detail="", since=since)
