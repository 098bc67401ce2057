"""A proposal from its sending to its end: a consortium is formed, or it is withdrawn.

Whoever acts locks the consortium that it is about, if any, then the proposal, then the organisations asked by key.
"""

from django.db import transaction

from commissioners.models import Opportunity
from consortia.models import Consortium, ConsortiumMember, Decision, Invitation, Proposal
from consortia.models.proposals import ENDED
from consortia.proposing import fingerprint
from consortia.proposing.possible import against_sending, answer_by, problems
from consortia.proposing.words import purpose_of
from consortia.rules.workspaces import edits_taking_part
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark

from . import overlaps
from . import proposal_telling as telling

CHANGED = "This has changed since you opened the page. Check it again."
NOT_YOURS = "{organisation} does not take part any more, or you no longer act for it."
NOBODY_IN = "Nobody has accepted yet: a consortium needs at least two organisations."
OVER = "The opportunity {ended}, so this proposal leads nowhere any more. Propose anew what you would do together."
NOT_OPEN = "This proposal is closed: reload the page to see how it ended."

State, Answer = Proposal.State, Invitation.State


class ChangedMeanwhile(NotPossible):
    """Somebody changed, or answered, what the person was shown."""


def hold(proposal: Proposal) -> Proposal:
    """The proposal as it stands now, locked; before it the consortium that it is about. Within a transaction."""
    if proposal.consortium_id:
        Consortium.objects.select_for_update().get(pk=proposal.consortium_id)
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    # Read again: what a locking query joins is as it was before it waited for the lock
    found = Proposal.objects.select_related("proposer", "proposed_by", "opportunity", "consortium")
    return found.defer("proposer__public_search", "opportunity__search").get(pk=proposal.pk)


def hold_open(proposal: Proposal, *, by) -> Proposal:
    """The same, for its proposer while it is open. Raises NotPossible."""
    held = hold(proposal)
    must_act_for(held.proposer, by)
    if held.state != State.OPEN:
        raise NotPossible(NOT_OPEN)
    return held


def must_act_for(organisation: Organisation | None, by) -> Organisation:
    """The organisation; raises NotPossible unless the person acts for it and it takes part."""
    if organisation is None or not edits_taking_part(by, organisation):
        raise NotPossible(NOT_YOURS.format(organisation=organisation or "Your organisation"))
    return organisation


def must_lead_somewhere(held: Proposal) -> None:
    """Raises NotPossible where the opportunity has ended. A consortium that exists can be joined all the same."""
    if held.opportunity and not held.consortium_id and held.opportunity.state in ENDED:
        raise NotPossible(OVER.format(ended=ENDED[held.opportunity.state]))


def hold_asked(invitations: list[Invitation]) -> None:
    """Lock the organisations asked, by key, and read them anew: how many invitations each has is counted in turn."""
    keys = [one.organisation_id for one in invitations if one.organisation_id]
    held = Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    now = {one.pk: one for one in held.defer("public_search")}
    for one in invitations:
        if one.organisation_id:
            one.organisation = now[one.organisation_id]


def as_heard(opportunity: Opportunity | None) -> dict:
    """How the opportunity stands for both sides from now on: actions/proposal_news.py tells what changes since."""
    if opportunity is None:
        return {}
    return {"heard_state": opportunity.state, "heard_deadline": opportunity.submission_deadline}


@transaction.atomic
def send(*, proposal: Proposal, seen: str, by, at) -> bool:
    """Send a draft to all whom it asks; returns whether it was one.

    `seen`: fingerprint of what the person was shown. Raises NotPossible, with all that stands against it, and
    ChangedMeanwhile.
    """
    held = hold(proposal)
    must_act_for(held.proposer, by)
    if held.state != State.DRAFT:
        return False
    asked = list(held.invitations.select_related("organisation").order_by("pk"))
    hold_asked(asked)
    if against := against_sending(held, asked, at):
        raise NotPossible(" ".join(against))
    if seen != fingerprint.of_draft(held, asked):
        raise ChangedMeanwhile(CHANGED)
    ends = answer_by(held.opportunity, at)
    changes = {"sent_at": at, "expires_at": ends} | as_heard(held.opportunity)
    move(held, field="state", to=State.OPEN, transitions=Proposal.TRANSITIONS, **changes)
    held.invitations.update(sent_at=at, expires_at=ends)
    record(actor=by, action="proposal_sent", target=held, at=at)
    telling.asked(held, [one.organisation for one in asked if one.organisation], by=by, at=at)
    telling.asked_by_address(held, asked, by=by, at=at, ends=ends)
    telling.colleagues_of_proposer(held, by=by, at=at)
    return True


@transaction.atomic
def withdraw(*, proposal: Proposal, by, at) -> bool:
    """Take back a proposal and all its invitations; returns whether it was open. Raises NotPossible once confirmed."""
    held = hold(proposal)
    must_act_for(held.proposer, by)
    if held.state == State.WITHDRAWN:
        return False
    concerned = _concerned(held)
    move(held, field="state", to=State.WITHDRAWN, transitions=Proposal.TRANSITIONS, closed_at=at)
    _end(concerned, at)
    record(actor=by, action="proposal_withdrawn", target=held, at=at)
    telling.withdrawn(held, [one.organisation for one in concerned if one.organisation], by=by, at=at)
    telling.withdrawn_by_address(held, concerned, at=at)
    return True


def _concerned(held: Proposal) -> list[Invitation]:
    """Those who accepted, or can still answer."""
    standing = held.invitations.filter(state__in=[Answer.SENT, Answer.ACCEPTED]).select_related("organisation")
    return list(standing.order_by("pk"))


def _takes_part(one: Invitation) -> bool:
    return one.organisation is not None and one.organisation.is_active


def _end(invitations: list[Invitation], at) -> None:
    for one in invitations:
        move(one, field="state", to=Answer.WITHDRAWN, transitions=Invitation.TRANSITIONS, answered_at=at)


@transaction.atomic
def confirm(*, proposal: Proposal, seen: str, by, at) -> Consortium:
    """Form the consortium of the proposer and those who accepted; a second time it is the same one.

    Invitations that wait are withdrawn. `seen`: fingerprint of the answers that the person was shown. Raises
    NotPossible, and ChangedMeanwhile where somebody answered since.
    """
    held = hold(proposal)
    must_act_for(held.proposer, by)
    if held.state == State.CONFIRMED and held.consortium:
        return held.consortium
    if held.state != State.OPEN or held.consortium_id:
        raise NotPossible(NOT_OPEN)
    if seen != fingerprint.of_answers(held.invitations.all()):
        raise ChangedMeanwhile(CHANGED)
    must_lead_somewhere(held)
    concerned = _concerned(held)
    accepted = [one for one in concerned if one.state == Answer.ACCEPTED and _takes_part(one)]
    if not accepted:
        raise NotPossible(NOBODY_IN)
    left_out = [one for one in concerned if one not in accepted]
    consortium = _formed(held, accepted, at)
    _end(left_out, at)
    record(actor=by, action="consortium_formed", target=consortium, at=at)
    telling.formed(consortium, by=by, at=at)
    telling.formed_without(held, [one.organisation for one in left_out if one.organisation], by=by, at=at)
    telling.withdrawn_by_address(held, left_out, at=at)
    overlaps.look_for(consortium, at=at)
    return consortium


def _formed(held: Proposal, accepted: list[Invitation], at) -> Consortium:
    consortium = Consortium.objects.create(
        name=held.title or f"{held.proposer} and partners"[:200],
        partnership_model=held.partnership_model,
        purpose=purpose_of(held),
        opportunity=held.opportunity,
        lot=held.lot,
        created_at=at,
        is_demo=held.is_demo,
    )
    accepting = [(one.organisation, one.role) for one in accepted if one.organisation]
    parts = [(held.proposer, held.role), *accepting]
    for organisation, role in parts:
        ConsortiumMember.objects.create(consortium=consortium, organisation=organisation, role=role, joined_at=at)
        mark(kind="organisation", object_id=organisation.pk, at=at)
    changes = {"consortium": consortium, "closed_at": at}
    move(held, field="state", to=State.CONFIRMED, transitions=Proposal.TRANSITIONS, **changes)
    return consortium


@transaction.atomic
def invite_to(
    *,
    consortium: Consortium,
    organisation: Organisation,
    role: str,
    by,
    at,
    member: Organisation | None = None,
    note="",
) -> Invitation:
    """Ask an organisation to join a consortium, once its members have agreed that it is asked: accepting joins at once.

    `member`: who asks for them; left out, the first by name that `by` acts for. The same again is the same invitation.
    Raises NotPossible where it cannot be asked, in words that may be shown to the members.
    """
    held = Consortium.objects.select_for_update().get(pk=consortium.pk)
    asker = _asker(held, member, by)
    if before := Invitation.objects.open(at).filter(proposal__consortium=held, organisation=organisation).first():
        return before
    if held.members.filter(organisation=organisation, left_at=None).exists():
        raise NotPossible(f"{organisation} is in this consortium already.")
    proposal = _proposal_to_join(held, asker, by=by, at=at)
    asked = Invitation(proposal=proposal, organisation=organisation, role=role, note=note, sent_at=at)
    asked.expires_at = proposal.expires_at
    hold_asked([asked])
    if against := problems(proposal, [asked], at):
        raise NotPossible(" ".join(against))
    asked.save(force_insert=True)
    record(actor=by, action="proposal_sent", target=proposal, at=at)
    telling.asked(proposal, [organisation], by=by, at=at)
    return asked


def _proposal_to_join(consortium: Consortium, asker: Organisation, *, by, at) -> Proposal:
    """Sent in the same breath: its members have agreed to it."""
    return Proposal.objects.create(
        proposer=asker,
        proposed_by=by,
        state=State.OPEN,
        opportunity=consortium.opportunity,
        lot=consortium.lot,
        consortium=consortium,
        title=f"Join {consortium.name}"[:200],
        message=consortium.purpose,
        partnership_model=consortium.partnership_model,
        created_at=at,
        sent_at=at,
        expires_at=answer_by(consortium.opportunity, at),
        is_demo=consortium.is_demo,
        **as_heard(consortium.opportunity),
    )


def ask_as_decided(decision: Decision, *, at) -> None:
    """Ask whom the members decided to ask: what follows that decision. Raises NotPossible, and it lapses."""
    asked = Organisation.objects.get(pk=decision.details["organisation"])
    invite_to(
        consortium=decision.consortium,
        organisation=asked,
        role=decision.details["role"],
        note=decision.details["note"],
        member=decision.proposer.organisation,
        by=decision.proposed_by,
        at=at,
    )


def _asker(consortium: Consortium, member: Organisation | None, by) -> Organisation:
    """The member that asks; raises NotPossible where the person acts for none, or it is not in it."""
    present = Organisation.objects.filter(
        consortium_memberships__consortium=consortium, consortium_memberships__left_at=None
    ).order_by("name", "pk")
    for one in present.filter(pk=member.pk) if member else present:
        if member or edits_taking_part(by, one):
            return one
    raise NotPossible("Only a member of the consortium can ask others to join.")
