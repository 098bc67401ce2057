"""How bids ended, as those who bid record it. The portal asks and never decides: only they know what they submitted."""

from decimal import Decimal

from django.db import transaction

from consortia.bidding.parties import Party
from consortia.models import Bid, Reflection
from mutuals.rules import owns
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark, mark_many

from . import overlaps
from .bids import MEANWHILE, hold_as_bidder, tell

OUTCOMES = {"won": Bid.State.WON, "lost": Bid.State.LOST}
OWNERS = "An owner of {organisation} can correct how a bid ended."
TAKEN_BACK = "Lessons that were shared with the network are taken back until their organisation checks them again."


@transaction.atomic
def record_outcome(
    *, bid: Bid, party: Party, outcome: str, feedback: str = "", scores: str = "", contract_value=None, by, at
) -> None:
    """Record "won" or "lost", with what the buyer said. The same again changes nothing.

    `contract_value`: pounds, of a bid that was won. Raises NotPossible where another outcome was recorded meanwhile.
    """
    held = hold_as_bidder(bid, party=party, by=by)
    to = OUTCOMES[outcome]
    if held.state == to:
        return
    if held.state != Bid.State.SUBMITTED:
        raise NotPossible(MEANWHILE.format(state=held.get_state_display().lower()))
    value = Decimal(contract_value) if contract_value and to == Bid.State.WON else None
    said = {"feedback": feedback, "scores": scores, "contract_value": value}
    move(held, field="state", to=to, transitions=Bid.TRANSITIONS, ended_at=at, ended_by=by, **said)
    record(actor=by, action="bid_outcome_recorded", target=held, at=at, outcome=outcome)
    body = "Say what your own organisation would repeat, and what not. A bid that was lost counts as shared history."
    tell(held, event="bid_outcome_recorded", key=held.pk, did=f"was recorded as {outcome}", body=body, by=by, at=at)
    _mark(held, at=at)
    if held.opportunity is not None:
        overlaps.look(held.opportunity, at=at)


def _mark(held: Bid, *, at) -> None:
    mark_many(kind="organisation", object_ids=held.participants.values_list("organisation", flat=True), at=at)
    mark(kind="everything", at=at)  # the record of joint working of a region concerns everyone in it


@transaction.atomic
def correct_outcome(*, bid: Bid, party: Party, reason: str, seen: str, by, at) -> None:
    """Correct won to lost, or lost to won, for an owner of an organisation that is in the bid. All are told why.

    `seen`: the state that the person read, so that two who correct at once do not undo each other: where it is the
    other one by now, nothing changes. What was learnt is kept, and checked again before the network reads it.
    Raises NotPossible.
    """
    held = hold_as_bidder(bid, party=party, by=by)
    if not owns(by, party.organisation):
        raise NotPossible(OWNERS.format(organisation=party.organisation))
    if not held.is_decided or seen not in Bid.DECIDED:
        raise NotPossible("Record first whether the bid was won or lost.")
    if held.state != seen:
        return
    to = Bid.State.LOST if seen == Bid.State.WON else Bid.State.WON
    value = held.contract_value if to == Bid.State.WON else None
    move(held, field="state", to=to, transitions=Bid.TRANSITIONS, ended_at=at, ended_by=by, contract_value=value)
    shared = Reflection.objects.shared().filter(bid=held)
    shared.update(shared_at=None, shared_by=None, shared_service=None, shared_region=None)
    event = record(actor=by, action="bid_outcome_corrected", target=held, at=at, outcome=str(to))
    body = f"{by} of {party.organisation} corrected it from {seen} to {to.value}. Why: {reason}\n\n{TAKEN_BACK}"
    tell(
        held,
        event="bid_outcome_corrected",
        key=event.pk,
        did=f"is corrected: it was {to.value}",
        body=body,
        by=by,
        at=at,
    )
    _mark(held, at=at)


@transaction.atomic
def keep_feedback(*, bid: Bid, party: Party, feedback: str, scores: str, contract_value=None, by, at) -> bool:
    """Keep what the buyer said later; returns whether that changed anything. Raises NotPossible before the outcome."""
    held = hold_as_bidder(bid, party=party, by=by)
    if not held.is_decided:
        raise NotPossible("Record first whether the bid was won or lost.")
    value = Decimal(contract_value) if contract_value and held.state == Bid.State.WON else None
    if (held.feedback, held.scores, held.contract_value) == (feedback, scores, value):
        return False
    Bid.objects.filter(pk=held.pk).update(feedback=feedback, scores=scores, contract_value=value)
    record(actor=by, action="bid_feedback_kept", target=held, at=at)
    return True
