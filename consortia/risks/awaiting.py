"""Risks that await a person: to accept, to review (settings.AWAITING)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from consortia.models import Consortium, ConsortiumMember, Risk
from consortia.workspace.belonging import organisations_seated
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def of_person(asker: Asker, at) -> list[Queue]:
    """Risks that the person's organisations are asked to own, and those whose review is due.

    A risk that no present member owns is reviewed by whichever member gets to it first.
    """
    own = organisations_seated(asker)
    if not own:
        return []
    inside = ConsortiumMember.objects.present().filter(consortium=OuterRef("consortium"))
    risks = Risk.objects.open().exclude(consortium__state=Consortium.State.DISSOLVED).select_related("consortium")
    asked = risks.filter(Exists(inside.filter(organisation=OuterRef("owner"))), owner__in=own, accepted_at=None)
    owned = Exists(inside.filter(organisation=OuterRef("owner")))
    mine = Q(owner__in=own) | ~(Q(owned, accepted_at__isnull=False))
    due = risks.filter(mine, Exists(inside.filter(organisation__in=own)), review_on__lte=timezone.localdate(at))
    return [each(asked, _to_accept), each(due, _to_review)]


def _to_accept(risk: Risk) -> Awaiting:
    return Awaiting(
        text=f"Say whether you own the risk “{risk}”",
        url=reverse("risk", args=[risk.consortium_id, risk.pk]),
        detail=str(risk.consortium),
        since=risk.asked_at or risk.added_at,
    )


def _to_review(risk: Risk) -> Awaiting:
    day = risk.review_on or timezone.localdate(risk.added_at)
    return Awaiting(
        text=f"Review the risk “{risk}”",
        url=reverse("risk", args=[risk.consortium_id, risk.pk]),
        detail=str(risk.consortium),
        since=timezone.make_aware(dt.datetime.combine(day, dt.time())),
    )
