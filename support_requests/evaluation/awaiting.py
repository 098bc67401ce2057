"""Questionnaires that await an answer of the person's organisation (settings.AWAITING)."""

from django.db.models import QuerySet
from django.urls import reverse

from mutuals.models import Membership, Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each
from support_requests.models import Evaluation


def of_person(asker: Asker, at) -> list[Queue]:
    """Questionnaires that were asked of organisations for which the person acts."""
    held = asker.once(_acting)
    if not held:
        return []
    rows: QuerySet[Evaluation] = Evaluation.objects.asked().filter(request__organisation__in=held)
    return [each(rows.select_related("request__organisation").order_by("asked_at", "pk"), _line)]


def _acting(user) -> list[int]:
    roles = Membership.objects.filter(user=user, role__in=EDITING_ROLES)
    return list(roles.filter(organisation__in=Organisation.objects.active()).values_list("organisation", flat=True))


def _line(one: Evaluation) -> Awaiting:
    return Awaiting(
        text=f"Say how {one.request.organisation} is doing",
        url=reverse("evaluation_answer", args=[one.pk]),
        detail=f"About the support with “{one.request}”; five minutes",
        since=one.asked_at or one.due_at,
    )
