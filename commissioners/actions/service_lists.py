"""Lists of services that staff enter from the law."""

import datetime as dt

from django.db import transaction

from commissioners.models import ServiceList
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

DAY = dt.timedelta(days=1)


@transaction.atomic
def enter(*, kind: str, codes: list[str], source_link: str, valid_from, valid_to, checked_on, by, at) -> ServiceList:
    """Keep a list. It ends the one before on the day before it begins, and ends itself before a later one begins.

    Days are inclusive. Raises NotPossible where one of that kind begins on the same day.
    """
    rows = list(ServiceList.objects.select_for_update().filter(kind=kind))
    if any(row.valid_from == valid_from for row in rows):
        raise NotPossible("A list of this kind that begins on that day was entered already. Choose another day.")
    _end_before(rows, valid_from)
    later = min((row.valid_from for row in rows if row.valid_from > valid_from), default=None)
    if later and (valid_to is None or valid_to >= later):
        valid_to = later - DAY
    entered = ServiceList.objects.create(
        kind=kind,
        codes=codes,
        source_link=source_link,
        valid_from=valid_from,
        valid_to=valid_to,
        checked_on=checked_on,
        entered_at=at,
        entered_by=by,
    )
    details = {"valid_from": valid_from.isoformat(), "codes": len(codes)}
    record(actor=by, action="service_list_entered", target=entered, at=at, **details)
    return entered


def _end_before(rows: list[ServiceList], day: dt.date) -> None:
    """Those that are in force on that day end on the day before."""
    for row in rows:
        if row.valid_from < day and (row.valid_to is None or row.valid_to >= day):
            row.valid_to = day - DAY
            row.save(update_fields=["valid_to"])
