"""Telling those who bid what became of the opportunity: changed, closed, open again, cancelled, awarded.

A bid remembers how its opportunity stood when its people were last told, so that a sweep tells each change once,
whichever way it came about, and nothing is lost without a broker (decision 0143). It never records an outcome.
"""

from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.db.models import F

from commissioners.choices import State
from commissioners.models import Opportunity
from commissioners.plain_words import moment_in_words
from consortia.bidding.outcomes import is_over
from consortia.models import Bid, Consortium

from . import overlaps
from .bids import hold_side, tell
from .opportunity_news import DECIDE


@dataclass(frozen=True)
class News:
    """What is told: `did` completes the subject."""

    event: str
    did: str
    body: str


CANCELLED = News(
    "bid_opportunity_changed",
    "is for an opportunity that was cancelled",
    "The buyer does not go on with it, so no tender is decided. Its page says why. The record of a bid that was only "
    "intended can be withdrawn in one step on your bid’s page.",
)
CLOSED = News(
    "bid_opportunity_changed",
    "has reached its deadline",
    "The opportunity is closed. If you submitted your tender, record it on your bid’s page; if not, withdraw the "
    "record. If the buyer extends the deadline, you are told.",
)
AWARDED = News(
    "bid_outcome_asked",
    "was decided: record how it went",
    "The buyer has published how your lots ended. The portal does not decide for you: look at the award, then record "
    "whether you won or lost and what the buyer said. After that each of you is asked what it would repeat.",
)


def tell_of_opportunities(*, at, limit: int = 200) -> int:
    """Tell of every live bid whose opportunity is not as its people last heard; returns how many were told."""
    stale = Bid.objects.live().exclude(opportunity=None).exclude(consortium__state=Consortium.State.DISSOLVED)
    stale = stale.exclude(heard_version=F("opportunity__version"), heard_state=F("opportunity__state"))
    return sum(_tell_one(bid, at=at) for bid in stale.select_related("consortium").order_by("pk")[:limit])


@transaction.atomic
def _tell_one(bid: Bid, *, at) -> bool:
    held = hold_side(bid)
    opportunity = Opportunity.objects.defer("search").get(pk=cast(int, held.opportunity_id))
    now: dict = {"heard_version": opportunity.version, "heard_state": opportunity.state}
    if not held.is_live or (held.heard_version, held.heard_state) == tuple(now.values()):
        return False
    news = news_of(held, opportunity)
    if news is AWARDED:
        now["asked_at"] = held.asked_at or at
    Bid.objects.filter(pk=held.pk).update(**now)
    if news is not None:
        key = held.pk if news is AWARDED else f"{held.pk}-{opportunity.version}-{opportunity.state}"
        tell(held, event=news.event, key=key, did=news.did, body=_body(held, news), by=None, at=at)
    overlaps.look(opportunity, at=at)
    return news is not None


def _body(bid: Bid, news: News) -> str:
    """With what the members of a consortium formed for the opportunity have to decide once it has ended."""
    ends = news in (CANCELLED, AWARDED)
    formed_for_it = bid.consortium is not None and bid.consortium.opportunity_id == bid.opportunity_id
    return f"{news.body}\n\n{DECIDE}" if ends and formed_for_it else news.body


def news_of(bid: Bid, opportunity: Opportunity) -> News | None:
    """What those who bid should hear of their opportunity now; None where it does not concern them."""
    moved = bid.heard_state != opportunity.state
    if opportunity.state == State.CANCELLED:
        return CANCELLED
    if is_over(bid):
        return AWARDED if bid.state == Bid.State.SUBMITTED else _too_late()
    if opportunity.state == State.CLOSED and moved:
        return CLOSED if bid.state == Bid.State.INTENDED else None
    if opportunity.state == State.OPEN and moved:
        deadline = opportunity.submission_deadline
        until = f"Tenders are due by {moment_in_words(deadline)}. " if deadline else ""
        return News("bid_opportunity_changed", "can be submitted now", f"{until}The page of your bid counts the days.")
    body = "The buyer has changed the opportunity: read what changed, and whether your deadline or lots still hold."
    return News("bid_opportunity_changed", "is for an opportunity that was changed", body)


def _too_late() -> News:
    body = (
        "The buyer has published how your lots ended, and your bid is recorded as intended only. "
        "If you submitted it, record that and then how it went; if not, withdraw the record."
    )
    return News("bid_opportunity_changed", "is for lots that were decided", body)
