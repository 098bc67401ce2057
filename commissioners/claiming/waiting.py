"""What about imported notices awaits programme staff (settings.AWAITING)."""

from django.urls import reverse

from commissioners.models import OpportunityClaim
from commissioners.syncing.standing import silent
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each, together


def of_staff(asker: Asker, at) -> list[Queue]:
    """Claims to decide for those who decide, and for programme managers a feed that has gone silent."""
    user = asker.user
    if not user.is_programme_staff or not user.has_perm("commissioners.decide_claim"):
        return []
    claims = together(OpportunityClaim.objects.visible_to(user).waiting(), _claims, since="asked_at")
    return [claims, each(silent(at), _silence)] if user.has_perm("commissioners.watch_feed") else [claims]


def _claims(number: int, since) -> Awaiting:
    wait = "claim waits" if number == 1 else "claims wait"
    text = f"{number} {wait} for a decision: whose is an imported opportunity?"
    return Awaiting(text=text, url=reverse("claim_list"), detail="", since=since)


def _silence(feed) -> Awaiting:
    return Awaiting(
        text="See why no live notices arrive",
        url=reverse("live_notices"),
        detail=feed.last_error,
        since=feed.heard,
    )
