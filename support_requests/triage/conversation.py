"""What was written about a request, and about those that were joined with it; the newest first, a page at a time."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from partnerships_portal.accounts.models import User
from partnerships_portal.pages import page_of
from support_requests.models import SupportMessage, SupportRequest

from .page import family, notes_for

PAGE_SIZE = 20


def conversation(case: SupportRequest, *, number) -> Page:
    """Messages that whoever asks, staff and advisers read: two queries, however many there are."""
    return _newest(SupportMessage.objects.filter(family(case)), number)


def notes_of(case: SupportRequest, *, reader: User, number) -> Page:
    """What staff noted for themselves: two queries, however much it is."""
    return _newest(notes_for(case, reader), number)


def _newest(rows: QuerySet, number) -> Page:
    rows = rows.select_related("written_by", "request__organisation").order_by("-written_at", "-pk")
    return page_of(Paginator(rows, PAGE_SIZE), number)
