"""Policies of who acts for an organisation, and its end."""

from .outcomes import (
    FORBIDDEN,
    HIDDEN,
    Policy,
    everyone,
    for_decider,
    for_manager,
    for_owner,
    nobody,
    only,
    signed_in,
    signed_in_but_staff,
)

POLICIES: dict[str, Policy] = {
    "organisation_people": Policy(
        get=only("viewer", "editor", "owner", "staff", triage=HIDDEN, analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "invitation_create": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.organisation.pk]),
    "membership_change": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.viewers_membership.pk]),
    "membership_remove": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.viewers_membership.pk]),
    "organisation_leave": Policy(
        get=only("viewer", "editor", "owner", staff=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN),
        post=only("viewer", "editor", "owner", staff=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "invitation_open": Policy(  # the page is for whoever holds the link; the answer for whoever has the address
        get=everyone(),
        post=only("stranger", others=FORBIDDEN),
        args=lambda world: [world.invitation_token],
    ),
    "invitation_answer": Policy(get=only("stranger"), post=only("stranger"), args=lambda world: [world.invitation.pk]),
    "invitation_send_again": Policy(
        get=nobody(signed_in()),
        post=only("owner", stranger=FORBIDDEN, viewer=FORBIDDEN, editor=FORBIDDEN),
        args=lambda world: [world.invitation.pk],
    ),
    "invitation_withdraw": Policy(
        get=nobody(signed_in()),
        post=only("owner", stranger=FORBIDDEN, viewer=FORBIDDEN, editor=FORBIDDEN),
        args=lambda world: [world.invitation.pk],
    ),
    "join_request_create": Policy(
        get=signed_in_but_staff(), post=signed_in_but_staff(), args=lambda world: [world.organisation.pk]
    ),
    "join_request_decide": Policy(get=for_decider(), post=for_decider(), args=lambda world: [world.join_request.pk]),
    "join_request_withdraw": Policy(
        get=nobody(signed_in()), post=only("other_owner"), args=lambda world: [world.join_request.pk]
    ),
    "organisation_close_ask": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.organisation.pk]),
    **{
        name: Policy(get=for_manager(), post=for_manager(), args=lambda world: [world.organisation.pk])
        for name in ("organisation_close", "organisation_reopen", "organisation_merge")
    },
}
