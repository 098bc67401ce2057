"""A consortium tells a buyer that it is interested, as one: sent once every member has agreed, ended by any of them."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.actions import joint_interests
from commissioners.models import Interest, JointInterest, Opportunity
from consortia.models import Consortium, ConsortiumMember, Decision
from consortia.standing.finding import taking_part
from consortia.standing.interest import KIND
from partnerships_portal.accounts.transitions import NotPossible

from . import decisions
from .seats import take_seat
from .telling import tell_members, tell_organisation

GONE = "The opportunity is not published any more."


def propose(*, member: ConsortiumMember, opportunity: Opportunity, message: str, lots, by, at) -> Decision:
    """Ask the other members to agree to exactly this. Raises NotPossible, saying why it cannot be proposed now."""
    return decisions.propose(
        member=member,
        kind=KIND,
        title=f"Tell the buyer that we are interested as one: {Truncator(opportunity.title).chars(200)}",
        text=message,
        details={"opportunity": opportunity.pk, "lots": sorted(lot.pk for lot in lots)},
        by=by,
        at=at,
    )


def tell_buyer(decision: Decision, *, at) -> None:
    """What follows once all have agreed: the buyer reads it. Raises NotPossible where it is too late."""
    consortium, opportunity = decision.consortium, opportunity_of(decision)
    if opportunity is None:
        raise NotPossible(GONE)
    members = taking_part(consortium)
    joint_interests.express_as_one(
        opportunity=opportunity,
        reference=consortium.pk,
        name=consortium.name,
        organisations=members,
        lots=opportunity.lots.filter(pk__in=decision.details["lots"]),
        message=decision.text,
        by=decision.proposed_by,
        at=at,
    )
    _ask_those_who_spoke_alone(consortium, opportunity, members, key=decision.pk, at=at)


def opportunity_of(decision: Decision) -> Opportunity | None:
    """What it is about, unless that is gone."""
    return Opportunity.objects.defer("search").filter(pk=decision.details.get("opportunity")).first()


def _ask_those_who_spoke_alone(consortium, opportunity, members, *, key, at) -> None:
    """Each for itself: what a member told the buyer alone is no concern of the others."""
    alone = Interest.objects.standing().filter(opportunity=opportunity, organisation__in=members)
    for interest in alone.select_related("organisation").order_by("pk"):
        one = interest.organisation
        tell_organisation(
            one,
            event="interested_twice",
            key=f"{key}-{one.pk}",
            subject=f"You are interested alone and as one in “{Truncator(opportunity.title).chars(100)}”",
            body=f"The buyer now reads that {consortium} is interested as one, and still what {one} had said alone. "
            "Keep both if you may bid either way, or withdraw what you said alone.",
            url=reverse("interest", args=[opportunity.pk]),
            by=None,
            at=at,
        )


@transaction.atomic
def take_back(*, member: ConsortiumMember, opportunity: Opportunity, by, at) -> bool:
    """One member agrees no longer, so nobody speaks for all of them any more; returns whether it stood.

    The others are told who took it back, once.
    """
    consortium = take_seat(member=member, by=by)
    standing = JointInterest.objects.standing().filter(opportunity=opportunity, reference=consortium.pk).first()
    if standing is None:
        return False
    joint_interests.withdraw_as_one(opportunity=opportunity, reference=consortium.pk, by=by, at=at)
    tell_members(
        consortium,
        event="joint_interest_taken_back",
        key=f"{standing.pk}-{at.isoformat()}",
        subject=f"{member.organisation} took back that you are interested as one in "
        f"“{Truncator(opportunity.title).chars(80)}”",
        body="What all of you said stands only as long as each of you agrees. You can propose it again, "
        "or tell the buyer for your own organisation.",
        url=reverse("consortium_interest", args=[consortium.pk, opportunity.pk]),
        by=by,
        at=at,
    )
    return True


def follow_members(consortium: Consortium, *, by, at) -> None:
    """What was said as one is said by those who are still in it: somebody has left, or it was dissolved."""
    members = [] if consortium.state == Consortium.State.DISSOLVED else taking_part(consortium)
    joint_interests.stand_behind(reference=consortium.pk, organisations=members, by=by, at=at)
