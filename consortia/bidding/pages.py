"""What pages show of bids, read in a constant number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, F, Prefetch, Q, QuerySet, Value, When

from commissioners.choices import State
from commissioners.models import Feedback
from consortia.models import Bid, BidParticipant, Consortium, Overlap, Reflection
from consortia.models.consortia import mine
from mutuals.models import Organisation
from mutuals.rules import owns

from .deadlines import Countdown, countdown
from .outcomes import is_over
from .parties import Desk
from .words import COLOURS


@dataclass(frozen=True)
class Line:
    """A bid in a list."""

    bid: Bid
    colour: str
    countdown: Countdown | None
    who: str
    url: str  # "": its workspace is closed for the person


def in_lists(bids: QuerySet[Bid]) -> QuerySet[Bid]:
    parts = BidParticipant.objects.select_related("organisation").defer("organisation__public_search")
    return (
        bids.select_related("opportunity", "consortium", "body")
        .defer("opportunity__search")
        .prefetch_related(Prefetch("participants", queryset=parts.order_by("organisation__name"), to_attr="parts"))
    )


def bids_of(user) -> QuerySet[Bid]:
    """Those that exist for the person, and those that their organisations were in with others, live ones first.

    Whoever left a consortium before its tender went in was in none: what becomes of that is not theirs to watch.
    """
    went_out = Q(bid__submitted_on__isnull=False) | Q(bid__state__in=Bid.DECIDED)
    took_part = BidParticipant.objects.filter(went_out, organisation__in=mine(user)).values("bid")
    some = Bid.objects.filter(Q(pk__in=Bid.objects.visible_to(user).values("pk")) | Q(pk__in=took_part))
    over = Case(When(state__in=Bid.LIVE, then=Value(0)), default=Value(1))
    return in_lists(some).order_by(over, F("submitted_on").desc(nulls_first=True), "-pk")


def lines(bids, *, user, at: dt.datetime) -> list[Line]:
    """One query for all of them."""
    bids = list(bids)
    open_ones = set(Bid.objects.visible_to(user).filter(pk__in=[bid.pk for bid in bids]).values_list("pk", flat=True))
    return [
        Line(
            bid=bid,
            colour=COLOURS[bid.state],
            countdown=countdown(bid, at=at),
            who=str(bid.consortium) if bid.consortium else ", ".join(str(part.organisation) for part in bid.parts),
            url=bid.get_absolute_url() if bid.pk in open_ones else "",
        )
        for bid in bids
    ]


def bid_page(desk: Desk, *, user, at: dt.datetime) -> dict:
    """The context of the page of one bid."""
    bid = desk.bid
    parts = _parts(desk)
    taking_part = {part.organisation_id for part in parts}
    bidders = [party for party in desk.acting if party.organisation.pk in taking_part]
    declined = set(bid.declined.values_list("pk", flat=True))
    reflections = _reflections(bid, user) if bid.is_decided else []
    own = {one.organisation_id: one for one, _ in reflections}
    return {
        "colour": COLOURS[bid.state],
        "countdown": countdown(bid, at=at),
        "lots": list(bid.lots.all()),
        "parts": parts,
        "missing": _missing(desk, taking_part, declined),
        "declined": [one for one in _members(desk) if one.pk in declined],
        "bidders": bidders,
        "others": [party for party in desk.acting if party.organisation.pk not in taking_part],
        "may_act": bool(bidders),
        "is_over": bid.opportunity is not None and is_over(bid),
        "is_cancelled": bid.opportunity is not None and bid.opportunity.state == State.CANCELLED,
        "from_buyer": _from_buyer(desk, user),
        "corrector": next((one for one in bidders if owns(user, one.organisation)), None) if bid.is_decided else None,
        "reflections": reflections,
        "learners": [(party, own.get(party.organisation.pk)) for party in bidders],
        "mine": {one.pk for one in desk.inside},
        "is_doubled": is_warned(bid),
        "own_overlaps": own_overlaps(bid.opportunity, desk.inside),
    }


def _parts(desk: Desk) -> list[BidParticipant]:
    """Who is in it: whoever has left the consortium before the tender went in is not."""
    parts = desk.bid.participants.all()
    if desk.workspace is not None and desk.bid.state == Bid.State.INTENDED:
        parts = parts.filter(organisation__in=[member.organisation_id for member in desk.workspace.members])
    parts = parts.select_related("organisation").defer("organisation__public_search")
    return list(parts.prefetch_related("services", "places").order_by("organisation__name", "pk"))


def _members(desk: Desk) -> list[Organisation]:
    return [member.organisation for member in desk.workspace.members] if desk.workspace else []


def _missing(desk: Desk, taking_part: set[int], declined: set[int]) -> list[Organisation]:
    """Members that have not said yet whether they are in."""
    if desk.bid.state != Bid.State.INTENDED:
        return []
    return [one for one in _members(desk) if one.pk not in taking_part | declined]


def _from_buyer(desk: Desk, user) -> list[Feedback]:
    """Feedback that the buyer gave the person's own organisations here: nobody else's is anybody's."""
    given = Feedback.objects.visible_to(user).filter(opportunity=desk.bid.opportunity, organisation__in=desk.inside)
    return list(given.select_related("organisation", "lot"))


def _reflections(bid: Bid, user) -> list[tuple[Reflection, bool]]:
    """Of each member, and whether the person may read the answers; what became of the relationship they all may."""
    readable = set(Reflection.objects.visible_to(user).filter(bid=bid).values_list("pk", flat=True))
    found = bid.reflections.select_related("organisation").defer("organisation__public_search")
    return [(one, one.pk in readable) for one in found.order_by("organisation__name", "pk")]


def is_warned(bid: Bid) -> bool:
    """Whether consortia for its opportunity were warned that somebody is in two bids, and somebody still is."""
    if bid.consortium_id is None or bid.opportunity_id is None or not bid.is_live:
        return False
    return is_warned_about(bid.opportunity_id)


def is_warned_about(opportunity_id: int) -> bool:
    return Overlap.objects.open().filter(opportunity=opportunity_id, warned_at__isnull=False).exists()


def own_overlaps(opportunity, organisations) -> list[Overlap]:
    """Where these organisations, the person's own, are in two bids: shown to their own people exactly."""
    if opportunity is None:
        return []
    found = Overlap.objects.open().filter(opportunity=opportunity, organisation__in=organisations)
    return list(found.select_related("organisation", "consortium", "other_consortium"))


def bids_of_consortium(consortium: Consortium) -> QuerySet[Bid]:
    return in_lists(consortium.bids.all()).order_by("-pk")
