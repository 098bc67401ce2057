"""Questionnaires that await an answer of the person's organisation (settings.AWAITING)."""

from django.db.models import QuerySet
from django.urls import reverse

from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each
from support_requests.models import Evaluation


def of_person(asker: Asker, at) -> list[Queue]:
    """Questionnaires that were asked of organisations for which the person acts."""
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    own = [one.organisation_id for one in held if one.organisation.is_active]
    if not own:
        return []
    rows: QuerySet[Evaluation] = Evaluation.objects.asked().filter(organisation__in=own)
    return [each(rows.select_related("organisation", "request__package__consortium").order_by("asked_at", "pk"), _line)]


def _line(one: Evaluation) -> Awaiting:
    return Awaiting(
        text=f"Say how {one.organisation} is doing",
        url=reverse("evaluation_answer", args=[one.pk]),
        detail=f"About {one.support}; five minutes",
        since=one.asked_at or one.due_at,
    )
