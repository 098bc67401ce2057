"""Policies of teams for an opportunity."""

from .outcomes import Policy, only

ASKERS = only("viewer", "editor", "owner", "other_owner", "staff")

POLICIES: dict[str, Policy] = {
    "opportunity_teams": Policy(get=ASKERS, post=ASKERS, args=lambda world: [world.opportunity.pk]),
}
