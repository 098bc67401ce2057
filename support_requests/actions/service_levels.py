"""What the programme promises: service levels, office hours, closed days. Managers set them; nothing is ever edited.

A change is from the day that is said, at the earliest from now on; a request keeps what was in force when it was sent.
A day that is closed or opened holds at once for every clock that still runs.
"""

import datetime as dt

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify_many
from support_requests.choices import Priority
from support_requests.models import ClosedDay, OfficeHours, ServiceLevel
from support_requests.officers import officers
from support_requests.service_levels.levels import ENGLAND, Level, Promises, of_row

from . import clocks

OVERTAKEN = "A colleague changed this while you had the page open. Go back, look at what it says now, then change it."


@transaction.atomic
def set_level(
    *, priority: str, level: Level, since: dt.date, because: str, seen: int, by: User, at: dt.datetime
) -> ServiceLevel | None:
    """Promise this for requests of a priority sent from the day `since` on; None where that is promised already.

    `seen`: the key of the newest row of the priority when the person began, 0 for none. Raises NotPossible where
    another was set since.
    """
    _one_at_a_time()
    moment = _moment(since, at)
    rows = ServiceLevel.objects.filter(priority=priority)
    then = rows.as_of(moment).last()
    if (of_row(then) if then else Promises.first(priority)) == level:
        return None
    _must_be_seen(rows, seen)
    made = ServiceLevel.objects.create(
        priority=priority,
        first_reply=level.first_reply,
        first_reply_unit=level.first_reply_unit,
        decision=level.decision,
        decision_unit=level.decision_unit,
        in_force_from=moment,
        because=because,
        set_by=by,
        set_at=at,
    )
    record(actor=by, action="service_level_set", target=made, at=at, priority=priority)
    words = f"{level.first_reply_in_words} to a first reply, {level.decision_in_words} to a decision"
    name = Priority(priority).label.lower()
    _tell(f"level:{made.pk}", f"New service level of {name} requests", f"From {_day(moment)}: {words}.", by, at)
    return made


@transaction.atomic
def set_hours(
    *, opens: dt.time, closes: dt.time, since: dt.date, because: str, seen: int, by: User, at: dt.datetime
) -> OfficeHours | None:
    """Open the office from `opens` to `closes` from the day `since` on. None and NotPossible as in `set_level`."""
    _one_at_a_time()
    moment = _moment(since, at)
    then = OfficeHours.objects.as_of(moment).last() or ENGLAND
    if (then.opens, then.closes) == (opens, closes):
        return None
    _must_be_seen(OfficeHours.objects.all(), seen)
    made = OfficeHours.objects.create(
        opens=opens, closes=closes, in_force_from=moment, because=because, set_by=by, set_at=at
    )
    record(actor=by, action="office_hours_set", target=made, at=at)
    _tell(f"hours:{made.pk}", "New office hours", f"From {_day(moment)}: {opens:%H:%M} to {closes:%H:%M}.", by, at)
    return made


@transaction.atomic
def close_day(*, day: dt.date, because: str, by: User, at: dt.datetime) -> ClosedDay | None:
    """Close the office on a working day, today at the earliest; None where it is closed already.

    Raises NotPossible for a day that is over, or is none on which anybody works.
    """
    _one_at_a_time()
    if day < timezone.localdate(at):
        raise NotPossible("That day is over. Enter today or a later day.")
    if not ENGLAND.works_on(day):
        raise NotPossible("That is a weekend or a bank holiday: the office is closed already.")
    closed, made = ClosedDay.objects.get_or_create(
        day=day, defaults={"because": because, "added_by": by, "added_at": at}
    )
    if not made:
        return None
    record(actor=by, action="office_closed", target=closed, at=at, day=day.isoformat())
    clocks.work_out_all()
    _tell(f"closed:{closed.pk}", f"The office is closed on {closed}", f"{because}. Deadlines have moved.", by, at)
    return closed


@transaction.atomic
def open_day(*, closed: ClosedDay, by: User, at: dt.datetime) -> bool:
    """Open the office after all on a day to come; False where it is open already. Raises NotPossible once it began."""
    _one_at_a_time()
    held = ClosedDay.objects.filter(pk=closed.pk).first()
    if held is None:
        return False
    if held.day <= timezone.localdate(at):
        raise NotPossible("That day has begun: deadlines were counted without it, and stay so.")
    record(actor=by, action="office_opened", target=held, at=at, day=held.day.isoformat())
    _tell(f"opened:{held.pk}", f"The office is open on {held}", "It was to be closed. Deadlines have moved.", by, at)
    held.delete()
    clocks.work_out_all()
    return True


def _one_at_a_time() -> None:
    """Whoever else changes what is promised waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('service_levels'))")


def _must_be_seen(rows, seen: int) -> None:
    newest = rows.order_by("pk").values_list("pk", flat=True).last() or 0
    if newest != seen:
        raise NotPossible(OVERTAKEN)


def _moment(since: dt.date, at: dt.datetime) -> dt.datetime:
    """When a change holds from: midnight in London, or now where the day is today."""
    midnight = timezone.make_aware(dt.datetime.combine(since, dt.time(0)))
    return max(midnight, at)


def _tell(key: str, subject: str, body: str, by: User, at: dt.datetime) -> None:
    people = officers().exclude(pk=by.pk)
    url = reverse("service_levels")
    notify_many(people=people, event="service_levels_changed", key=key, subject=subject, body=body, url=url, at=at)


def _day(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"
