"""Policies of bids, lessons and what keeps bids apart. The buyer's people reach none of them."""

from .outcomes import FORBIDDEN, HIDDEN, Outcomes, Policy, nobody, only, signed_in
from .partnering import MORE_PEOPLE, NO_POST, acting_in_consortium, in_consortium


def _acting(page: str) -> dict[str, Policy]:
    return {page: Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_bid)}


def _bid(world) -> list:
    return [world.partnering.bid.pk]


def _decided(world) -> list:
    return [world.partnering.decided_bid.pk]


def _begins_one() -> Outcomes:
    """Whoever acts for an organisation that takes part: the opportunity exists for everyone."""
    return only("editor", "owner", "other_owner", others=FORBIDDEN)


def _owners_in_it() -> Outcomes:
    return acting_in_consortium() | {"editor": FORBIDDEN}


def _of_organisations() -> Outcomes:
    """Whoever belongs to an organisation that takes part, and programme staff."""
    return only("viewer", "editor", "owner", "other_owner", "staff", others=FORBIDDEN)


def _takes_back() -> Outcomes:
    """Those who act for the organisation that wrote it; nobody else can name it, not even a fellow member."""
    return only("editor", "owner", viewer=FORBIDDEN) | dict.fromkeys(MORE_PEOPLE, HIDDEN)


POLICIES: dict[str, Policy] = {
    "your_bids": Policy(get=signed_in()),
    "bid": Policy(get=in_consortium(), post=NO_POST, args=_bid),
    **_acting("bid_contribution"),
    **_acting("bid_step_out"),
    **_acting("bid_submit"),
    **_acting("bid_withdraw"),
    **_acting("bid_outcome"),
    "bid_outcome_correct": Policy(get=_owners_in_it(), post=_owners_in_it(), args=_decided),
    "bid_feedback": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_decided),
    "bid_lessons": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_decided),
    "lesson_share": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_decided),
    "lesson_list": Policy(get=_of_organisations(), post=nobody(signed_in())),
    "lesson_take_back": Policy(get=NO_POST, post=_takes_back(), args=lambda world: [world.partnering.lesson.pk]),
    "bid_intend": Policy(get=_begins_one(), post=_begins_one(), args=lambda world: [world.opportunity.pk]),
    "consortium_bids": Policy(get=in_consortium(), post=NO_POST, args=lambda world: [world.partnering.consortium.pk]),
    "consortium_registration": Policy(
        get=in_consortium(), post=NO_POST, args=lambda world: [world.partnering.consortium.pk]
    ),
    "consortium_registration_csv": Policy(
        get=in_consortium(), post=NO_POST, args=lambda world: [world.partnering.consortium.pk]
    ),
    "overlap_list": Policy(get=only("staff", others=FORBIDDEN), post=nobody(signed_in())),
}
