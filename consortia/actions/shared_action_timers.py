"""Reminders of what members have taken on: the day before it is due, and once it is overdue; of each date once."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from consortia.models import SharedAction
from consortia.sharing.actions import held_by_a_member
from mutuals.models import Membership
from partnerships_portal.notifications.actions import notify_many

from .telling import people_of

AT_ONCE = 500
DAY = dt.timedelta(days=1)


def remind(*, at: dt.datetime) -> int:
    """Tell whoever has something to do by tomorrow, or should have done it; returns how many actions were told of."""
    today = timezone.localdate(at)
    due = held_by_a_member().filter(due_on__gte=today, due_on__lte=today + DAY)
    overdue = held_by_a_member().filter(due_on__lt=today)
    return _tell_each(due, "reminded_of", at) + _tell_each(overdue, "overdue_since", at)


@transaction.atomic
def _tell_each(actions, field: str, at: dt.datetime) -> int:
    """Those of which this date was not told yet."""
    fresh = [pk for pk, told, due in actions.values_list("pk", field, "due_on") if told != due][:AT_ONCE]
    held = actions.filter(pk__in=fresh).select_for_update(of=("self",), skip_locked=True)
    rows = list(held.select_related("consortium", "owner").order_by("pk"))
    for action in rows:
        SharedAction.objects.filter(pk=action.pk).update(**{field: action.due_on})
        _tell(action, "shared_action_due" if field == "reminded_of" else "shared_action_overdue", at)
    return len(rows)


def _tell(action: SharedAction, event: str, at: dt.datetime) -> None:
    """The named person, or everybody who acts for the owner where nobody is named, or whoever was has gone."""
    people = people_of([action.owner])
    if Membership.objects.filter(organisation=action.owner, user=action.person).exists():
        people = [person for person in people if person.pk == action.person_id] or people
    day = f"{action.due_on.day} {action.due_on:%B}" if action.due_on else ""
    words = f"Due on {day}" if event == "shared_action_due" else f"Overdue since {day}"
    notify_many(
        people=people,
        event=event,
        key=f"{action.pk}-{action.due_on}",
        subject=Truncator(f"{words}: {action}").chars(190),
        body=f"In {action.consortium}. Mark it as done once it is, or choose another date.",
        url=action.get_absolute_url(),
        members_of=action.consortium,
        at=at,
    )
