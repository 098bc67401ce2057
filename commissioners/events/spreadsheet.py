"""Who comes to an event, as a spreadsheet for the door."""

from collections.abc import Iterable

from django.utils import timezone

from commissioners.models import EventSignUp
from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines

HEADINGS = ("Name", "Organisation", "What they need to take part", "Signed up (UK time)")


def as_csv(rows: Iterable[EventSignUp]) -> str:
    """A line for each, safe to open."""
    return BYTE_ORDER_MARK + lines([HEADINGS, *(_cells(row) for row in rows)])


def _cells(row: EventSignUp) -> tuple[object, ...]:
    signed_up = timezone.localtime(row.signed_up_at)
    return str(row.person), row.organisation.name, row.needs, f"{signed_up:%Y-%m-%d %H:%M}"
