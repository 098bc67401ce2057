"""Answers to proposals, and who is asked while one is open. Each act locks the proposal (actions/proposals.py)."""

from django.db import transaction

from consortia.models import Consortium, ConsortiumMember, Invitation, Proposal
from consortia.proposing.possible import MOST_ASKED, TOO_MANY, answer_by, unavailable
from consortia.proposing.words import short
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark

from . import overlaps
from . import proposal_telling as telling
from .proposals import hold, hold_asked, hold_open, must_act_for, must_lead_somewhere

OVER = "This invitation can no longer be answered: reload the page to see how it stands."
PROPOSER_GONE = "{organisation}, which asks, does not take part any more: there is nobody to partner with."
DISSOLVED = "This consortium was dissolved: nobody can join it any more."
FORMED = "The consortium is formed: leave it on its own page."
DECLINED = "{organisation} declined this proposal. Choose another."
ASKED_ALREADY = "{organisation} is asked already."

State, Answer = Proposal.State, Invitation.State


def hold_invitation(invitation: Invitation) -> Invitation:
    """The invitation as it stands now, its proposal locked."""
    proposal = hold(invitation.proposal)
    found = proposal.invitations.select_related("organisation").get(pk=invitation.pk)
    found.proposal = proposal
    return found


def _must_be_open(held: Invitation, at) -> None:
    ends = held.expires_at
    if held.proposal.state != State.OPEN or held.state != Answer.SENT or ends is None or ends <= at:
        raise NotPossible(OVER)


@transaction.atomic
def accept(*, invitation: Invitation, by, at) -> bool:
    """Accept for the organisation asked; returns whether it had not. Who is asked to join a consortium is in at once.

    Raises NotPossible where it is too late.
    """
    held = hold_invitation(invitation)
    organisation = must_act_for(held.organisation, by)
    if held.state == Answer.ACCEPTED:
        return False
    _must_be_open(held, at)
    _must_lead_somewhere(held.proposal)
    signed = {"answered_at": at, "answered_by": by}
    move(held, field="state", to=Answer.ACCEPTED, transitions=Invitation.TRANSITIONS, **signed)
    record(actor=by, action="proposal_accepted", target=held.proposal, at=at)
    if held.proposal.consortium:
        _join(held, organisation, held.proposal.consortium, by=by, at=at)
    else:
        body = f"“{held.proposal.title}”. Confirm it when all are in whom you want, or wait for the others."
        telling.answered(held, event="proposal_accepted", did="accepted the proposal", body=body, by=by, at=at)
    return True


def _must_lead_somewhere(proposal: Proposal) -> None:
    if proposal.consortium:
        if proposal.consortium.state == Consortium.State.DISSOLVED:
            raise NotPossible(DISSOLVED)
        return
    if not proposal.proposer.is_active:
        raise NotPossible(PROPOSER_GONE.format(organisation=proposal.proposer))
    must_lead_somewhere(proposal)


def _join(held: Invitation, organisation: Organisation, consortium: Consortium, *, by, at) -> None:
    present = ConsortiumMember.objects.present()
    if not present.filter(consortium=consortium, organisation=organisation).exists():
        ConsortiumMember.objects.create(consortium=consortium, organisation=organisation, role=held.role, joined_at=at)
    move(held.proposal, field="state", to=State.CONFIRMED, transitions=Proposal.TRANSITIONS, closed_at=at)
    record(actor=by, action="consortium_joined", target=consortium, at=at)
    mark(kind="organisation", object_id=organisation.pk, at=at)
    telling.joined(consortium, held, by=by, at=at)
    overlaps.look_for(consortium, at=at)


@transaction.atomic
def decline(*, invitation: Invitation, answer: str = "", by, at) -> bool:
    """Decline for the organisation asked, with a reason for the proposer alone; returns whether it had not."""
    held = hold_invitation(invitation)
    must_act_for(held.organisation, by)
    if held.state == Answer.DECLINED:
        return False
    _must_be_open(held, at)
    signed = {"answered_at": at, "answered_by": by, "answer": answer}
    move(held, field="state", to=Answer.DECLINED, transitions=Invitation.TRANSITIONS, **signed)
    record(actor=by, action="proposal_declined", target=held.proposal, at=at)
    body = f"“{held.proposal.title}”. You can ask another organisation in its place."
    telling.answered(held, event="proposal_declined", did="declined the proposal", body=body, by=by, at=at)
    close_if_nobody_can_join(held.proposal, at=at)
    return True


def close_if_nobody_can_join(proposal: Proposal, *, at) -> None:
    """What asks one organisation to join a consortium ends with its answer. Within the transaction that locked it."""
    waiting = proposal.invitations.filter(state__in=[Answer.SENT, Answer.ACCEPTED])
    if proposal.consortium_id and proposal.state == State.OPEN and not waiting.exists():
        move(proposal, field="state", to=State.WITHDRAWN, transitions=Proposal.TRANSITIONS, closed_at=at)


@transaction.atomic
def take_back(*, invitation: Invitation, by, at) -> bool:
    """Take an acceptance back before the consortium is formed; returns whether there was one."""
    held = hold_invitation(invitation)
    must_act_for(held.organisation, by)
    if held.state == Answer.WITHDRAWN:
        return False
    if held.proposal.state == State.CONFIRMED:
        raise NotPossible(FORMED)
    if held.state != Answer.ACCEPTED:
        raise NotPossible(OVER)
    signed = {"answered_at": at, "answered_by": by}
    move(held, field="state", to=Answer.WITHDRAWN, transitions=Invitation.TRANSITIONS, **signed)
    record(actor=by, action="proposal_acceptance_taken_back", target=held.proposal, at=at)
    telling.answered(held, event="proposal_declined", did="took its acceptance back", by=by, at=at)
    return True


@transaction.atomic
def withdraw(*, invitation: Invitation, by, at) -> bool:
    """For the proposer: ask one no longer, whether or not it has accepted; returns whether it was asked."""
    held = hold_invitation(invitation)
    must_act_for(held.proposal.proposer, by)
    if held.state == Answer.WITHDRAWN:
        return False
    if held.proposal.state != State.OPEN or held.state not in (Answer.SENT, Answer.ACCEPTED):
        raise NotPossible(OVER)
    move(held, field="state", to=Answer.WITHDRAWN, transitions=Invitation.TRANSITIONS, answered_at=at)
    record(actor=by, action="proposal_invitation_withdrawn", target=held.proposal, at=at)
    if held.organisation:
        telling.withdrawn(held.proposal, [held.organisation], by=by, at=at)
    telling.withdrawn_by_address(held.proposal, [held], at=at)
    close_if_nobody_can_join(held.proposal, at=at)
    return True


@transaction.atomic
def ask(
    *,
    proposal: Proposal,
    organisation: Organisation,
    role: str,
    note: str = "",
    replaces: Invitation | None = None,
    by,
    at,
) -> Invitation:
    """Ask one more organisation while the proposal is open, perhaps in place of one that is not in it any more.

    Those who are in, or can still answer, are told that it is asked too; not why. The same again is the same
    invitation. Raises NotPossible where it cannot be asked.
    """
    held = hold_open(proposal, by=by)
    must_lead_somewhere(held)
    asked = {"organisation": organisation, "role": role, "note": note, "replaces": replaces}
    new = Invitation(proposal=held, sent_at=at, expires_at=answer_by(held.opportunity, at), **asked)
    hold_asked([new])
    earlier = list(held.invitations.select_related("organisation").order_by("pk"))
    for one in earlier:
        if one.organisation_id == organisation.pk and one.state in (Answer.SENT, Answer.ACCEPTED):
            return one
    standing = _must_be_possible(held, new, organisation, earlier, at)
    new.save(force_insert=True)
    record(actor=by, action="proposal_asked_another", target=held, at=at)
    telling.asked(held, [organisation], by=by, at=at)
    what = f"{short(organisation.name)} is asked too, as {new.get_role_display().lower()}."
    telling.others_changed(held, standing, what=what, by=by, at=at)
    return new


def _must_be_possible(
    held: Proposal, new: Invitation, organisation: Organisation, earlier: list[Invitation], at
) -> list[Invitation]:
    """Those who are in or can still answer; raises NotPossible where the new one cannot be asked."""
    standing = [one for one in earlier if one.state in (Answer.SENT, Answer.ACCEPTED)]
    declined = {one.organisation_id for one in earlier if one.state == Answer.DECLINED}
    if against := unavailable(held.proposer, [new.organisation or organisation], at).get(organisation.pk):
        raise NotPossible(against)
    if organisation.pk in declined:
        raise NotPossible(DECLINED.format(organisation=organisation))
    if len(standing) >= MOST_ASKED:
        raise NotPossible(TOO_MANY)
    leads = [held.role, *(one.role for one in standing), new.role].count(ConsortiumMember.Role.LEAD)
    if leads > 1:
        raise NotPossible("There is a lead provider already. Choose another role.")
    return standing
