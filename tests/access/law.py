"""Policies of the pages about routes and rules."""

from .outcomes import Policy, everyone, for_buyer, nobody, signed_in

POLICIES: dict[str, Policy] = {
    "law_detail": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "law_questions": Policy(get=for_buyer(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "law_question_step": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "health-care"]
    ),
    "law_routes": Policy(get=for_buyer(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "law_route_choose": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "open"]),
}
