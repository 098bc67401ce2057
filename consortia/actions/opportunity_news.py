"""Telling consortia what became of the opportunity that they formed for: amended, cancelled or awarded.

A consortium remembers how its opportunity stood when its members last heard, so that a sweep tells each change once,
whichever way it came about. Where it has a live bid for it, all is told with the bid (bid_news), in one message.
"""

from django.db import transaction
from django.db.models import F

from commissioners.choices import State
from commissioners.models import Opportunity
from consortia.models import Bid, Consortium

from .seats import locked
from .telling import tell_members

ENDED = {State.CANCELLED: "was cancelled", State.AWARDED: "was awarded"}
DECIDE = (
    "Decide together what becomes of your consortium: stay together for other work, become dormant until there is "
    "some, or dissolve. Until you decide, nothing changes."
)
READ_AGAIN = (
    "Dates, value or lots may be others now. Its page says what changed: look whether your roles, your costs and the "
    "time that is left still fit."
)


def tell_of_opportunities(*, at, limit: int = 500) -> int:
    """Tell the members of each consortium whose opportunity is not as they last heard; returns how many were told."""
    rows = Consortium.objects.exclude(opportunity=None).exclude(state=Consortium.State.DISSOLVED)
    stale = rows.exclude(heard_version=F("opportunity__version"), heard_state=F("opportunity__state"))
    return sum(_tell_one(consortium, at=at) for consortium in stale.order_by("pk")[:limit])


@transaction.atomic
def _tell_one(consortium: Consortium, *, at) -> bool:
    held = locked(consortium)
    opportunity = Opportunity.objects.defer("search").filter(consortia=held).first()
    if opportunity is None:
        return False
    before = (held.heard_version, held.heard_state)
    if before == (opportunity.version, opportunity.state):
        return False
    held.heard_version, held.heard_state = opportunity.version, opportunity.state
    held.save(update_fields=["heard_version", "heard_state"])
    if before[0] is None or held.state == Consortium.State.DISSOLVED:
        return False  # heard of for the first time: they formed for it as it stands
    ended = ENDED.get(State(opportunity.state)) if opportunity.state != before[1] else None
    is_told_with_bid = Bid.objects.live().filter(consortium=held, opportunity=opportunity).exists()
    is_news = ended or (opportunity.version != before[0] and opportunity.state not in ENDED)
    if is_told_with_bid or not is_news:
        return False
    tell_members(
        held,
        event="consortium_opportunity_changed",
        key=f"{held.pk}-{opportunity.version}-{opportunity.state}",
        subject=f"The opportunity of {held} {ended or 'was changed'}",
        body=f"“{opportunity.title}”. {DECIDE if ended else READ_AGAIN}",
        by=None,
        at=at,
    )
    return True
