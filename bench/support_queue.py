"""How long the queue of requests for support takes with ten thousand requests, for an officer, in its main uses.

Prints a line for each, as bench/pages.py does, and three more: milliseconds of the officer's home, of suggesting the
priorities of all that wait anew, when nothing changed, and of counting the report of service levels, the first time in
a process and then.
"""

import datetime as dt
import json
import random
import time
import uuid
from statistics import median

from django.conf import settings
from django.utils import timezone

from bench.pages import Page, measure
from bench.server import serving
from mutuals.models import Organisation
from partnerships_portal.accounts.models import ProgrammeRole, User
from support_requests.actions import priority
from support_requests.choices import Priority, SupportType
from support_requests.models import SupportRequest
from support_requests.service_levels import report
from tests.signing_in import client_of

REQUESTS, OFFICERS = 10_000, 12
QUEUE = "/support/cases/"
State = SupportRequest.State
SHARES = {State.SUBMITTED: 40, State.ACCEPTED: 10, State.IN_PROGRESS: 15, State.COMPLETED: 20, State.DECLINED: 15}


def main(repeats: str = "40") -> None:
    officers = _officers()
    _fill(officers, at=timezone.now())
    client = client_of(officers[0])
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    _report(officers[0])
    uses: list[dict[str, str | list[str]]] = [
        {"list": "decide"},
        {"list": "mine"},
        {"list": "all", "page": "300"},
        {"list": "all", "q": "partnership care"},
        {"list": "nobodys", "priority": "pressing", "type": "legal", "region": "north-west", "sort": "priority"},
        {"list": "all", "stuck": "no_adviser"},
        {"list": "decide", "due": "overdue"},
    ]
    pages = [Page("/", {}, signed_in=True), *(Page(QUEUE, use, signed_in=True) for use in uses)]
    with serving("bench.settings") as server:
        for page in pages:
            found = {"name": "page", "page": "support_queue" if page.path == QUEUE else "staff_home"}
            found |= {"path": page.address, "requests": REQUESTS, "signed_in": True}
            print(json.dumps(found | measure(page, server, cookie, int(repeats))), flush=True)
    _refresh()


def _report(officer: User) -> None:
    """Twelve months, as the page opens."""
    at, taken = timezone.now(), []
    since = (timezone.localdate(at) - dt.timedelta(days=334)).replace(day=1)
    for _ in range(10):
        started = time.perf_counter()
        report.tallies(officer, since=since, at=at)
        taken.append(round(1000 * (time.perf_counter() - started)))
    found = {"name": "service_level_report", "requests": REQUESTS, "first_ms": taken[0]}
    print(json.dumps(found | {"ms_p50": median(taken[1:])}), flush=True)


def _refresh() -> None:
    """The first time priorities change, the second none does."""
    changed = priority.refresh(at=timezone.now())
    started = time.perf_counter()
    priority.refresh(at=timezone.now())
    took = round(1000 * (time.perf_counter() - started))
    waiting = SupportRequest.objects.undecided().count()
    print(
        json.dumps({"name": "suggest_priorities", "waiting": waiting, "changed_first": changed, "ms": took}), flush=True
    )


def _officers() -> list[User]:
    return [
        User.objects.create_user(
            f"officer-{number}@example.org", None, name=f"Officer {number}", programme_role=ProgrammeRole.TRIAGE_OFFICER
        )
        for number in range(OFFICERS)
    ]


def _fill(officers: list[User], *, at: dt.datetime) -> None:
    chance, organisations = random.Random(7), list(Organisation.objects.active().values_list("pk", flat=True))
    rows = [_request(chance, chance.choice(organisations), officers, at) for _ in range(REQUESTS)]
    SupportRequest.objects.bulk_create(rows, batch_size=1000)


def _request(chance: random.Random, organisation: int, officers: list[User], at: dt.datetime) -> SupportRequest:
    """One of any age up to a year; what waits is younger than three weeks."""
    state = chance.choices(list(SHARES), list(SHARES.values()))[0]
    sent = at - dt.timedelta(hours=chance.randrange(500 if state == State.SUBMITTED else 8760))
    decided = sent + dt.timedelta(days=chance.randrange(1, 14)) if state != State.SUBMITTED else None
    officer = chance.choice(officers) if decided or chance.random() < 0.5 else None
    replied = sent + dt.timedelta(hours=chance.randrange(1, 80)) if officer else None
    return SupportRequest(
        organisation_id=organisation,
        asked_by=officers[-1],
        state=state,
        title=chance.choice(["Partnership for care", "Costs of a joint bid", "Legal form", "Who leads?"]),
        happening="We want to bid with two others and do not know which agreement we need. " * 5,
        support_types=chance.sample(list(SupportType.values), chance.randrange(1, 5)),
        wanted_by=(at + dt.timedelta(days=chance.randrange(90))).date() if chance.random() < 0.6 else None,
        created_at=sent,
        changed_at=sent,
        form_key=uuid.UUID(int=chance.getrandbits(128)),
        submitted_at=sent,
        officer=officer,
        officer_since=sent if officer else None,
        priority=chance.choice(list(Priority.values)),
        first_reply_due_at=sent + dt.timedelta(days=2),
        first_replied_at=replied,
        first_reply_worked=_worked(sent, replied),
        decision_due_at=sent + dt.timedelta(days=14),
        decided_at=decided,
        decided_by=officer if decided else None,
        decision_worked=_worked(sent, decided),
        waiting_since=at if state == State.SUBMITTED and chance.random() < 0.15 else None,
        ended_at=decided if state in SupportRequest.ENDED else None,
    )


def _worked(sent: dt.datetime, end: dt.datetime | None) -> int | None:
    """About how long the office was open meanwhile, in seconds."""
    return int((end - sent).total_seconds() / 4) if end else None
