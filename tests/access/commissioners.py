"""Policies of commissioning bodies and opportunities."""

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, for_buyer_of_draft, nobody, only, signed_in

POLICIES: dict[str, Policy] = {
    "body_list": Policy(get=everyone()),
    "body_detail": Policy(get=everyone(), args=lambda world: [world.body.pk]),
    "body_edit": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.body.pk]),
    "my_opportunities": Policy(get=signed_in()),
    "opportunity_list": Policy(get=everyone()),
    "opportunity_detail": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "opportunity_create": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.body.pk]),
    "opportunity_edit": Policy(get=for_buyer_of_draft(), post=nobody(signed_in()), args=lambda world: [world.draft.pk]),
    "opportunity_section": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "what"]),
    "opportunity_amend": Policy(get=for_buyer(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "opportunity_publish": Policy(
        get=for_buyer_of_draft(), post=for_buyer_of_draft(), args=lambda world: [world.draft.pk]
    ),
    "opportunity_cancel": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "joint_buyers": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "joint_buyer_leave": Policy(
        get=only(others=FORBIDDEN), post=only(others=FORBIDDEN), args=lambda world: [world.opportunity.pk]
    ),
    "lot_create": Policy(get=for_buyer_of_draft(), post=for_buyer_of_draft(), args=lambda world: [world.draft.pk]),
    "lot_edit": Policy(
        get=for_buyer(),
        post=for_buyer(),
        args=lambda world: [world.opportunity.pk, world.opportunity.lots.get().pk],
    ),
    "lot_remove": Policy(
        get=for_buyer(),
        post=for_buyer(),
        args=lambda world: [world.opportunity.pk, world.opportunity.lots.get().pk],
    ),
}
