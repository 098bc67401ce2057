"""Policies of claims of imported opportunities, and of how live notices stand."""

from tests.factories import OpportunityClaimFactory

from .outcomes import FORBIDDEN, Policy, nobody, only, signed_in


def _claim(world, **more):
    """A claim by the body of the world, of an opportunity that a notice says is another's."""
    return OpportunityClaimFactory(body=world.body, asked_by=world.people["commissioner"], **more)


POLICIES: dict[str, Policy] = {
    "opportunity_claim": Policy(
        get=only("commissioner", others=FORBIDDEN),
        post=only("commissioner", others=FORBIDDEN),
        args=lambda world: [_claim(world, state="declined").opportunity_id],
    ),
    "claim_list": Policy(get=only("staff"), post=nobody(signed_in())),
    "claim_detail": Policy(
        get=only("commissioner", "body_viewer", "staff"),
        post=only("staff", analyst=FORBIDDEN, commissioner=FORBIDDEN, body_viewer=FORBIDDEN),
        args=lambda world: [_claim(world).pk],
    ),
    "claim_withdraw": Policy(
        get=nobody(signed_in()),
        post=only("commissioner", body_viewer=FORBIDDEN, staff=FORBIDDEN),
        args=lambda world: [_claim(world).pk],
    ),
    "claim_end": Policy(
        get=only("staff", analyst=FORBIDDEN, commissioner=FORBIDDEN, body_viewer=FORBIDDEN),
        post=only("staff", analyst=FORBIDDEN, commissioner=FORBIDDEN, body_viewer=FORBIDDEN),
        args=lambda world: [_claim(world).pk],
    ),
    "live_notices": Policy(get=only("staff"), post=nobody(signed_in())),
}
