"""Policies of what consortia decide."""

from tests.factories.decisions import DecisionFactory

from .outcomes import Policy
from .partnering import NO_POST, acting_in_consortium, in_consortium


def _consortium(world) -> list:
    return [world.partnering.consortium.pk]


def _decision(world) -> list:
    """Proposed by the organisation."""
    proposer = world.partnering.consortium.members.get(organisation=world.organisation)
    return [proposer.consortium_id, DecisionFactory(proposer=proposer).pk]


POLICIES: dict[str, Policy] = {
    "decision_list": Policy(get=in_consortium(), post=NO_POST, args=_consortium),
    "decision_kinds": Policy(get=acting_in_consortium(), post=NO_POST, args=_consortium),
    "decision_propose": Policy(
        get=acting_in_consortium(), post=acting_in_consortium(), args=lambda world: [*_consortium(world), "plain"]
    ),
    "decision": Policy(get=in_consortium(), post=acting_in_consortium(), args=_decision),
    "decision_withdraw": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_decision),
}
