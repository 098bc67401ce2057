"""Actions that await a person: asked for, or due soon (settings.AWAITING)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consortia.models import Consortium, ConsortiumMember, SharedAction
from consortia.workspace.belonging import organisations_seated
from mutuals.models import Membership
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each

from .actions import held_by_a_member

SOON = dt.timedelta(days=3)


def of_person(asker: Asker, at) -> list[Queue]:
    """What the person's organisations are asked to do, and what they took on that is due in three days or overdue.

    Where somebody is named who still belongs to the organisation, it awaits that person alone.
    """
    own = organisations_seated(asker)
    if not own:
        return []
    seat = ConsortiumMember.objects.present().filter(consortium=OuterRef("consortium"), organisation=OuterRef("owner"))
    asked = SharedAction.objects.open().filter(Exists(seat), owner__in=own, accepted_at=None)
    asked = asked.exclude(consortium__state=Consortium.State.DISSOLVED).select_related("consortium")
    named = Membership.objects.filter(organisation=OuterRef("owner"), user=OuterRef("person"))
    mine = Q(person=asker.user) | ~Exists(named)
    due = held_by_a_member().filter(mine, owner__in=own, due_on__lte=timezone.localdate(at) + SOON)
    return [each(asked.order_by("pk"), _to_accept), each(due.select_related("consortium").order_by("due_on"), _to_do)]


def _to_accept(action: SharedAction) -> Awaiting:
    return Awaiting(
        text=f"Say whether you take on “{action}”",
        url=action.get_absolute_url(),
        detail=str(action.consortium),
        since=action.asked_at or action.changed_at,
    )


def _to_do(action: SharedAction) -> Awaiting:
    return Awaiting(
        text=f"Do, and mark as done: {action}",
        url=action.get_absolute_url(),
        detail=str(action.consortium),
        since=action.accepted_at or action.changed_at,
        due=_end_of(action.due_on) if action.due_on else None,
    )


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59)))
