"""Decisions that wait for the voice of the person's organisation (settings.AWAITING)."""

from consortia.models import ConsortiumMember, Decision
from consortia.workspace.belonging import organisations_seated
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each

from .shown import waiting_for


def of_person(asker: Asker, at) -> list[Queue]:
    """Open decisions of consortia to which a member that the person acts for has not spoken."""
    own = organisations_seated(asker)
    if not own:
        return []
    members = ConsortiumMember.objects.present().filter(organisation__in=own)
    waiting = waiting_for(members).select_related("consortium").order_by("proposed_at", "pk")
    return [each(waiting, _decision)]


def _decision(decision: Decision) -> Awaiting:
    return Awaiting(
        text=f"Agree or object: {decision.title}",
        url=decision.get_absolute_url(),
        detail=str(decision.consortium),
        since=decision.proposed_at,
        due=decision.deadline,
    )
