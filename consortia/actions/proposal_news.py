"""What becomes of an open proposal when what it stands on changes: its opportunity, its consortium, its organisations.

A sweep, so that nothing is lost however it came about. A proposal remembers how its opportunity stood when its sides
last heard, and ends where nobody can take it up any more. Each proposal in a transaction of its own.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F, Q

from commissioners.models import Opportunity
from consortia.models import Consortium, Invitation, Proposal
from consortia.models.proposals import ENDED
from consortia.proposing.words import short
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import move

from . import proposal_telling as telling
from .invitations import close_if_nobody_can_join
from .proposals import hold

State, Answer = Proposal.State, Invitation.State
AT_ONCE = 200
STANDING = (Answer.SENT, Answer.ACCEPTED)


def look_after(*, at: dt.datetime) -> None:
    """Everything that has changed and was not told yet."""
    proposals = Proposal.objects.filter(state=State.OPEN).order_by("pk")
    gone = Q(proposer__closed_at__isnull=False, consortium=None) | Q(consortium__state=Consortium.State.DISSOLVED)
    for proposal in proposals.filter(gone)[:AT_ONCE]:
        end(proposal=proposal, at=at)
    for proposal in proposals.filter(pk__in=_without_asked().values("proposal"))[:AT_ONCE]:
        end_closed(proposal=proposal, at=at)
    for proposal in proposals.filter(consortium=None, opportunity__state__in=ENDED)[:AT_ONCE]:
        end_with_opportunity(proposal=proposal, at=at)
    deadline = F("opportunity__submission_deadline")
    same = Q(heard_deadline=deadline) | Q(heard_deadline=None, opportunity__submission_deadline=None)
    heard = Q(heard_state=F("opportunity__state")) & same
    for proposal in proposals.exclude(opportunity=None).exclude(heard)[:AT_ONCE]:
        tell_of_opportunity(proposal=proposal, at=at)


def _without_asked():
    """Invitations that stand, of organisations that do not."""
    closed = Invitation.objects.filter(organisation__closed_at__isnull=False)
    return closed.filter(state__in=STANDING, proposal__state=State.OPEN)


@transaction.atomic
def end(*, proposal: Proposal, at) -> bool:
    """End a proposal whose proposer was closed, or whose consortium was dissolved, and tell those who were asked;
    returns whether it was open."""
    held = hold(proposal)
    dissolved = held.consortium is not None and held.consortium.state == Consortium.State.DISSOLVED
    closed = held.consortium is None and held.proposer.closed_at is not None
    if held.state != State.OPEN or not (dissolved or closed):
        return False
    standing = _standing(held)
    move(held, field="state", to=State.WITHDRAWN, transitions=Proposal.TRANSITIONS, closed_at=at)
    _withdraw(standing, at)
    record(actor=None, action="proposal_ended", target=held, at=at)
    gone = held.consortium.name if held.consortium and dissolved else held.proposer.name
    for one in standing:
        telling.tell_asked(
            one,
            event="proposal_ended",
            subject=f"What {short(gone)} proposed to {short(one.name)} has ended",
            body=f"“{held.title}”. {gone} {'was dissolved' if dissolved else 'does not take part any more'}. "
            "You need do nothing.",
            key=f"{one.pk}-ended",
            at=at,
        )
    return True


@transaction.atomic
def end_closed(*, proposal: Proposal, at) -> int:
    """End what asks organisations that were closed or merged, and tell the proposer; returns how many it asked."""
    held = hold(proposal)
    standing = _standing(held)
    gone = [one for one in standing if one.organisation is not None and one.organisation.closed_at is not None]
    if held.state != State.OPEN or not gone:
        return 0
    _withdraw(gone, at)
    others = [one for one in standing if one not in gone]
    for one in gone:
        record(actor=None, action="proposal_invitation_ended", target=held, at=at)
        _tell_of_closed(held, one, others, at)
    close_if_nobody_can_join(held, at=at)
    return len(gone)


def _tell_of_closed(held: Proposal, one: Invitation, others: list[Invitation], at) -> None:
    heir = one.organisation.merged_into if one.organisation else None
    why = f"It was merged into {heir}" if heir else "It does not take part in the portal any more"
    telling.tell_proposer(
        held,
        event="proposal_asked_closed",
        subject=f"{short(one.name)} is not asked any more",
        body=f"“{held.title}”. {why}. You can ask another organisation in its place.",
        key=f"{one.pk}-closed",
        at=at,
    )
    what = f"{short(one.name)} is not in it any more: it was closed on the portal."
    telling.others_changed(held, others, what=what, by=None, at=at)


@transaction.atomic
def end_with_opportunity(*, proposal: Proposal, at) -> bool:
    """Close a proposal whose opportunity was cancelled or awarded, and tell both sides; returns whether it was open.

    What asks to join a consortium stays open: consortia outlive their opportunities.
    """
    held = hold(proposal)
    opportunity = held.opportunity
    if held.state != State.OPEN or held.consortium_id or opportunity is None or opportunity.state not in ENDED:
        return False
    standing = _standing(held)
    changes = {"closed_at": at, "heard_state": opportunity.state}
    move(held, field="state", to=State.WITHDRAWN, transitions=Proposal.TRANSITIONS, **changes)
    _withdraw(standing, at)
    record(actor=None, action="proposal_ended", target=held, at=at)
    ended = ENDED[opportunity.state]
    said = {
        "event": "proposal_opportunity_changed",
        "subject": f"“{short(opportunity.title)}”, for which you would partner, {ended}",
        "key": f"{held.pk}-ended",
        "at": at,
    }
    closed = f"“{held.title}” is closed with it: nobody can accept it any more."
    telling.tell_proposer(held, body=f"{closed} Propose anew what you would do together all the same.", **said)
    for one in standing:
        telling.tell_asked(one, body=f"{closed} You need do nothing.", **said)
    return True


@transaction.atomic
def end_asked_by_address(*, emails: tuple[str, ...], at) -> int:
    """End what asks these addresses, whose owner is forgotten, and tell the proposers; returns how many there were.

    Who it was and why is said to nobody.
    """
    waiting = Invitation.objects.filter(email__in=emails, organisation=None, state__in=STANDING)
    asking = Proposal.objects.filter(state=State.OPEN, pk__in=waiting.values("proposal")).order_by("pk")
    return sum(_end_asked_by_address(proposal, emails, at) for proposal in asking)


def _end_asked_by_address(proposal: Proposal, emails: tuple[str, ...], at) -> int:
    held = hold(proposal)
    standing = _standing(held)
    gone = [one for one in standing if one.organisation is None and one.email in emails]
    if held.state != State.OPEN or not gone:
        return 0
    _withdraw(gone, at)
    for one in gone:
        record(actor=None, action="proposal_invitation_ended", target=held, at=at)
        telling.tell_proposer(
            held,
            event="proposal_asked_closed",
            subject=f"{short(one.name)} is not asked any more",
            body=f"“{held.title}”. The e-mail address that you entered for {one.name} cannot be used on the portal "
            "any more. You can ask another organisation in its place.",
            key=f"{one.pk}-closed",
            at=at,
        )
    close_if_nobody_can_join(held, at=at)
    return len(gone)


@transaction.atomic
def tell_of_opportunity(*, proposal: Proposal, at) -> bool:
    """Tell both sides once that the opportunity has another deadline, or, of what asks to join a consortium, that it
    has ended; returns whether they were told. No invitation can be answered after the deadline for tenders."""
    held = hold(proposal)
    opportunity = Opportunity.objects.defer("search").get(proposals=held)
    before = (held.heard_state, held.heard_deadline)
    now = (opportunity.state, opportunity.submission_deadline)
    if held.state != State.OPEN or before == now:
        return False
    if held.consortium_id is None and opportunity.state in ENDED:  # since the sweep looked for those that end with it
        return end_with_opportunity(proposal=held, at=at)
    Proposal.objects.filter(pk=held.pk).update(heard_state=now[0], heard_deadline=now[1])
    news = _news(opportunity, before) if before[0] else ""
    if not news:
        return False  # heard of for the first time: it was sent as it stands
    deadline = opportunity.submission_deadline
    if deadline and deadline > at:
        held.invitations.filter(state=Answer.SENT, expires_at__gt=deadline).update(expires_at=deadline)
    _tell_of_opportunity(held, opportunity, news, at)
    return True


def _news(opportunity: Opportunity, before: tuple) -> str:
    """What became of it, as the end of a sentence; empty where that changes nothing for who would partner for it."""
    if opportunity.state in ENDED:
        return ENDED[opportunity.state] if opportunity.state != before[0] else ""
    return "has another deadline" if opportunity.submission_deadline != before[1] else ""


def _tell_of_opportunity(held: Proposal, opportunity: Opportunity, news: str, at) -> None:
    ended = opportunity.state in ENDED
    deadline = opportunity.submission_deadline
    until = f" Tenders are due by {telling.in_full(deadline)}." if deadline and not ended else ""
    advice = "You need do nothing." if ended else "Look whether there is still time to prepare together."
    body = f"“{held.title}”.{until} {advice}"
    said = {
        "event": "proposal_opportunity_changed",
        "subject": f"“{short(opportunity.title)}”, for which you would partner, {news}",
        "key": f"{held.pk}-{at.isoformat()}",
        "at": at,
    }
    if held.consortium is None:  # the members of one that others are asked to join are told by opportunity_news
        telling.tell_proposer(held, body=body, **said)
    for one in _standing(held):
        telling.tell_asked(one, body=body, **said)


def _standing(held: Proposal) -> list[Invitation]:
    """Those that can be answered or were accepted, each with its proposal as it is held."""
    found = held.invitations.filter(state__in=STANDING).select_related("organisation__merged_into").order_by("pk")
    standing = list(found)
    for one in standing:
        one.proposal = held
    return standing


def _withdraw(invitations: list[Invitation], at) -> None:
    for one in invitations:
        move(one, field="state", to=Answer.WITHDRAWN, transitions=Invitation.TRANSITIONS, answered_at=at)
