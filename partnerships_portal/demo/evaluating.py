"""Support that organisations of the demonstration had, and what they answered about how things went.

Enough answered twice that figures show, and some years, regions and types are too small to be shown.
"""

import datetime as dt
import uuid
from decimal import Decimal
from random import Random

from django.db.models import QuerySet

from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.models import User
from support_requests.actions import clocks
from support_requests.actions.evaluation import months_after
from support_requests.evaluation.measures import CHALLENGES
from support_requests.models import Evaluation, SupportRequest

from . import people

SEED, HELPED = 7, 26  # organisations
DAY = dt.timedelta(days=1)
Wave, State = Evaluation.Wave, Evaluation.State
STORIES = (  # title, what is happening, types, outcome
    (
        "Which agreement with our partner?",
        "We bid together for years on good will. The next contract is larger, and our board wants it in writing.",
        ("legal", "commercial"),
        "A contractual joint venture that both boards have signed.",
    ),
    (
        "A price that we can stand by",
        "We were asked to join a bid as subcontractor and do not know what our part costs us.",
        ("commercial", "financial_modelling"),
        "A model of costs that the lead provider accepted.",
    ),
    (
        "Four of us want to bid as one",
        "Four Mutuals in two counties want to answer the next tender together and have never done it.",
        ("legal", "governance", "risk_and_benefit"),
        "An alliance agreement, and a board of four with clear votes.",
    ),
    (
        "Our values on paper",
        "We and a charity say the same things and mean different ones. We want to find out before we sign.",
        ("facilitation", "commercial"),
        "Two workshops and a page of shared aims that both use.",
    ),
    (
        "First bid since we spun out",
        "Our first contract ends in a year. Nobody here has written a bid.",
        ("bid_writing", "commercial", "legal"),
        "A bid library, and people who can use it.",
    ),
)
OPEN = (
    "How to share risk in the youth hubs",
    "We run the hubs with Young Quellamoor. If one of us falls short, who makes up for it?",
    ("legal", "risk_and_benefit"),
    "A schedule of risks in our joint venture contract.",
)


def ensure(*, own: Organisation, at: dt.datetime) -> None:
    """Past support with its answers, and questions that wait for the demo people; nothing where there are some."""
    if SupportRequest.objects.filter(is_demo=True, title=OPEN[0]).exists():
        return
    draw, signer = Random(SEED), people.verifier()
    helped = Organisation.objects.filter(is_demo=True, kind="mutual").active().exclude(pk=own.pk).order_by("pk")
    rows: list[Evaluation] = []
    for number, organisation in enumerate(helped[:HELPED]):
        agreed = at - (410 + 13 * number) * DAY
        request = _support(organisation, STORIES[number % len(STORIES)], signer, agreed)
        rows += _answers(request, agreed, signer, draw, answers=number % 4 != 3, at=at)
    Evaluation.objects.bulk_create([*rows, *_waiting(own, at)])


def remove(invented: QuerySet[Organisation]) -> None:
    """Delete what these organisations asked of the programme."""
    SupportRequest.objects.filter(organisation__in=invented).delete()


def _support(organisation: Organisation, story: tuple, by: User, agreed: dt.datetime) -> SupportRequest:
    """A request that was accepted on that day, and completed three months later."""
    title, happening, types, outcome = story
    sent = agreed - 7 * DAY
    request = SupportRequest.objects.create(
        organisation=organisation,
        asked_by=by,
        state=SupportRequest.State.COMPLETED,
        title=title,
        happening=happening,
        support_types=list(types),
        created_at=agreed - 8 * DAY,
        changed_at=agreed,
        form_key=uuid.uuid4(),
        submitted_at=sent,
        officer=people.verifier(),
        first_replied_at=agreed - 6 * DAY,
        decided_at=agreed,
        decided_by=people.verifier(),
        started_at=agreed + 5 * DAY,
        ended_at=agreed + 90 * DAY,
        outcome=outcome,
        is_demo=True,
    )
    clocks.start(request, at=sent)
    return request


def _answers(request, agreed: dt.datetime, by: User, draw: Random, *, answers: bool, at) -> list[Evaluation]:
    """All three questionnaires; who does not answer leaves the later ones."""
    told, rows = _first(draw), []
    about = {"request": request, "organisation": request.organisation, "is_demo": True}
    for wave, months in Evaluation.MONTHS.items():
        due = months_after(agreed, months)
        if due > at:
            rows.append(Evaluation(**about, wave=wave, due_at=due))
            continue
        one = Evaluation(**about, wave=wave, due_at=due, asked_at=due)
        if wave == Wave.BASELINE or answers:
            told = told if wave == Wave.BASELINE else _later(told, draw)
            one.state, one.ended_at, one.answered_by = State.ANSWERED, due + draw.randint(1, 20) * DAY, by
            for key, figure in told.items():
                setattr(one, key, figure)
        else:
            one.state, one.ended_at, one.reminded_at = State.UNANSWERED, due + 60 * DAY, due + 10 * DAY
        rows.append(one)
    return rows


def _first(draw: Random) -> dict:
    """How an organisation stood."""
    return {
        "turnover": Decimal(draw.randrange(400_000, 9_000_000, 10_000)),
        "other_buyers": draw.choice((5, 8, 10, 12, 15, 20)),
        "contracts_alone": draw.randint(0, 4),
        "contracts_together": draw.randint(0, 1),
        "partnerships": draw.randint(0, 3),
        "confidence": draw.choice((2, 3, 3, 4, 4, 5)),
        "success": draw.choice((2, 3, 3, 4)),
        "challenges": [key for key, _ in CHALLENGES if draw.random() < 0.6],
    }


def _later(told: dict, draw: Random) -> dict:
    """How it stands half a year on: better in most, not in all."""
    return told | {
        "turnover": (told["turnover"] * Decimal(draw.randint(96, 115)) / 100).quantize(Decimal(1)),
        "other_buyers": min(100, told["other_buyers"] + draw.choice((0, 0, 2, 3, 5))),
        "contracts_together": told["contracts_together"] + draw.choice((0, 0, 1, 1, 2)),
        "partnerships": told["partnerships"] + draw.choice((0, 1, 1, 2)),
        "confidence": max(1, min(5, told["confidence"] + draw.choice((-1, 0, 0, 1)))),
        "success": max(1, min(5, told["success"] + draw.choice((0, 0, 1, 1)))),
        "challenges": [key for key in told["challenges"] if draw.random() < 0.6],
        "value": draw.choice((3, 4, 4, 5, 5)),
    }


def _waiting(own: Organisation, at: dt.datetime) -> list[Evaluation]:
    """Of the demo people's own organisation: answered at the beginning, and asked again three days ago."""
    owners = Membership.objects.filter(organisation=own, role=Membership.Role.OWNER)
    asker = User.objects.filter(pk__in=owners.values("user")).order_by("pk").first()
    if asker is None:
        return []
    agreed = months_after(at - 3 * DAY, -6)
    request = _support(own, OPEN, asker, agreed)
    due = {wave: months_after(agreed, months) for wave, months in Evaluation.MONTHS.items()}
    about = {"request": request, "organisation": own, "is_demo": True}
    first = Evaluation(**about, wave=Wave.BASELINE, due_at=agreed, asked_at=agreed)
    first.state, first.ended_at, first.answered_by = State.ANSWERED, agreed + DAY, asker
    for key, figure in _first(Random(SEED)).items():
        setattr(first, key, figure)
    asked = due[Wave.SIX_MONTHS]
    return [
        first,
        Evaluation(**about, wave=Wave.SIX_MONTHS, state=State.ASKED, due_at=asked, asked_at=asked),
        Evaluation(**about, wave=Wave.TWELVE_MONTHS, due_at=due[Wave.TWELVE_MONTHS]),
    ]
