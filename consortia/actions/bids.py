"""What organisations record of their bids: that they intend one, who is in it, that it went out, that it is withdrawn.

Each member says for itself that it is in, and with what. A bid is recorded here and submitted elsewhere.
"""

from django.db import transaction
from django.utils.text import Truncator

from commissioners.choices import State
from commissioners.models import Opportunity
from consortia.bidding.parties import Party
from consortia.models import Bid, BidParticipant, Consortium, ConsortiumMember
from consortia.rules.workspaces import edits_taking_part
from mutuals.models import Organisation
from mutuals.rules import edits
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark_many

from . import overlaps
from .seats import locked, take_seat
from .telling import tell_members, tell_organisation

NOT_IN = "{organisation} is not in this bid. Say first that it is, and with what."
TOO_LATE = "{organisation} is not in this bid: those who are in it record what becomes of it."
MEANWHILE = "This bid was changed while you were reading: it is {state} now. Look at it again before you decide."


def hold(bid: Bid, *, party: Party, by) -> Bid:
    """The bid, held until the transaction ends, once `by` still acts for the party. Raises NotPossible."""
    if party.member is not None:
        take_seat(member=party.member, by=by)
    elif not edits(by, Organisation.objects.get(pk=party.organisation.pk)):
        raise NotPossible(f"You no longer act for {party.organisation}, or it was closed.")
    return _locked(bid)


def _locked(bid: Bid) -> Bid:
    """The bid, locked first and read then: what a locking query joins is as it was before it waited for the lock."""
    Bid.objects.select_for_update().get(pk=bid.pk)
    return Bid.objects.select_related("opportunity", "consortium").get(pk=bid.pk)


def hold_as_bidder(bid: Bid, *, party: Party, by) -> Bid:
    """The same, for an organisation that is in the bid."""
    held = hold(bid, party=party, by=by)
    must_be_in(held, party)
    return held


def must_be_in(bid: Bid, party: Party) -> None:
    """Raises NotPossible where the organisation has not said that it is in the bid."""
    if not bid.participants.filter(organisation=party.organisation).exists():
        words = NOT_IN if bid.state == Bid.State.INTENDED else TOO_LATE
        raise NotPossible(words.format(organisation=party.organisation))


def tell(bid: Bid, *, event: str, key, did: str, body: str = "", by, at) -> None:
    """Tell the members of the consortium, or the organisation's other people; `did` completes the subject."""
    said = {"event": event, "key": key, "subject": subject_of(bid, did), "body": body, "by": by, "at": at}
    if bid.consortium is not None:
        tell_members(bid.consortium, url=bid.get_absolute_url(), **said)
        return
    for part in bid.participants.select_related("organisation"):
        tell_organisation(part.organisation, url=bid.get_absolute_url(), **said)


def subject_of(bid: Bid, did: str) -> str:
    return f"Your bid for “{Truncator(bid.title).chars(100)}” {did}"


@transaction.atomic
def intend(*, party: Party, opportunity: Opportunity, lots=(), by, at) -> Bid:
    """Record that the party intends to bid; a live bid for the same opportunity is returned as it is.

    `lots`: those that it is for, none for the whole. Nobody else is in a consortium's bid until it says so itself.
    Raises NotPossible where nothing can be bid for.
    """
    consortium = _held_side(party, by=by)
    current = Opportunity.objects.select_related("body").get(pk=opportunity.pk)
    if current.published_at is None or current.state in (State.DRAFT, State.CANCELLED):
        raise NotPossible("Nothing can be bid for here: the opportunity is not published, or was cancelled.")
    if existing := live_bid(current, consortium=consortium, organisation=party.organisation):
        return existing
    bid = Bid.objects.create(
        body=current.body,
        opportunity=current,
        consortium=consortium,
        title=current.title,
        intended_at=at,
        intended_by=by,
        heard_version=current.version,
        heard_state=current.state,
        is_demo=current.is_demo,
    )
    bid.lots.set(current.lots.filter(pk__in=[lot.pk for lot in lots]))
    BidParticipant.objects.create(bid=bid, organisation=party.organisation, confirmed_at=at, confirmed_by=by)
    record(actor=by, action="bid_intended", target=bid, at=at)
    body = f"{party.organisation} has recorded it. Say for your own organisation whether it is in, and with what."
    tell(bid, event="bid_intended", key=bid.pk, did="is intended", body=body if consortium else "", by=by, at=at)
    overlaps.look(current, at=at)
    return bid


def _held_side(party: Party, *, by) -> Consortium | None:
    """Whoever bids, locked, so that it begins one bid at a time; None for an organisation alone."""
    if party.member is not None:
        return take_seat(member=party.member, by=by)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=party.organisation.pk)
    if not edits_taking_part(by, organisation):
        raise NotPossible(f"You cannot record a bid for {organisation}: it takes no part, or you only read.")
    return None


def live_bid(opportunity, *, consortium, organisation) -> Bid | None:
    """The live bid of the consortium, or without one of the organisation alone."""
    bids = Bid.objects.live().filter(opportunity=opportunity, consortium=consortium)
    if consortium is None:
        bids = bids.filter(participants__organisation=organisation)
    return bids.first()


@transaction.atomic
def take_part(*, bid: Bid, party: Party, contribution: str, services=(), places=(), by, at) -> BidParticipant:
    """The party says that it is in, and with what; again: changes what it brings. Raises NotPossible once submitted."""
    held = hold(bid, party=party, by=by)
    if held.state != Bid.State.INTENDED:
        raise NotPossible(f"This bid is {held.get_state_display().lower()}: who brings what is not changed any more.")
    part, is_new = BidParticipant.objects.get_or_create(
        bid=held, organisation=party.organisation, defaults={"confirmed_at": at, "confirmed_by": by}
    )
    BidParticipant.objects.filter(pk=part.pk).update(contribution=contribution)
    part.services.set(services)
    part.places.set(places)
    held.declined.remove(party.organisation)
    record(actor=by, action="bid_contribution_said", target=held, at=at)
    if is_new:
        key = f"{held.pk}-{part.pk}"
        tell(held, event="bid_member_in", key=key, did=f"now has {party.organisation} in it", by=by, at=at)
    return part


@transaction.atomic
def step_out(*, bid: Bid, party: Party, by, at) -> None:
    """The party says that it is not in a consortium's bid. Raises NotPossible once the tender is submitted."""
    held = hold(bid, party=party, by=by)
    if held.consortium is None:
        raise NotPossible("This bid is yours alone: withdraw it instead.")
    if held.state != Bid.State.INTENDED:
        raise NotPossible(f"This bid is {held.get_state_display().lower()}: nobody steps out of it any more.")
    if held.declined.filter(pk=party.organisation.pk).exists():
        return
    held.declined.add(party.organisation)
    held.participants.filter(organisation=party.organisation).delete()
    record(actor=by, action="bid_declined", target=held, at=at)
    key = f"{held.pk}-{party.organisation.pk}-{at:%Y%m%d%H%M%S}"
    tell(held, event="bid_member_out", key=key, did=f"is without {party.organisation}", by=by, at=at)


@transaction.atomic
def submit(*, bid: Bid, party: Party, submitted_on, by, at) -> None:
    """Record that the tender was submitted, elsewhere, on that day. Recorded already: changes nothing.

    Whoever has left the consortium is not in the bid any more. Raises NotPossible where it is withdrawn or decided.
    """
    held = hold_as_bidder(bid, party=party, by=by)
    if held.state == Bid.State.SUBMITTED:
        return
    if held.consortium is not None:
        present = ConsortiumMember.objects.present().filter(consortium=held.consortium)
        held.participants.exclude(organisation__in=present.values("organisation")).delete()
    bidders = list(held.participants.values_list("organisation", flat=True))
    move(
        held,
        field="state",
        to=Bid.State.SUBMITTED,
        transitions=Bid.TRANSITIONS,
        submitted_on=submitted_on,
        submitted_at=at,
        submitted_by=by,
        is_joint=len(bidders) > 1,
    )
    record(actor=by, action="bid_submitted", target=held, at=at)
    tell(held, event="bid_submitted", key=held.pk, did="was recorded as submitted", by=by, at=at)
    mark_many(kind="organisation", object_ids=bidders, at=at)


@transaction.atomic
def withdraw(*, bid: Bid, party: Party, reason: str, seen: str, by, at) -> None:
    """Record that the bid is withdrawn, and why. `seen`: the state that the person read.

    Withdrawn already: changes nothing. Raises NotPossible where the state is another one by now.
    """
    held = hold_as_bidder(bid, party=party, by=by)
    if held.state == Bid.State.WITHDRAWN:
        return
    if held.state != seen:
        raise NotPossible(MEANWHILE.format(state=held.get_state_display().lower()))
    changes = {"ended_at": at, "ended_by": by, "withdrawn_because": reason}
    move(held, field="state", to=Bid.State.WITHDRAWN, transitions=Bid.TRANSITIONS, **changes)
    record(actor=by, action="bid_withdrawn", target=held, at=at)
    tell(held, event="bid_withdrawn", key=held.pk, did="is withdrawn", body=f"Why: {reason}", by=by, at=at)
    mark_many(kind="organisation", object_ids=held.participants.values_list("organisation", flat=True), at=at)
    if held.opportunity is not None:
        overlaps.look(held.opportunity, at=at)


def hold_side(bid: Bid) -> Bid:
    """The bid, held after its consortium, for what the portal does by itself."""
    if bid.consortium is not None:
        locked(bid.consortium)
    return _locked(bid)
