"""Policies of the pages about routes and rules."""

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, nobody, only, signed_in

members = only("viewer", "editor", "owner", others=FORBIDDEN)
for_managers = only("staff", triage=FORBIDDEN, analyst=FORBIDDEN)
editors = only("editor", "owner", others=FORBIDDEN)

POLICIES: dict[str, Policy] = {
    "law_detail": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "law_guidance": Policy(get=everyone()),
    "law_questions": Policy(get=for_buyer(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "law_question_step": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "health-care"]
    ),
    "law_routes": Policy(get=for_buyer(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "law_route_choose": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "open"]),
    "reserved_contracts": Policy(get=members, post=nobody(signed_in()), args=lambda world: [world.organisation.pk]),
    "qualifying_tests": Policy(get=editors, post=editors, args=lambda world: [world.organisation.pk]),
    "reserved_contract_create": Policy(get=editors, post=editors, args=lambda world: [world.organisation.pk]),
    "reserved_contracts_state": Policy(
        get=nobody(signed_in()), post=editors, args=lambda world: [world.organisation.pk]
    ),
    "reserved_contract_edit": Policy(
        get=editors, post=editors, args=lambda world: [world.organisation.pk, world.reserved_contract.pk]
    ),
    "reserved_contract_remove": Policy(
        get=editors, post=editors, args=lambda world: [world.organisation.pk, world.reserved_contract.pk]
    ),
    "reserved_contract_check": Policy(
        get=members, post=nobody(signed_in()), args=lambda world: [world.organisation.pk, world.reserved_opportunity.pk]
    ),
    "consortium_check": Policy(
        get=only("viewer", "editor", "owner", "other_owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.reserved_opportunity.pk],
    ),
    "service_lists": Policy(get=only("staff"), post=nobody(signed_in())),
    "service_list_create": Policy(get=for_managers, post=for_managers, args=lambda world: ["reservable"]),
}
