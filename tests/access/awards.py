"""Policies of outcomes, awards and what follows them."""

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, only

POLICIES: dict[str, Policy] = {
    "opportunity_awards": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "award_create": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "lots_leave_out": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "award_edit": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.awarded.pk, world.awarded.awards.get().pk]
    ),
    "award_dispute": Policy(
        get=only("owner", "editor", viewer=FORBIDDEN),
        post=only("owner", "editor", viewer=FORBIDDEN),
        args=lambda world: [world.awarded.pk, world.awarded.awards.get().pk, world.organisation.pk],
    ),
}
