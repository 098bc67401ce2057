"""How long it takes to tell many people, to gather their digests, and to send one round of them to a mail server
that takes all.

Prints one line: seconds for telling and gathering, and how many queries they took; milliseconds for sending each.
"""

import datetime as dt
import json
import time
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications import actions
from partnerships_portal.notifications.models import Notification, Preference

NIGHT = dt.datetime(2026, 11, 20, 23, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 11, 21, 7, 30, tzinfo=dt.UTC)
EVENTS = ("member_role_given", "definition_verified", "opportunity_published")  # of three categories
CATEGORIES = ("people", "verification", "opportunities")


def main(people: str = "10000") -> None:
    everyone = _people(int(people))
    tell_s, tell_queries = _counted(lambda: [_tell(everyone, event) for event in EVENTS])
    make_s, make_queries = _counted(lambda: actions.make_digests(at=MORNING))
    sent, send_s = _send_one_round()
    found = {
        "name": "digests",
        "people": len(everyone),
        "messages": Notification.objects.filter(digest__isnull=False).count(),
        "tell_s": round(tell_s, 2),
        "tell_queries": tell_queries,
        "make_s": round(make_s, 2),
        "make_queries": make_queries,
        "sent": sent,
        "send_ms_each": round(send_s / sent * 1000, 2),
    }
    print(json.dumps(found), flush=True)


def _people(number: int) -> list[User]:
    """People who want everything once a day."""
    people = User.objects.bulk_create(
        [User(email=f"digest{n}@example.org", name=f"Person {n}", password="!") for n in range(number)], batch_size=5000
    )
    Preference.objects.bulk_create(
        [Preference(person=person, category=key, frequency="daily") for person in people for key in CATEGORIES],
        batch_size=5000,
    )
    return people


def _tell(people: list[User], event: str) -> None:
    words = {"subject": f"What happened: {event}", "body": "A sentence or two.", "url": "/organisations/"}
    actions.notify_many(people=people, event=event, key="bench", at=NIGHT, **words)


@override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
def _send_one_round() -> tuple[int, float]:
    """(digests sent, seconds): as many as one task sends before it leaves the rest to the next."""
    began = time.perf_counter()
    sent = actions.send_digests(at=MORNING)
    return sent, time.perf_counter() - began


def _counted(work: Callable[[], object]) -> tuple[float, int]:
    """(seconds, queries) of `work()`."""
    with CaptureQueriesContext(connection) as queries:
        seconds = _timed(work)
    return seconds, len(queries)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
