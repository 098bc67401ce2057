"""What was done with a request, from the record of what was done. For programme staff alone."""

from django.core.paginator import Page, Paginator
from django.db.models import Q

from partnerships_portal.accounts.audit.reading import entries
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.pages import page_of
from support_requests.models import Package, SupportRequest

PAGE_SIZE = 25


def happenings(case: SupportRequest, *, reader, number) -> Page:
    """A page of entries, the newest first: what was done with it and with its package."""
    packages = Package.objects.filter(request=case).values("pk")
    about = Q(target_kind=SupportRequest._meta.label_lower, target_id=case.pk)
    about |= Q(target_kind=Package._meta.label_lower, target_id__in=packages)
    events = AuditEvent.objects.filter(about).select_related("actor").order_by("-at", "-pk")
    page = page_of(Paginator(events, PAGE_SIZE), number)
    page.object_list = entries(list(page.object_list), reader=reader, names_of_staff=True, with_targets=False)
    return page
