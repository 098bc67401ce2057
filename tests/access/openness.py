"""Policies of the openness of opportunities and bodies, and of bodies that buy together."""

from tests.factories import BodyFactory, JointBuyerRequestFactory

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, only

POLICIES: dict[str, Policy] = {
    **{
        name: Policy(get=everyone(), args=lambda world: [world.body.pk])
        for name in ("body_openness", "body_openness_csv", "body_openness_json")
    },
    "open_data_openness_csv": Policy(get=everyone()),
    **{
        name: Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk])
        for name in ("opportunity_openness", "opportunity_openness_check")
    },
    "opportunity_openness_step": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "consortia"]
    ),
    "joint_buyer_ask": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, BodyFactory().pk]
    ),
    "joint_buyer_request": Policy(
        get=only("commissioner", body_viewer=FORBIDDEN),
        post=only("commissioner", body_viewer=FORBIDDEN),
        args=lambda world: [JointBuyerRequestFactory(body=world.body).pk],
    ),
}
