"""What each organisation learnt from a bid: written by its own people, shared with the network by its own choice."""

from django.db import transaction

from consortia.bidding.lessons import Read, as_read
from consortia.bidding.parties import Party
from consortia.models import Bid, Reflection
from mutuals.rules import edits
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .bids import hold_as_bidder

CHANGED = "What others would read has changed while you were looking. Check it again, then share it."


@transaction.atomic
def write(*, bid: Bid, party: Party, values: dict, by, at) -> Reflection:
    """Keep the party's own answers. Words that the network reads are taken back when they change: check them again."""
    held = hold_as_bidder(bid, party=party, by=by)
    if not held.is_decided:
        raise NotPossible("Record first whether the bid was won or lost.")
    existing = Reflection.objects.filter(bid=held, organisation=party.organisation).first()
    if existing is not None and all(getattr(existing, name) == value for name, value in values.items()):
        return existing
    if existing is not None and any(getattr(existing, name) != values.get(name) for name in ("repeat", "not_again")):
        Reflection.objects.filter(pk=existing.pk).update(shared_at=None, shared_by=None)
    kept, _ = Reflection.objects.update_or_create(
        bid=held, organisation=party.organisation, defaults=values | {"written_at": at, "written_by": by}
    )
    record(actor=by, action="lessons_written", target=held, at=at)
    return kept


@transaction.atomic
def share(*, bid: Bid, party: Party, checked: str, by, at) -> None:
    """Let the network read the party's lessons, without names, exactly as its person `checked` them.

    Shared already: changes nothing. Raises NotPossible where something else would be read by now.
    """
    held = hold_as_bidder(bid, party=party, by=by)
    own = Reflection.objects.select_for_update(of=("self",)).filter(bid=held, organisation=party.organisation).first()
    if own is None or not (own.repeat or own.not_again):
        raise NotPossible("Write first what you would repeat, or what not.")
    if own.shared_at is not None:
        return
    read: Read = as_read(own)
    if read.digest != checked:
        raise NotPossible(CHANGED)
    Reflection.objects.filter(pk=own.pk).update(
        shared_at=at, shared_by=by, shared_service=read.service, shared_region=read.region
    )
    record(actor=by, action="lessons_shared", target=held, at=at)


@transaction.atomic
def take_back(*, reflection: Reflection, by, at) -> None:
    """The network reads it no more, also after the organisation has left the consortium. Again: changes nothing."""
    if not edits(by, reflection.organisation):
        raise NotPossible(f"You no longer act for {reflection.organisation}.")
    shared = Reflection.objects.shared().filter(pk=reflection.pk)
    if shared.update(shared_at=None, shared_by=None, shared_service=None, shared_region=None):
        record(actor=by, action="lessons_taken_back", target=reflection.bid, at=at)
