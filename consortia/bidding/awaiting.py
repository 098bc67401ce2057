"""What bids wait for from a person (settings.AWAITING)."""

import datetime as dt
from typing import cast

from django.db.models import Exists, OuterRef
from django.urls import reverse

from consortia.models import Bid, BidParticipant, Consortium, ConsortiumMember, Reflection
from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each

REMEMBERED = dt.timedelta(days=60)  # after the outcome: what is not written by then is not asked for any more


def of_person(asker: Asker, at) -> list[Queue]:
    """Bids to say a part in, outcomes to record, lessons to write, for organisations that the person acts for."""
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    mine = [one.organisation_id for one in held if one.organisation.closed_at is None]
    if not mine:
        return []
    return [_to_join(mine), _to_record(mine), _to_learn_from(mine, at)]


def _to_join(mine: list[int]) -> Queue:
    """Seats in consortia whose intended bid has no word of theirs."""
    seats = ConsortiumMember.objects.present().filter(organisation__in=mine)
    bids = Bid.objects.filter(state=Bid.State.INTENDED, consortium=OuterRef("consortium"))
    said = BidParticipant.objects.filter(bid=OuterRef("pk"), organisation=OuterRef(OuterRef("organisation")))
    declined = Bid.declined.through.objects.filter(bid=OuterRef("pk"), organisation=OuterRef(OuterRef("organisation")))
    silent = bids.filter(~Exists(said), ~Exists(declined))
    rows = seats.exclude(consortium__state=Consortium.State.DISSOLVED).filter(Exists(silent))
    return each(rows.select_related("consortium", "organisation").defer("organisation__public_search"), _join)


def _join(seat: ConsortiumMember) -> Awaiting:
    return Awaiting(
        text=f"Say whether {seat.organisation} is in the bid of {seat.consortium}, and with what",
        url=reverse("consortium_bids", args=[seat.consortium_id]),
        detail="Nobody else can say it for you",
        since=seat.joined_at,
    )


def _bids(mine: list[int]):
    """Bids in which these organisations are and can still act."""
    part = BidParticipant.objects.filter(bid=OuterRef("pk"), organisation__in=mine)
    seat = ConsortiumMember.objects.present().filter(consortium=OuterRef("consortium"), organisation__in=mine)
    found = Bid.objects.filter(Exists(part)).exclude(consortium__state=Consortium.State.DISSOLVED)
    return (found.filter(consortium=None) | found.filter(Exists(seat))).order_by("pk")


def _to_record(mine: list[int]) -> Queue:
    return each(_bids(mine).filter(state=Bid.State.SUBMITTED, asked_at__isnull=False), _record)


def _record(bid: Bid) -> Awaiting:
    return Awaiting(
        text=f"Record how your bid for “{bid.title}” went",
        url=reverse("bid_outcome", args=[bid.pk]),
        detail="The buyer has published its award",
        since=cast(dt.datetime, bid.asked_at),
    )


def _to_learn_from(mine: list[int], at) -> Queue:
    part = BidParticipant.objects.filter(bid=OuterRef("pk"), organisation__in=mine)
    written = Reflection.objects.filter(bid=OuterRef("bid"), organisation=OuterRef("organisation"))
    silent = part.filter(~Exists(written))
    rows = _bids(mine).filter(Exists(silent), state__in=Bid.DECIDED, ended_at__gt=at - REMEMBERED)
    return each(rows, _learn)


def _learn(bid: Bid) -> Awaiting:
    return Awaiting(
        text=f"Say what you learnt from your bid for “{bid.title}”",
        url=reverse("bid_lessons", args=[bid.pk]),
        detail="What you would repeat, and what not",
        since=cast(dt.datetime, bid.ended_at),
    )
