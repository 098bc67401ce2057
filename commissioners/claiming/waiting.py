"""What about imported notices awaits programme staff (settings.AWAITING)."""

from django.db.models import Count, Min
from django.urls import reverse

from commissioners.models import OpportunityClaim
from commissioners.syncing.standing import standing
from partnerships_portal.notifications.awaiting import Awaiting


def of_staff(user, at) -> list[Awaiting]:
    """Claims to decide for those who decide, and for programme managers a feed that has gone silent."""
    if not user.is_programme_staff or not user.has_perm("commissioners.decide_claim"):
        return []
    return _claims(user) + (_silence(at) if user.has_perm("commissioners.watch_feed") else [])


def _claims(user) -> list[Awaiting]:
    waiting = OpportunityClaim.objects.visible_to(user).waiting().order_by()
    found = waiting.aggregate(number=Count("pk"), since=Min("asked_at"))
    if not found["number"]:
        return []
    wait = "claim waits" if found["number"] == 1 else "claims wait"
    text = f"{found['number']} {wait} for a decision: whose is an imported opportunity?"
    return [Awaiting(text=text, url=reverse("claim_list"), detail="", since=found["since"])]


def _silence(at) -> list[Awaiting]:
    now = standing(at)
    if not now.silent_since:
        return []
    return [
        Awaiting(
            text="See why no live notices arrive",
            url=reverse("live_notices"),
            detail=now.state.last_error if now.state else "",
            since=now.silent_since,
        )
    ]
