"""Health checks that a person's organisation has not answered (settings.AWAITING)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from consortia.models import Consortium, ConsortiumMember, HealthAnswers, HealthRound
from consortia.workspace.belonging import organisations_seated
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def of_person(asker: Asker, at) -> list[Queue]:
    """Open rounds of consortia in which an organisation of the person has not answered."""
    own = organisations_seated(asker)
    if not own:
        return []
    answered = HealthAnswers.objects.filter(
        round=OuterRef("pk"), organisation=OuterRef("consortium__members__organisation")
    )
    present = ConsortiumMember.objects.present().filter(organisation__in=own)
    rounds = HealthRound.objects.filter(~Exists(answered), ended_at=None, consortium__members__in=present)
    rounds = rounds.exclude(consortium__state=Consortium.State.DISSOLVED)
    return [each(rounds.select_related("consortium").distinct(), _line)]


def _line(one: HealthRound) -> Awaiting:
    return Awaiting(
        text=f"Answer the health check of {one.consortium}",
        url=reverse("health_check", args=[one.consortium_id]),
        detail="Other members see only how far apart answers are",
        since=one.begun_at,
    )
