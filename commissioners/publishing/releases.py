"""Releases and records of public opportunities, in pages."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from commissioners.ocds.dates import moment
from commissioners.ocds.writing.releases import release

from .reading import public, published, with_everything

AT_ONCE = 100  # releases in a package
RECORDS_AT_MOST = 100  # buyers that share one ocid


class NoSuchPage(ValueError):
    """What was asked for cannot be read. The message says what to ask instead."""


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after this change of this opportunity."""

    at: dt.datetime
    key: int = 0

    def __str__(self):
        return f"{self.at.astimezone(dt.UTC):%Y%m%dT%H%M%S.%f}Z-{self.key}"


@dataclass(frozen=True)
class Page:
    """Releases, the least recently changed first; `following` is where the next page begins, None at the end."""

    releases: list[dict]
    following: Cursor | None


def cursor_of(*, cursor: str, since: str) -> Cursor | None:
    """Where to begin: at a cursor that a page gave, or with what changed at or after a moment; None is the beginning.

    Raises NoSuchPage for what is neither.
    """
    if cursor:
        written, _, key = cursor.rpartition("-")
        try:
            return Cursor(dt.datetime.strptime(written, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=dt.UTC), int(key))
        except (ValueError, OverflowError):
            raise NoSuchPage("Give the cursor that the page before gave, or leave it out to begin again.") from None
    if since:
        at = moment(since, end_of_day=False)
        if at is None:
            raise NoSuchPage("Give updatedFrom as a date or a moment, such as 2026-11-20 or 2026-11-20T09:00:00Z.")
        return Cursor(at)
    return None


def page_of_releases(after: Cursor | None) -> Page:
    """The releases that follow `after`, at most AT_ONCE, in a fixed number of queries."""
    rows = public().listed().order_by("updated_at", "pk")
    if after:
        rows = rows.filter(Q(updated_at__gt=after.at) | Q(updated_at=after.at, pk__gt=after.key))
    keys = list(rows.values_list("pk", flat=True)[: AT_ONCE + 1])
    found = with_everything(public().filter(pk__in=keys[:AT_ONCE])).order_by("updated_at", "pk")
    here = list(found)
    last = Cursor(here[-1].updated_at, here[-1].pk) if len(keys) > AT_ONCE and here else None
    return Page([release(each) for each in published(here)], last)


def releases_of(rows) -> list[dict]:
    """The releases of some public opportunities, oldest first."""
    return [release(each) for each in published(list(with_everything(rows).order_by("pk")[:RECORDS_AT_MOST]))]
