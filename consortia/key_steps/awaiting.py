"""Key steps that a person's organisation has taken on and whose day has come (settings.AWAITING)."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from consortia.models import Consortium, ConsortiumMember, KeyStep
from consortia.workspace.belonging import organisations_seated
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def of_person(asker: Asker, at) -> list[Queue]:
    """Steps that are due today or were before, while their member is in the consortium."""
    own = organisations_seated(asker)
    if not own:
        return []
    inside = ConsortiumMember.objects.present().filter(
        consortium=OuterRef("consortium"), organisation=OuterRef("organisation")
    )
    steps = KeyStep.objects.filter(
        Exists(inside),
        organisation__in=own,
        state__in=[KeyStep.State.TO_DO, KeyStep.State.UNDER_WAY],
        due_on__lte=timezone.localdate(at),
    ).exclude(consortium__state=Consortium.State.DISSOLVED)
    return [each(steps.select_related("consortium"), _line)]


def _line(step: KeyStep) -> Awaiting:
    day = step.due_on or timezone.localdate(step.changed_at)
    return Awaiting(
        text=f"Key step that is due: {step}",
        url=reverse("key_step", args=[step.consortium_id, step.code]),
        detail=str(step.consortium),
        since=timezone.make_aware(dt.datetime.combine(day, dt.time())),
    )
