"""How often organisations were suggested lately, and what that costs them in the order of suggestions."""

import datetime as dt

from django.db.models import Sum
from django.utils import timezone

from consortia.models import Exposure


def times_shown(at, *, days: float, organisations=None) -> dict[int, int]:
    """How many times each organisation (id) was suggested in the `days` before the day of `at`, that day included.

    Of `organisations` (ids) alone where given. Who was not shown is left out. One query.
    """
    since = timezone.localdate(at) - dt.timedelta(days=int(days))
    counted = Exposure.objects.filter(day__gt=since)
    if organisations is not None:
        counted = counted.filter(organisation__in=organisations)
    rows = counted.order_by().values_list("organisation").annotate(times=Sum("times"))
    return dict(rows)
