"""What the demonstration's Mutual asks the programme: one that it is waited for, and a draft about its consortium."""

import datetime as dt
import uuid

from django.utils import timezone

from consortia.models import Consortium
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.models import ProgrammeRole, User
from support_requests.actions import clocks, priority
from support_requests.asking.about import About, facts_of
from support_requests.models import AgreedContext, SupportMessage, SupportRequest

DAY = dt.timedelta(days=1)
WAITS = "Help to price the youth hubs together"
DRAFT = "A model of partnership that all of us can sign"


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make them where there are none of these titles: what people did since stays."""
    owner = Membership.objects.filter(organisation=organisation, role=Membership.Role.OWNER).order_by("pk").first()
    officer = User.objects.filter(programme_role=ProgrammeRole.TRIAGE_OFFICER).order_by("pk").first()
    there = SupportRequest.objects.filter(organisation=organisation, title__in=[WAITS, DRAFT])
    if owner is None or officer is None or there.exists():
        return
    _waited_for(organisation, owner.user, officer, at)
    _draft(organisation, owner.user, at)


def _waited_for(organisation: Organisation, asker: User, officer: User, at: dt.datetime) -> None:
    sent, asked = at - 6 * DAY, at - 2 * DAY
    request = SupportRequest.objects.create(
        organisation=organisation,
        asked_by=asker,
        state=SupportRequest.State.SUBMITTED,
        title=WAITS,
        happening="The three of us count overheads in three ways. Before we bid together again we need one way that "
        "each board trusts, and somebody who has done it before.",
        support_types=["commercial", "financial_modelling", "facilitation"],
        wanted_by=timezone.localdate(at + 45 * DAY),
        others_involved="Young Quellamoor, and our lead provider",
        created_at=sent,
        changed_at=sent,
        submitted_at=sent,
        officer=officer,
        officer_since=sent + DAY,
        form_key=uuid.uuid4(),
        is_demo=True,
    )
    priority.set_suggested(request, at=sent)
    clocks.start(request, at=sent)
    _ask(request, officer, asked)


def _ask(request: SupportRequest, officer: User, at: dt.datetime) -> None:
    SupportMessage.objects.create(
        request=request,
        side=SupportMessage.Side.PROGRAMME,
        text="Thank you. Could you tell us which of you would keep the model up to date afterwards, and send what you "
        "used for your last bid?",
        asks_for_more=True,
        written_by=officer,
        written_at=at,
        form_key=uuid.uuid4(),
    )
    clocks.replied(request, at=at)
    clocks.pause(request, at=at)


def _draft(organisation: Organisation, asker: User, at: dt.datetime) -> None:
    inside = Consortium.objects.filter(members__organisation=organisation, members__left_at=None)
    consortium = inside.exclude(state=Consortium.State.DISSOLVED).order_by("pk").first()
    draft = SupportRequest.objects.create(
        organisation=organisation,
        asked_by=asker,
        title=DRAFT,
        happening="We have compared the seven models and are down to two. Our boards see the risks differently.",
        support_types=["legal", "model_design", "governance"],
        consortium=consortium,
        shares_context=consortium is not None,
        created_at=at - DAY,
        changed_at=at - DAY,
        form_key=uuid.uuid4(),
        is_demo=True,
    )
    if consortium is not None:
        facts = facts_of(About("consortium", consortium), organisation)
        AgreedContext.objects.create(request=draft, facts=facts, agreed_by=asker, agreed_at=at - DAY)
