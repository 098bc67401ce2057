"""What the two sides of an invitation write to each other: questions, suggested changes, replies."""

import uuid

from django.db import transaction

from consortia.models import ConsortiumMember, Invitation, Proposal, ProposalNote
from consortia.proposing.words import short
from consortia.rules.workspaces import edits_taking_part
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from . import proposal_telling as telling
from .invitations import hold_invitation
from .proposals import NOT_YOURS, must_act_for

Kind, Answer = ProposalNote.Kind, Invitation.State
CLOSED = "This is over, so nothing can be written any more. Reload the page to see how it ended."
TWO_LEADS = "There is a lead provider already. Agree first who leads."
MOST_NOTES = 100
ENOUGH = "There are a hundred messages here already. Agree on the rest by telephone, or answer."


@transaction.atomic
def write(*, invitation: Invitation, kind: str, text: str, role: str = "", form_key: uuid.UUID, by, at) -> ProposalNote:
    """Write to the other side while the proposal is open; the same form a second time is the same note.

    Whoever acts for both sides writes for the one that is asked. Raises NotPossible.
    """
    held = hold_invitation(invitation)
    before = ProposalNote.objects.filter(form_key=form_key, written_by=by).first()
    if before is not None:
        return before
    writer = _side(held, by)
    if held.proposal.state != Proposal.State.OPEN or held.state not in (Answer.SENT, Answer.ACCEPTED, Answer.EXPIRED):
        raise NotPossible(CLOSED)
    if held.notes.count() >= MOST_NOTES:
        raise NotPossible(ENOUGH)
    note = ProposalNote.objects.create(
        invitation=held, organisation=writer, written_by=by, kind=kind,
        role=role if kind == Kind.CHANGE and writer == held.organisation else "",
        text=text, written_at=at, form_key=form_key,
    )  # fmt: skip
    record(actor=by, action="proposal_note_written", target=held.proposal, at=at)
    telling.written(note, to=_other_side(held, writer), by=by, at=at)
    return note


def _side(held: Invitation, by) -> Organisation:
    """The organisation that the person writes for."""
    for one in (held.organisation, held.proposal.proposer):
        if one is not None and edits_taking_part(by, one):
            return one
    raise NotPossible(NOT_YOURS.format(organisation=held.name))


def _other_side(held: Invitation, writer: Organisation) -> Organisation | None:
    return held.proposal.proposer if writer == held.organisation else held.organisation


@transaction.atomic
def take_up(*, note: ProposalNote, by, at) -> bool:
    """For the proposer: the role that was suggested is the role now; returns whether it was not. Raises NotPossible."""
    held = hold_invitation(note.invitation)
    must_act_for(held.proposal.proposer, by)
    note.refresh_from_db()
    if note.taken_up_at is not None:
        return False
    if not note.role or held.proposal.state != Proposal.State.OPEN or held.state not in (Answer.SENT, Answer.ACCEPTED):
        raise NotPossible(CLOSED)
    _must_have_one_lead(held, note.role)
    Invitation.objects.filter(pk=held.pk).update(role=note.role)
    ProposalNote.objects.filter(pk=note.pk).update(taken_up_at=at)
    record(actor=by, action="proposal_role_changed", target=held.proposal, at=at)
    role = ConsortiumMember.Role(note.role).label.lower()
    telling.role_changed(held, what=f"You are now asked to be in it as {role}, as you suggested.", by=by, at=at)
    others = held.proposal.invitations.filter(state__in=[Answer.SENT, Answer.ACCEPTED]).exclude(pk=held.pk)
    what = f"{short(held.name)} would be in it as {role}."
    telling.others_changed(held.proposal, others.select_related("organisation"), what=what, by=by, at=at)
    return True


def _must_have_one_lead(held: Invitation, role: str) -> None:
    lead = ConsortiumMember.Role.LEAD
    if role != lead or held.proposal.consortium_id:
        return
    standing = held.proposal.invitations.filter(state__in=[Answer.SENT, Answer.ACCEPTED]).exclude(pk=held.pk)
    if held.proposal.role == lead or standing.filter(role=lead).exists():
        raise NotPossible(TWO_LEADS)
