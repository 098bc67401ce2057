"""The documents of a consortium as its pages show them."""

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from consortia.models import Consortium, SharedDocument, SharedVersion
from partnerships_portal.pages import page_of

PAGE_SIZE = 30


def versions() -> QuerySet[SharedVersion]:
    """With all that a line of one shows."""
    rows = SharedVersion.objects.select_related("file", "member__organisation", "added_by", "removed_by")
    return rows.defer("member__organisation__public_search")


def documents_page(consortium: Consortium, *, number) -> Page:
    """Documents by title, each with its newest version as `newest`: two queries and a count."""
    newest = SharedVersion.objects.filter(document=OuterRef("document")).order_by("-number").values("pk")[:1]
    last = Prefetch("versions", versions().filter(pk=Subquery(newest)), to_attr="last")
    rows = SharedDocument.objects.filter(consortium=consortium).prefetch_related(last)
    return page_of(Paginator(rows, PAGE_SIZE), number)
