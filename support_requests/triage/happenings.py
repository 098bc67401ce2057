"""What was done with a request, from the record of what was done. For programme staff alone.

What was done before it was sent is told in one line: how often a draft was saved says nothing of the request.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from partnerships_portal.accounts.audit.reading import PORTAL, entries
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.pages import page_of
from support_requests.models import Package, SupportRequest

PAGE_SIZE = 25


@dataclass(frozen=True)
class Drafting:
    """All that was done with a request before it was sent."""

    who: str
    steps: int
    first: dt.datetime
    last: dt.datetime


def happenings(case: SupportRequest, *, reader, number) -> Page:
    """A page of entries, the newest first: what was done with it and with its package since it was sent."""
    packages = Package.objects.filter(request=case).values("pk")
    about = _of(case) | Q(target_kind=Package._meta.label_lower, target_id__in=packages)
    since = AuditEvent.objects.filter(about, at__gte=case.submitted_at)
    page = page_of(Paginator(since.select_related("actor").order_by("-at", "-pk"), PAGE_SIZE), number)
    page.object_list = entries(list(page.object_list), reader=reader, names_of_staff=True, with_targets=False)
    return page


def drafting(case: SupportRequest) -> Drafting | None:
    """What was done before it was sent; None where the record says nothing of that. One query."""
    before = AuditEvent.objects.filter(_of(case), at__lt=case.submitted_at).select_related("actor")
    steps = list(before.order_by("at", "pk"))
    if not steps:
        return None
    who = dict.fromkeys(str(one.actor or PORTAL) for one in steps)
    return Drafting(", ".join(who), len(steps), steps[0].at, steps[-1].at)


def _of(case: SupportRequest) -> Q:
    return Q(target_kind=SupportRequest._meta.label_lower, target_id=case.pk)
