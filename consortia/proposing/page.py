"""The page of one proposal, for those who propose and for those who are asked."""

from dataclasses import dataclass

from consortia.models import ConsortiumMember, Invitation, Proposal, ProposalNote
from consortia.rules.workspaces import edits_taking_part
from mutuals.models import Membership
from mutuals.rules import EDITING_ROLES
from partnerships_portal.accounts.addresses import verified_addresses

from . import fingerprint
from .letter import Letter, letter, profile_seen
from .possible import MOST_ASKED, against_sending, answer_by, silent
from .words import buyers_of, reasons_of

State, Answer = Proposal.State, Invitation.State
COLOURS = {
    Answer.SENT: "yellow",
    Answer.ACCEPTED: "green",
    Answer.DECLINED: "red",
    Answer.WITHDRAWN: "grey",
    Answer.EXPIRED: "grey",
}
TALKING = (Answer.SENT, Answer.ACCEPTED, Answer.EXPIRED)
STATE_COLOURS = {State.DRAFT: "grey", State.OPEN: "yellow", State.CONFIRMED: "green", State.WITHDRAWN: "grey"}


@dataclass(frozen=True)
class Sent:
    """One invitation as the proposer's people see it."""

    invitation: Invitation
    state: str
    colour: str
    can_withdraw: bool
    can_replace: bool
    notes: list[ProposalNote]
    can_write: bool


@dataclass(frozen=True)
class Asked:
    """One invitation of an organisation of the person who reads."""

    letter: Letter
    can_answer: bool  # the person may, and it is not too late
    can_take_back: bool
    is_read_only: bool  # it can be answered, but not by this person
    is_over: bool  # it can not be answered any more, and was not
    can_claim: bool  # it was sent to an address of the person, who says for which organisation they answer
    notes: list[ProposalNote]
    can_write: bool


def asked_with(proposal: Proposal) -> list[Invitation]:
    """The proposal's invitations with their organisations: one query."""
    rows = proposal.invitations.select_related("organisation").defer("organisation__public_search")
    return list(rows.order_by("pk"))


def proposal_page(proposal: Proposal, *, user, at) -> dict:
    """The context of the page: a constant number of queries."""
    invitations = asked_with(proposal)
    roles = dict(Membership.objects.filter(user=user).values_list("organisation", "role"))
    notes = notes_of(invitations)
    addresses = verified_addresses(user) if any(one.email for one in invitations) else set()
    ours = proposal.proposer_id in roles
    edits = ours and edits_taking_part(user, proposal.proposer)
    is_open = proposal.state == State.OPEN
    accepted = [one for one in invitations if one.state == Answer.ACCEPTED]
    replaced = {one.replaces_id for one in invitations}
    is_joining = bool(proposal.consortium_id) and proposal.state != State.CONFIRMED
    return {
        "proposal": proposal,
        "ours": ours,
        "may_act": edits,
        "is_open": is_open,
        "reasons": reasons_of(proposal),
        "buyers": buyers_of(proposal),
        "state_colour": STATE_COLOURS[State(proposal.state)],
        "sent": [_sent(one, proposal, replaced, edits, notes[one.pk], at) for one in invitations] if ours else [],
        "asked": [
            _asked(one, proposal, invitations, roles, notes[one.pk], at)
            for one in invitations
            if proposal.state != State.DRAFT and _is_mine(one, roles, addresses)
        ],
        "accepted": len(accepted),
        "has_declined": any(one.state == Answer.DECLINED for one in invitations),
        "waiting": sum(one.state == Answer.SENT and one.expires_at > at for one in invitations) if is_open else 0,
        "can_confirm": edits and is_open and bool(accepted) and not is_joining,
        "can_ask": edits and is_open and not is_joining and _standing(invitations) < MOST_ASKED,
        "is_in_consortium": _is_in(proposal, roles),
    }


def _standing(invitations: list[Invitation]) -> int:
    return sum(one.state in (Answer.SENT, Answer.ACCEPTED) for one in invitations)


def _is_in(proposal: Proposal, roles) -> bool:
    """Whether the person may open the workspace of the consortium."""
    present = ConsortiumMember.objects.present().filter(consortium=proposal.consortium_id, organisation__in=roles)
    return proposal.consortium_id is not None and present.exists()


def _is_mine(one: Invitation, roles, addresses: set[str]) -> bool:
    return one.organisation_id in roles or one.email in addresses


def notes_of(invitations: list[Invitation]) -> dict[int, list[ProposalNote]]:
    """What was written about each invitation (primary key), the oldest first: one query."""
    found: dict[int, list[ProposalNote]] = {one.pk: [] for one in invitations}
    rows = ProposalNote.objects.filter(invitation__in=found).select_related("organisation", "written_by")
    for note in rows.defer("organisation__public_search"):
        found[note.invitation_id].append(note)
    return found


def _sent(one: Invitation, proposal: Proposal, replaced: set, edits: bool, notes, at) -> Sent:
    is_open = edits and proposal.state == State.OPEN
    is_late = one.state == Answer.SENT and one.expires_at is not None and one.expires_at <= at
    state = Answer.EXPIRED if is_late else Answer(one.state)
    return Sent(
        invitation=one,
        state=str(state.label),
        colour=COLOURS[state],
        can_withdraw=is_open and one.state in (Answer.SENT, Answer.ACCEPTED),
        can_replace=is_open
        and not proposal.consortium_id
        and one.pk not in replaced
        and state not in (Answer.SENT, Answer.ACCEPTED),
        notes=notes,
        can_write=is_open and one.organisation is not None and one.state in TALKING,
    )


def _asked(one: Invitation, proposal: Proposal, invitations, roles, notes, at) -> Asked:
    takes_part = one.organisation is not None and one.organisation.is_active
    acts = takes_part and roles.get(one.organisation_id) in EDITING_ROLES
    waits = proposal.state == State.OPEN and one.state == Answer.SENT
    in_time = waits and one.expires_at > at
    is_joining = bool(proposal.consortium_id) and proposal.state != State.CONFIRMED
    members = _members(proposal) if is_joining and in_time else []  # who answered does not watch who comes and goes
    return Asked(
        letter=letter(proposal, one, invitations, members, is_joining=is_joining),
        can_answer=acts and in_time,
        can_take_back=acts and proposal.state == State.OPEN and one.state == Answer.ACCEPTED,
        is_read_only=in_time and one.organisation is not None and not acts,
        is_over=waits and not in_time,
        can_claim=in_time and one.organisation is None,
        notes=notes,
        can_write=acts and proposal.state == State.OPEN and one.state in TALKING,
    )


def _members(proposal: Proposal) -> list[ConsortiumMember]:
    present = ConsortiumMember.objects.present().filter(consortium=proposal.consortium_id)
    return list(present.select_related("organisation").defer("organisation__public_search").order_by("pk"))


def check_page(proposal: Proposal, *, at) -> dict:
    """What is looked at before a draft is sent: each letter exactly as it is read, and what stands against it."""
    invitations = asked_with(proposal)
    ends = answer_by(proposal.opportunity, at)
    for one in invitations:
        one.expires_at = ends
    asked = [one.organisation for one in invitations if one.organisation]
    return {
        "proposal": proposal,
        "letters": [letter(proposal, one, invitations) for one in invitations],
        "profile": profile_seen(proposal.proposer, asked),
        "silent": silent(asked),
        "against": against_sending(proposal, invitations, at),
        "seen": fingerprint.of_draft(proposal, invitations),
    }
