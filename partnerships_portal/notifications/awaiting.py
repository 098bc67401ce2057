"""What awaits a person: asked of every app that `settings.AWAITING` names, so that it stands in one place.

A reader `(asker, at) -> list[Queue]` says which things can await the person at all: those that cannot are left out
without asking the database. The pages that list them read the things; the menu, on every page, counts all rows at once.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Min, QuerySet
from django.utils.module_loading import import_string

SHOWN = 25  # of each kind; the next show as these are answered


@dataclass(frozen=True)
class Awaiting:
    """One thing that only this person, or one of few, can do next."""

    text: str  # what to do, as a link: "Answer Ruth Okafor, who asks to join Harrowmere Community Health"
    url: str  # where to do it, as a path of this site
    detail: str  # a few words more, perhaps none
    since: dt.datetime  # when it began to wait
    due: dt.datetime | None = None  # when it is too late, or will be overdue


class Asker:
    """The person who asks, for one request: what one reader finds out about them, the next need not ask again."""

    def __init__(self, user):
        self.user = user
        self._found: dict[Callable, Any] = {}

    def once(self, read: Callable):
        """What `read(user)` returns, read from the database the first time."""
        if read not in self._found:
            self._found[read] = read(self.user)
        return self._found[read]


@dataclass(frozen=True)
class Queue:
    """Things of one kind that await the person, in one or no query; `counted` has as many rows as there are things."""

    counted: QuerySet
    things: Callable[[], list[Awaiting]]


def each(rows: QuerySet, line: Callable[[Any], Awaiting], shown: int | None = SHOWN) -> Queue:
    """A thing for each of the rows, for the first of them."""
    return Queue(rows.order_by().values_list("pk")[:shown], lambda: [line(row) for row in rows[:shown]])


def together(rows: QuerySet, line: Callable[[int, dt.datetime], Awaiting], *, since: str) -> Queue:
    """One thing for all of the rows, if there are any: `line(how many, since when the first waits)`."""

    def things() -> list[Awaiting]:
        found = rows.order_by().aggregate(number=Count("pk"), since=Min(since))
        return [line(found["number"], found["since"])] if found["since"] else []

    return Queue(rows.order_by().filter(**{f"{since}__isnull": False}).values_list("pk")[:1], things)


def awaiting(user, at) -> list[Awaiting]:
    """Everything that awaits the person at `at`: what has a date first, soonest first, then what waits longest."""
    return _listed(Asker(user), at)


def asker_in(request) -> Asker:
    """The person who asks with this request."""
    if not hasattr(request, "portal_asker"):
        request.portal_asker = Asker(request.user)
    return request.portal_asker


def awaiting_in(request, at) -> list[Awaiting]:
    """What awaits the person who asks; read once in a request."""
    if not hasattr(request, "portal_awaiting"):
        request.portal_awaiting = _listed(asker_in(request), at)
    return request.portal_awaiting


def number_in(request, at) -> int:
    """How many things await the person who asks, for the menu of every page.

    As it was up to `settings.AWAITING_KEPT_SECONDS` ago; counted anew after each act of the person, and by the pages
    that list the things.
    """
    listed = getattr(request, "portal_awaiting", None)
    kept = cache.get(_kept_as(request.user)) if listed is None else None
    if kept is not None:
        return kept
    number = number_awaiting(asker_in(request), at) if listed is None else len(listed)
    cache.set(_kept_as(request.user), number, settings.AWAITING_KEPT_SECONDS)
    return number


def forget_number(user) -> None:
    """Have it counted again for the next page of the person."""
    cache.delete(_kept_as(user))


def _kept_as(user) -> str:
    return f"awaiting:{user.pk}"


def number_awaiting(asker: Asker, at) -> int:
    """How long the list of `awaiting` is."""
    counted = [queue.counted for queue in _queues(asker, at)]
    if not counted:
        return 0
    first, *others = counted
    return first.union(*others, all=True).count() if others else first.count()


def _listed(asker: Asker, at) -> list[Awaiting]:
    found = [thing for queue in _queues(asker, at) for thing in queue.things()]
    return sorted(found, key=lambda thing: (thing.due is None, thing.due or thing.since, thing.since))


def _queues(asker: Asker, at) -> list[Queue]:
    if not asker.user.is_authenticated:
        return []
    return [queue for name in settings.AWAITING for queue in import_string(name)(asker, at)]
