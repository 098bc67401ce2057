"""What members decide about who else is asked to join."""

from consortia.actions import proposals
from consortia.deciding.kinds import DecisionKind, register
from consortia.models import ConsortiumMember, Decision
from consortia.proposing.possible import unavailable
from mutuals.models import Organisation

KIND = "ask_to_join"


def _refusal(decision: Decision) -> str:
    """Why it cannot be asked as things stand."""
    asked = Organisation.objects.filter(pk=decision.details["organisation"]).first()
    if asked is None:
        return "This organisation is not in the portal any more."
    if ConsortiumMember.objects.present().filter(consortium=decision.consortium, organisation=asked).exists():
        return f"{asked} is in this consortium already."
    return unavailable(decision.proposer.organisation, [asked], decision.proposed_at, openly=False).get(asked.pk, "")


def _title(decision: Decision) -> str:
    role = ConsortiumMember.Role(decision.details["role"]).label.lower()
    return f"Ask {decision.details['name']} to join as {role}"


register(
    DecisionKind(
        KIND,
        "Ask an organisation to join",
        hint="It reads who is in the consortium and what it is for, and answers for itself",
        what_follows="It is asked in the name of all, by whoever proposed this. If it accepts, it is in at once.",
        consequence=proposals.ask_as_decided,
        refusal=_refusal,
        title=_title,
        page="consortium_ask_to_join",
    )
)
