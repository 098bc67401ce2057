"""The proposals of a person: those that their organisations received, and those that they sent."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from consortia.models import Invitation, Proposal
from consortia.models.consortia import mine

from .page import COLOURS, STATE_COLOURS

Answer, State = Invitation.State, Proposal.State


def received(user) -> QuerySet[Invitation]:
    """Those that ask an organisation of the person, or their own address: the latest first."""
    rows = Invitation.objects.to(user).exclude(proposal__state=State.DRAFT)
    rows = rows.select_related("organisation", "proposal__proposer", "proposal__opportunity", "proposal__consortium")
    return rows.defer(
        "organisation__public_search", "proposal__proposer__public_search", "proposal__opportunity__search"
    ).order_by("-sent_at", "-pk")


def sent(user) -> QuerySet[Proposal]:
    """Those of the person's organisations, drafts among them: the latest first."""
    asked = Invitation.objects.select_related("organisation").defer("organisation__public_search").order_by("pk")
    rows = Proposal.objects.filter(proposer__in=mine(user)).select_related("proposer", "opportunity", "consortium")
    rows = rows.defer("proposer__public_search", "opportunity__search")
    return rows.prefetch_related(Prefetch("invitations", queryset=asked, to_attr="asked")).order_by(
        "-created_at", "-pk"
    )


@dataclass(frozen=True)
class Line:
    """One proposal in the list."""

    proposal: Proposal
    title: str
    state: str
    colour: str
    facts: tuple[str, ...]
    invitation: Invitation | None = None


def received_line(one: Invitation, at) -> Line:
    proposal = one.proposal
    is_over = one.state == Answer.SENT and (proposal.state != State.OPEN or one.expires_at <= at)
    state = Answer.EXPIRED if is_over else Answer(one.state)
    waits = state == Answer.SENT
    return Line(
        proposal=proposal,
        title=str(proposal),
        state="Waiting for your answer" if waits else str(state.label),
        colour=COLOURS[state],
        facts=tuple(filter(None, (f"From {proposal.proposer}", f"To {one.name}", _for(proposal)))),
        invitation=one if waits else None,
    )


def _state(proposal: Proposal, waits: bool, is_in: int) -> str:
    if proposal.state != State.OPEN:
        return "Closed" if proposal.ended_because else str(State(proposal.state).label)
    if waits:
        return "Waiting for answers"
    return "Ready to confirm" if is_in else "Nobody is in"


def sent_line(proposal: Proposal, at) -> Line:
    state = State(proposal.state)
    asked = list(proposal.asked)  # type: ignore[attr-defined]
    is_in = sum(one.state == Answer.ACCEPTED for one in asked)
    waits = any(one.state == Answer.SENT and one.expires_at and one.expires_at > at for one in asked)
    return Line(
        proposal=proposal,
        title=str(proposal),
        state=_state(proposal, waits, is_in),
        colour=STATE_COLOURS[state],
        facts=tuple(
            filter(
                None,
                (
                    f"From {proposal.proposer}",
                    f"Asks {', '.join(one.name for one in asked)}" if asked else "Asks nobody yet",
                    f"{is_in} accepted" if is_in and state == State.OPEN else "",
                    _for(proposal),
                ),
            )
        ),
    )


def _for(proposal: Proposal) -> str:
    return f"For {proposal.opportunity}" if proposal.opportunity else "Long-term"
