"""What awaits a person: asked of every app that `settings.AWAITING` names, so that it stands in one place."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Awaiting:
    """One thing that only this person, or one of few, can do next."""

    text: str  # what to do, as a link: "Answer Ruth Okafor, who asks to join Harrowmere Community Health"
    url: str  # where to do it, as a path of this site
    detail: str  # a few words more, perhaps none
    since: dt.datetime  # when it began to wait
    due: dt.datetime | None = None  # when it is too late, or will be overdue


def awaiting(user, at) -> list[Awaiting]:
    """Everything that awaits the person at `at`: what has a date first, soonest first, then what waits longest.

    Each reader is a function `(user, at) -> list[Awaiting]` with a number of queries that does not grow with the rows.
    """
    if not user.is_authenticated:
        return []
    found = [thing for name in settings.AWAITING for thing in import_string(name)(user, at)]
    return sorted(found, key=lambda thing: (thing.due is None, thing.due or thing.since, thing.since))


def awaiting_in(request, at) -> list[Awaiting]:
    """What awaits the person who asks; asked of the apps once in a request."""
    if not hasattr(request, "portal_awaiting"):
        request.portal_awaiting = awaiting(request.user, at)
    return request.portal_awaiting
