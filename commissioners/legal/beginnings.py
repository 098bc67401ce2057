"""The day on which a procurement began, or is planned to begin: thresholds and laws go by it."""

import datetime as dt

from django.utils import timezone

from commissioners.choices import Source, State
from partnerships_portal.accounts.models import AuditEvent

STILL_TO_TENDER = (State.DRAFT, State.EARLY_ENGAGEMENT)
TENDER_TAGS = ["tender", "award", "contract"]


def began_on(opportunity) -> dt.date | None:
    """Before the tender: the day on which it is expected. After: the day on which it went out; at most one query.

    That is the day of the first tender or award notice, or the day on which it was opened here. Where neither is kept
    any more it is the day of the first publication, which an early notice may have made too early.
    """
    if opportunity.state in STILL_TO_TENDER:
        return opportunity.expected_tender_on
    opened_at = _opened_here(opportunity) if opportunity.source == Source.PORTAL else _first_notice(opportunity)
    moment = opened_at or opportunity.published_at
    return timezone.localdate(moment) if moment else None


def _opened_here(opportunity) -> dt.datetime | None:
    published = AuditEvent.objects.filter(
        target_kind=opportunity._meta.label_lower, target_id=opportunity.pk, action="opportunity_published"
    )
    return published.filter(details__state=State.OPEN).order_by("at").values_list("at", flat=True).first()


def _first_notice(opportunity) -> dt.datetime | None:
    notices = opportunity.notices.filter(tags__overlap=TENDER_TAGS, released_at__isnull=False)
    return notices.order_by("released_at").values_list("released_at", flat=True).first()
