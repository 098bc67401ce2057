"""Policies of talking to the market: questions, documents and following."""

from .outcomes import Policy, nobody, signed_in

POLICIES: dict[str, Policy] = {
    "opportunity_follow": Policy(get=nobody(signed_in()), post=signed_in(), args=lambda world: [world.opportunity.pk]),
    "opportunity_unfollow": Policy(
        get=nobody(signed_in()), post=signed_in(), args=lambda world: [world.opportunity.pk]
    ),
    "opportunities_followed": Policy(get=signed_in()),
}
