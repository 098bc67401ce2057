"""Joint reviews that wait for the person's side (settings.AWAITING)."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from commissioners.belonging import bodies_held
from commissioners.models import AwardSupplier, JointReview, ReviewPart
from commissioners.rules import EDITING_ROLES
from mutuals.belonging import memberships_of
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def of_person(asker: Asker, at) -> list[Queue]:
    """Open reviews to which the person's side has not agreed, and those whose next day has come."""
    bodies = bodies_held(asker, EDITING_ROLES)
    organisations = [one.organisation_id for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    if not bodies and not organisations:
        return []
    return [_to_agree(bodies, organisations), _due(bodies, organisations, timezone.localdate(at))]


def _to_agree(bodies, organisations) -> Queue:
    still_named = AwardSupplier.objects.filter(
        award=OuterRef("review__award"), organisation=OuterRef("organisation"), organisation__closed_at=None
    )
    mine = Q(organisation=None, review__award__body__in=bodies) | (
        Q(organisation__in=organisations) & Exists(still_named)
    )
    parts = ReviewPart.objects.filter(mine, review__state=JointReview.State.OPEN).exclude(
        agreed_version=F("review__version"), agreed_version__isnull=False
    )
    return each(parts.select_related("review__award__body", "organisation").order_by("review"), _side)


def _side(part: ReviewPart) -> Awaiting:
    return Awaiting(
        text=f"Write or agree your side of the joint review “{part.review.title}”",
        url=reverse("review_detail", args=[part.review_id]),
        detail=str(part.organisation or part.review.award.body),
        since=part.review.created_at,
    )


def _due(bodies, organisations, today: dt.date) -> Queue:
    later = JointReview.objects.filter(award=OuterRef("award"), created_at__gt=OuterRef("created_at"))
    mine = Q(award__body__in=bodies) | Q(award__suppliers__organisation__in=organisations)
    due = JointReview.objects.filter(mine, ~Exists(later), state=JointReview.State.AGREED, next_on__lte=today)
    return each(due.distinct(), _next)


def _next(review: JointReview) -> Awaiting:
    return Awaiting(
        text=f"Begin the next joint review after “{review.title}”",
        url=reverse("review_start", args=[review.award_id]),
        detail="",
        since=review.agreed_at or review.created_at,
    )
