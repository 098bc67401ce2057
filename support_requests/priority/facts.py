"""Reading the facts for suggestions, of many requests in two queries.

Only what programme staff may read without saying why: sections of the profile that signed-in organisations see, what
the asker wrote, and of consortium and opportunity nothing unless the asker agreed. Answers to health checks: never.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from consortia.models import Consortium
from mutuals.models import Organisation
from mutuals.visibility import Visibility
from support_requests.models import SupportRequest

from .suggesting import Facts

YEAR = dt.timedelta(days=365)
COLUMNS = ("organisation_id", "pk", "submitted_at", "decided_at", "state")
State = SupportRequest.State


def facts_of(requests: Iterable[SupportRequest], *, at: dt.datetime) -> dict[int, Facts]:
    """The facts of each request by its primary key, as they are at `at`: two queries, however many there are."""
    found = SupportRequest.objects.filter(pk__in=[one.pk for one in requests])
    found = found.select_related("organisation", "opportunity", "consortium").defer(
        "opportunity__search", "opportunity__description", "happening"
    )
    rows = list(found)
    earlier = _earlier(rows, at)
    return {one.pk: _facts(one, earlier.get(one.organisation_id, []), at) for one in rows}


def _earlier(rows: list[SupportRequest], at: dt.datetime) -> dict[int, list]:
    """What their organisations sent lately, and did not take back, by organisation."""
    sent = SupportRequest.objects.sent().exclude(state__in=[State.WITHDRAWN, State.MERGED])
    first = min((one.submitted_at or at for one in rows), default=at) - YEAR
    sent = sent.filter(organisation__in={one.organisation_id for one in rows}, submitted_at__gte=first)
    by_organisation: dict[int, list] = {}
    for row in sent.order_by("submitted_at", "pk").values_list(*COLUMNS, named=True):
        by_organisation.setdefault(row.organisation_id, []).append(row)
    return by_organisation


def _facts(one: SupportRequest, sent: list, at: dt.datetime) -> Facts:
    asked_at = one.submitted_at or at
    before = [row for row in sent if row.pk != one.pk and asked_at - YEAR <= row.submitted_at <= asked_at]
    declined = [row.decided_at for row in before if row.state == State.DECLINED and row.decided_at <= at]
    return Facts(
        types=tuple(one.support_types),
        wanted_by=one.wanted_by,
        tender_due=_tender_due(one, at),
        has_formed=_has_formed(one),
        spare=_spare(one.organisation),
        staff_band=one.organisation.staff_band if _is_open(one.organisation, "size") else None,
        declined_on=timezone.localdate(max(declined)) if declined else None,
        of_the_year=len(before) + 1,
    )


def _tender_due(one: SupportRequest, at: dt.datetime) -> dt.date | None:
    """The last day for tenders that can still be sent."""
    due = one.opportunity.submission_deadline if one.shares_context and one.opportunity else None
    return timezone.localdate(due) if due and due > at else None


def _has_formed(one: SupportRequest) -> bool:
    shared = one.consortium if one.shares_context else None
    return shared is not None and shared.state == Consortium.State.ACTIVE


def _spare(organisation: Organisation) -> float | None:
    has, needs = organisation.capacity, organisation.volume_of_work
    if has is None or needs is None or not _is_open(organisation, "capacity"):
        return None
    return has - needs


def _is_open(organisation: Organisation, section: str) -> bool:
    return getattr(organisation, f"visibility_{section}") <= Visibility.SIGNED_IN
