"""Proposals of the demonstration: one to answer, one that waits for answers, one ready to confirm, a draft, a withdrawn
one."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from commissioners.models import Opportunity
from consortia.models import Invitation, Proposal
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
Answer, State = Invitation.State, Proposal.State


@dataclass(frozen=True)
class Said:
    """One proposal. `asked`: (organisation, role, note, state, answer); organisations are counted, 0 is one's own."""

    by: int
    title: str
    message: str
    asked: tuple[tuple[int, str, str, str, str], ...]
    state: str = State.OPEN
    role: str = "equal"
    model: str = ""
    motivators: tuple[str, ...] = ()  # none: for an opportunity
    buyers: tuple[str, ...] = ()
    ago: int = 4  # days since it was sent


TOLD = (
    Said(
        1,
        "Young people’s hubs across both districts",
        "You know the young people in the town, and we know those in the villages. Could we bid for this together? We "
        "would keep the reporting, and you would run the three hubs in town.\n\nWe would like to meet before the end "
        "of the month.",
        ((0, "equal", "The three hubs in town", Answer.SENT, ""), (2, "associate", "", Answer.ACCEPTED, "")),
        role="lead",
        model="contractual_joint_venture",
    ),
    Said(
        2,
        "A shared training team",
        "None of us can keep a trainer busy all year. Together we could, and sell what is left of the time.",
        ((0, "equal", "", Answer.SENT, ""), (3, "equal", "", Answer.DECLINED, "We have just hired our own trainer.")),
        motivators=("infrastructure", "capacity"),
        buyers=("self_payers",),
        ago=9,
    ),
    Said(
        0,
        "Evenings and weekends for families",
        "We have the building, you have people whom families trust. Shall we offer it together, also to families who "
        "pay for themselves?",
        (
            (1, "equal", "Family workers on Saturdays", Answer.ACCEPTED, ""),
            (3, "associate", "", Answer.DECLINED, "Our trustees want no new work before April."),
            (4, "associate", "", Answer.SENT, ""),
        ),
        role="lead",
        motivators=("diversifying",),
        buyers=("self_payers", "direct_payments"),
        ago=6,
    ),
    Said(
        0,
        "A joint bid for youth work",
        "",
        ((2, "equal", "", Answer.SENT, ""),),
        state=State.DRAFT,
        ago=1,
    ),
    Said(
        0,
        "One back office",
        "Payroll, IT and insurance together, before the contracts run out in autumn.",
        ((1, "equal", "", Answer.WITHDRAWN, ""),),
        state=State.WITHDRAWN,
        motivators=("infrastructure",),
        ago=60,
    ),
)


def ensure(*, member: Organisation, at: dt.datetime) -> None:
    """Write them for an organisation and others of the invented world, where it has none."""
    if Proposal.objects.filter(Q(proposer=member) | Q(invitations__organisation=member)).exists():
        return
    person = User.objects.filter(memberships__organisation=member).order_by("pk").first()
    colleague = User.objects.exclude(memberships__organisation=member).filter(memberships__isnull=False)
    others = Organisation.objects.active().filter(is_demo=True, kind=member.kind).exclude(pk=member.pk)
    taking_part = [member, *others.order_by("pk")[:4]]
    live = Opportunity.objects.live(at).filter(is_demo=True, submission_deadline__gt=at + 30 * DAY)
    opportunity = live.order_by("submission_deadline", "pk").first()
    if person is None or opportunity is None or len(taking_part) < 5:
        return
    writer = colleague.order_by("pk").first() or person
    for said in TOLD:
        _write(said, taking_part, opportunity, person if said.by == 0 else writer, at)


def _write(said: Said, organisations: list[Organisation], opportunity: Opportunity, by: User, at) -> None:
    is_draft = said.state == State.DRAFT
    sent = None if is_draft else at - said.ago * DAY
    ends = None if sent is None else sent + 21 * DAY
    proposal = Proposal.objects.create(
        proposer=organisations[said.by],
        proposed_by=by,
        state=said.state,
        opportunity=None if said.motivators else opportunity,
        title=said.title,
        message=said.message,
        motivators=list(said.motivators),
        buyers=list(said.buyers),
        partnership_model=said.model,
        role=said.role,
        created_at=at - (said.ago + 1) * DAY,
        sent_at=sent,
        expires_at=ends,
        closed_at=at - said.ago * DAY / 2 if said.state == State.WITHDRAWN else None,
        is_demo=True,
    )
    _ask(said, proposal, organisations, at)


def _ask(said: Said, proposal: Proposal, organisations: list[Organisation], at) -> None:
    for number, role, note, state, answer in said.asked:
        Invitation.objects.create(
            proposal=proposal,
            organisation=organisations[number],
            role=role,
            note=note,
            state=state,
            answer=answer,
            sent_at=proposal.sent_at,
            expires_at=proposal.expires_at,
            answered_at=None if state == Answer.SENT else at - said.ago * DAY / 2,
        )


def remove(invented) -> None:
    """Delete the proposals that invented organisations sent, or were asked by."""
    Proposal.objects.filter(Q(proposer__in=invented) | Q(invitations__organisation__in=invented)).delete()
