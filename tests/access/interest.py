"""Policies of expressions of interest and the interest list."""

from .outcomes import FORBIDDEN, Policy, for_buyer, nobody, only, signed_in

for_editors = only("owner", "editor", viewer=FORBIDDEN)
for_buyers_people = only("commissioner", "body_viewer", others=FORBIDDEN)

POLICIES: dict[str, Policy] = {
    "my_interests": Policy(get=signed_in()),
    "interest": Policy(get=signed_in(), args=lambda world: [world.opportunity.pk]),
    "interest_express": Policy(
        get=for_editors, post=for_editors, args=lambda world: [world.opportunity.pk, world.organisation.pk]
    ),
    "interest_withdraw": Policy(
        get=for_editors, post=for_editors, args=lambda world: [world.opportunity.pk, world.organisation.pk]
    ),
    "interest_list": Policy(
        get=only(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]
    ),  # shown to nobody
    "interests_received": Policy(
        get=for_buyers_people, post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]
    ),
    "interests_csv": Policy(get=for_buyers_people, post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "interest_visibility": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
}
