"""Policies of matches and scope to partner."""

from .outcomes import FORBIDDEN, Policy, nobody, only, signed_in

POLICIES: dict[str, Policy] = {
    "tender_matches": Policy(get=signed_in()),
    "partner_matches": Policy(get=signed_in()),
    "organisation_matches": Policy(
        get=only("viewer", "editor", "owner"), post=nobody(signed_in()), args=lambda world: [world.organisation.pk]
    ),
    "organisation_partners": Policy(
        get=only("viewer", "editor", "owner"), post=nobody(signed_in()), args=lambda world: [world.organisation.pk]
    ),
    "organisation_scope": Policy(
        get=only("viewer", "editor", "owner", "staff", analyst=FORBIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "opportunity_match": Policy(
        get=only("viewer", "editor", "owner", "other_owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.opportunity.pk],
    ),
    "opportunity_split": Policy(
        get=only("body_viewer", "commissioner", others=FORBIDDEN),
        post=only("body_viewer", "commissioner", others=FORBIDDEN),
        args=lambda world: [world.opportunity.pk],
    ),
}
