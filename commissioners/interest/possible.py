"""Whether interest can be expressed now. Pure but for `has_acting_buyer`."""

import datetime as dt

from commissioners.choices import InterestVisibility, Source, State
from commissioners.models import BodyMembership, Opportunity

TAKING_INTEREST = (State.EARLY_ENGAGEMENT, State.OPEN)
# How many people each choice reaches, fewest first.
REACH = (InterestVisibility.NOBODY, InterestVisibility.LISTED, InterestVisibility.SIGNED_IN)
SHOWN_TO: dict[str, str] = {
    InterestVisibility.NOBODY: "nobody else",
    InterestVisibility.LISTED: "the organisations that are on it themselves",
    InterestVisibility.SIGNED_IN: "everyone who is signed in to this portal",
}


def is_wider(shown_to: str, than: str) -> bool:
    """Whether a list shown to `shown_to` reaches more people than one shown to `than`."""
    return REACH.index(InterestVisibility(shown_to)) > REACH.index(InterestVisibility(than))


def is_under_way(opportunity: Opportunity, at: dt.datetime) -> bool:
    """In early engagement or open, and the deadline for tenders has not passed."""
    deadline = opportunity.submission_deadline
    return opportunity.state in TAKING_INTEREST and (deadline is None or deadline > at)


def takes_events(opportunity: Opportunity, at: dt.datetime) -> bool:
    """Whether its buyer can announce an event: a draft shows it once it is published."""
    return opportunity.state == State.DRAFT or is_under_way(opportunity, at)


def why_not(opportunity: Opportunity, at: dt.datetime, *, has_buyer: bool) -> str:
    """Why nobody can express interest now, as a sentence; "" while anybody can."""
    if opportunity.superseded_by_id:
        return "Its buyer has posted this here too: express your interest there."
    if opportunity.state == State.DRAFT:
        return "It is not published yet."
    if not is_under_way(opportunity, at):
        if opportunity.state in TAKING_INTEREST:
            return "The deadline for tenders has passed."
        return f"It is {opportunity.get_state_display().lower()}."
    if not has_buyer:
        return (
            "This came from a notice, and nobody of its buyer reads this portal yet. "
            "Write to the buyer as the notice says."
        )
    return ""


def has_acting_buyer(opportunity: Opportunity) -> bool:
    """Whether somebody reads what is sent: of what was imported, people of its buyer or of the body that claimed it."""
    if opportunity.source == Source.PORTAL:
        return True
    bodies = [opportunity.body_id, opportunity.claimed_by_id]
    return BodyMembership.objects.filter(body__in=bodies, user__is_active=True).exists()


def why_no_interest(opportunity: Opportunity, at: dt.datetime) -> str:
    """`why_not`, asking the database whether there is a buyer to read it."""
    return why_not(opportunity, at, has_buyer=True) or why_not(opportunity, at, has_buyer=has_acting_buyer(opportunity))
