"""Who is interested, as a spreadsheet for the buyer."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines

from .standing import Standing
from .together import AsOne

HEADINGS = ("Organisation", "How it is interested", "Lots", "Message to you", "Since (UK time)", "Its profile")


def as_csv(entries: Iterable[Standing], together: Iterable[AsOne] = ()) -> str:
    """A line for each, safe to open; those who are interested as one share theirs."""
    return BYTE_ORDER_MARK + lines([HEADINGS, *map(_cells_together, together), *map(_cells, entries)])


def _cells_together(one: AsOne) -> tuple[object, ...]:
    since = timezone.localtime(one.interest.expressed_at)
    return (
        f"{one.interest.name}: {one.names}",
        "As one",
        "; ".join(one.lots) or "The whole",
        one.interest.message,
        f"{since:%Y-%m-%d %H:%M}",
        "",
    )


def _cells(one: Standing) -> tuple[object, ...]:
    since = timezone.localtime(one.interest.expressed_at)
    return (
        one.organisation.name,
        one.interest.get_kind_display(),
        "; ".join(one.lots) or "The whole",
        one.interest.message,
        f"{since:%Y-%m-%d %H:%M}",
        f"{settings.SITE_URL}{one.organisation.get_absolute_url()}",
    )
