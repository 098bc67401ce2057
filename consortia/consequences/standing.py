"""What members decide about what they are and say as one."""

from commissioners.interest.possible import why_no_interest
from consortia.actions import consortia, joint_interests
from consortia.deciding.kinds import DecisionKind, register
from consortia.models import Decision
from consortia.standing.interest import KIND


def _no_interest(decision: Decision) -> str:
    opportunity = joint_interests.opportunity_of(decision)
    if opportunity is None:
        return joint_interests.GONE
    same = Decision.objects.open().filter(
        consortium=decision.consortium,
        kind=KIND,
        details__opportunity=opportunity.pk,
    )
    if same.exclude(pk=decision.pk).exists():
        return "A member has proposed this already: agree to that, or object to it."
    return why_no_interest(opportunity, decision.proposed_at)


def _stands_not(decision: Decision) -> str:
    return "" if decision.consortium.is_standing else "This is no standing consortium."


register(
    DecisionKind(
        KIND,
        "Tell a buyer that you are interested as one",
        what_follows="The buyer reads the name of your consortium, its members and the words above, as one line. "
        "It binds nobody, and any member can take it back.",
        by_everyone=True,
        consequence=joint_interests.tell_buyer,
        refusal=_no_interest,
        page="consortium_matches",
        listed=False,  # it is proposed from the page of the opportunity that it is about
    )
)
register(
    DecisionKind(
        "stop_staying_together",
        "No longer stay together as a standing consortium",
        hint="Every member has to agree. Whoever only wants to go can leave by itself",
        what_follows="It is not matched as one any more. Its workspace stays as it is.",
        asks=(),
        by_everyone=True,
        consequence=consortia.stop_staying_together,
        refusal=_stands_not,
        title=lambda decision: "No longer stay together as a standing consortium",
    )
)
