"""Requests for support that staff of the demonstration have to answer, in each state that a morning brings."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from support_requests.actions import clocks, priority
from support_requests.models import GivenPointer, InternalNote, SupportMessage, SupportRequest

from . import people

DAY = dt.timedelta(days=1)
Side, State = SupportMessage.Side, SupportRequest.State
MANAGER, TRIAGE = "manager.demo@example.org", "triage.demo@example.org"


@dataclass(frozen=True)
class Said:
    """One request. `by` counts organisations: 0 is the demonstration's Mutual. `ago`: days since it was sent."""

    by: int
    title: str
    happening: str
    types: tuple[str, ...]
    ago: int
    officer: str = ""  # e-mail address
    wanted_in: int = 0  # days from now; 0: no day named
    wrote: str = ""  # by the officer
    waits: bool = False  # for an answer to that
    note: str = ""
    declined: str = ""
    pointers: tuple[tuple[str, str, str], ...] = ()  # title, address, what one finds there


TOLD = (
    Said(
        0,
        "Who is liable if one of us falls short?",
        "The council will buy youth hubs in three towns as one contract. We would run them with two others, and none "
        "of us can carry the whole risk.\n\nWe need to know which agreement the council would accept, before the "
        "tender comes.",
        ("legal", "risk_and_benefit"),
        ago=1,
        wanted_in=18,
    ),
    Said(
        1,
        "A price for our part of a larger bid",
        "A charity asks us to be its subcontractor. We know what our staff cost, and not what our part of their "
        "office and their risk should cost.",
        ("financial_modelling", "commercial", "bid_writing"),
        ago=4,
        officer=TRIAGE,
        wanted_in=40,
        wrote="Thank you for writing. Could you send us the figures of your last year, and the day when the charity "
        "needs your price?",
        waits=True,
        note="They asked for the same a year ago and stopped answering. Ring them if nothing comes by Friday.",
    ),
    Said(
        1,
        "What should our part of the bid cost?",
        "A charity asks us to be its subcontractor and wants our price. We know what our staff cost, and nothing of "
        "what the rest should cost.",
        ("financial_modelling",),
        ago=3,
    ),
    Said(
        2,
        "Agreeing on values before we agree on money",
        "Our board likes theirs, our staff do not trust their staff. A day with somebody from outside would help.",
        ("facilitation", "governance"),
        ago=26,
        officer=MANAGER,
    ),
    Said(
        3,
        "A new website",
        "Ours is old, and commissioners look us up.",
        ("marketing",),
        ago=12,
        officer=TRIAGE,
        declined="The programme helps organisations to partner, so we cannot pay for a website. If you plan one for a "
        "consortium, ask us again and say which.",
        pointers=(("Offers and requests of other organisations", "/offers/", "Some of them share what they have"),),
    ),
)


def ensure(*, first: Organisation, at: dt.datetime) -> None:
    """Make them where there are none of these titles: what people did since stays."""
    officers = {one.email: one for one in User.objects.filter(email__in=[MANAGER, TRIAGE])}
    if len(officers) < 2 or SupportRequest.objects.filter(is_demo=True, title=TOLD[0].title).exists():
        return
    others = Organisation.objects.active().filter(is_demo=True).exclude(pk=first.pk).order_by("pk")
    here = [first, *others[:3]]
    for said in TOLD:
        if said.by < len(here):
            _make(said, here[said.by], officers, at)


def _make(said: Said, organisation: Organisation, officers: dict[str, User], at: dt.datetime) -> None:
    sent, officer = at - said.ago * DAY, officers.get(said.officer)
    asker = User.objects.filter(memberships__organisation=organisation).order_by("pk").first() or people.verifier()
    request = SupportRequest.objects.create(
        organisation=organisation,
        asked_by=asker,
        state=State.SUBMITTED,
        title=said.title,
        happening=said.happening,
        support_types=list(said.types),
        wanted_by=timezone.localdate(at) + said.wanted_in * DAY if said.wanted_in else None,
        created_at=sent,
        changed_at=sent,
        submitted_at=sent,
        officer=officer,
        officer_since=sent + DAY if officer else None,
        form_key=uuid.uuid4(),
        is_demo=True,
    )
    priority.set_suggested(request, at=sent)
    clocks.start(request, at=sent)
    if officer:
        _answer(request, said, officer, sent + DAY)


def _answer(request: SupportRequest, said: Said, officer: User, at: dt.datetime) -> None:
    written = {"request": request, "written_by": officer, "written_at": at}
    if said.note:
        InternalNote.objects.create(text=said.note, form_key=uuid.uuid4(), **written)
    if said.wrote:
        side = {"side": Side.PROGRAMME, "asks_for_more": said.waits}
        SupportMessage.objects.create(text=said.wrote, form_key=uuid.uuid4(), **side, **written)
        clocks.replied(request, at=at)
    if said.waits:
        clocks.pause(request, at=at)
    if said.declined:
        clocks.replied(request, at=at)
        ended = {"decided_by": officer, "decided_at": at, "ended_at": at, "reason": said.declined}
        SupportRequest.objects.filter(pk=request.pk).update(state=State.DECLINED, **ended)
        for title, url, about in said.pointers:
            GivenPointer.objects.create(request=request, title=title, url=url, about=about)


def remove(organisations) -> None:
    """Delete the requests of these organisations that were joined with others, and then the others."""
    own = SupportRequest.objects.filter(organisation__in=organisations)
    own.exclude(merged_into=None).delete()
    own.delete()
