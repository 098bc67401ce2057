"""How long the clocks ran of requests that were replied to or decided before this was stored.

By the office hours in force when each was sent, and the days that are closed now: which were known when a clock ended
is not kept, and a day is never closed once it is over.
"""

from operator import attrgetter

from django.db import migrations
from django.db.models import Q

from commissioners.legal.working_days import is_working_day
from support_requests.service_levels.working_time import Office, worked

AT_ONCE = 1000


def offices(apps):
    """A function from the time at which a request was sent to the office that counts for it."""
    closed = set(apps.get_model("support_requests", "ClosedDay").objects.values_list("day", flat=True))
    rows = list(apps.get_model("support_requests", "OfficeHours").objects.order_by("-in_force_from", "-pk"))

    def is_worked(day):
        return is_working_day(day) and day not in closed

    first = Office(is_worked)
    known = [(row.in_force_from, Office(is_worked, opens=row.opens, closes=row.closes)) for row in rows]
    return lambda sent: next((office for since, office in known if since <= sent), first)


def count(apps, schema_editor):
    model = apps.get_model("support_requests", "SupportRequest")
    office_of = offices(apps)
    ended = Q(first_replied_at__isnull=False) | Q(decided_at__isnull=False)
    keys = list(model.objects.filter(ended, submitted_at__isnull=False).order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(keys), AT_ONCE):
        rows = list(model.objects.filter(pk__in=keys[begin : begin + AT_ONCE]).prefetch_related("pauses"))
        for row in rows:
            _count(row, office_of(row.submitted_at))
        model.objects.bulk_update(rows, ["first_reply_worked", "decision_worked"], batch_size=AT_ONCE)


def _count(row, office):
    pauses = list(map(attrgetter("since", "until"), row.pauses.all()))
    if row.first_replied_at:
        row.first_reply_worked = worked(office, row.submitted_at, row.first_replied_at, pauses)
    if row.decided_at:
        row.decision_worked = worked(office, row.submitted_at, row.decided_at, pauses)


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0016_worked_until_ended")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
