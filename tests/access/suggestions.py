"""Policies of what an organisation decides about its own suggestions."""

from .outcomes import FORBIDDEN, Policy, nobody, only, signed_in

for_editors = only("owner", "editor", viewer=FORBIDDEN)
of_organisation = lambda world: [world.organisation.pk]  # noqa: E731

POLICIES: dict[str, Policy] = {
    "suggestion_choices": Policy(get=only("viewer", "editor", "owner"), post=nobody(signed_in()), args=of_organisation),
    "organisation_what_if": Policy(
        get=only("viewer", "editor", "owner"), post=nobody(signed_in()), args=of_organisation
    ),
    "reasons_mute": Policy(get=for_editors, post=for_editors, args=of_organisation),
    "being_suggested": Policy(get=for_editors, post=for_editors, args=of_organisation),
    "rival_name": Policy(get=for_editors, post=only(viewer=FORBIDDEN), args=of_organisation),  # names nobody: 404
    "rival_forget": Policy(
        get=nobody(signed_in()), post=for_editors, args=lambda world: [world.organisation.pk, world.rival.pk]
    ),
    "suggest_again": Policy(
        get=nobody(signed_in()), post=for_editors, args=lambda world: [world.organisation.pk, world.set_aside.pk]
    ),
    "tender_set_aside": Policy(
        get=for_editors, post=for_editors, args=lambda world: [world.organisation.pk, world.opportunity.pk]
    ),
    "partner_set_aside": Policy(
        get=for_editors, post=for_editors, args=lambda world: [world.organisation.pk, world.other_organisation.pk]
    ),
}
