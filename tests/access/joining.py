"""Policies of who acts for a commissioning body, and of how one comes to."""

from .outcomes import FORBIDDEN, HIDDEN, Policy, everyone, for_manager, nobody, only, signed_in, signed_in_but_staff

FOR_OWNER = only("commissioner", body_viewer=FORBIDDEN, staff=FORBIDDEN, analyst=HIDDEN)
SENT_BY_OWNER = only("commissioner", stranger=FORBIDDEN, body_viewer=FORBIDDEN)
OF_THE_BODY = only("commissioner", "body_viewer", staff=FORBIDDEN, analyst=HIDDEN)


def the_viewers(world) -> list:
    return [world.body_viewers_membership.pk]


POLICIES: dict[str, Policy] = {
    **{
        name: Policy(get=for_manager(), post=for_manager(), args=lambda world: [world.body.pk])
        for name in ("body_record_edit", "body_hand_over", "body_merge")
    },
    "body_join": Policy(get=signed_in_but_staff(), post=nobody(signed_in())),
    "body_request_new": Policy(get=signed_in_but_staff(), post=signed_in_but_staff()),
    "body_request_create": Policy(
        get=signed_in_but_staff(), post=signed_in_but_staff(), args=lambda world: [world.body.pk]
    ),
    "body_request_queue": Policy(get=only("staff"), post=nobody(signed_in())),
    "body_request_decide": Policy(  # the body has an owner, who decides; whoever asks does not
        get=only("commissioner", other_owner=FORBIDDEN, staff=FORBIDDEN),
        post=only("commissioner", other_owner=FORBIDDEN, staff=FORBIDDEN),
        args=lambda world: [world.body_request.pk],
    ),
    "body_request_withdraw": Policy(
        get=nobody(signed_in()), post=only("other_owner"), args=lambda world: [world.body_request.pk]
    ),
    "body_people": Policy(
        get=only("commissioner", "body_viewer", "staff", analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.body.pk],
    ),
    "body_leave": Policy(get=OF_THE_BODY, post=OF_THE_BODY, args=lambda world: [world.body.pk]),
    "body_membership_change": Policy(get=FOR_OWNER, post=FOR_OWNER, args=the_viewers),
    "body_membership_remove": Policy(get=FOR_OWNER, post=FOR_OWNER, args=the_viewers),
    "body_invitation_create": Policy(get=FOR_OWNER, post=FOR_OWNER, args=lambda world: [world.body.pk]),
    "body_invitation_open": Policy(  # the page is for whoever holds the link; the answer for whoever has the address
        get=everyone(), post=only("stranger", others=FORBIDDEN), args=lambda world: [world.invitation_token]
    ),
    "body_invitation_answer": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.body_invitation.pk]
    ),
    "body_invitation_send_again": Policy(
        get=nobody(signed_in()), post=SENT_BY_OWNER, args=lambda world: [world.body_invitation.pk]
    ),
    "body_invitation_withdraw": Policy(
        get=nobody(signed_in()), post=SENT_BY_OWNER, args=lambda world: [world.body_invitation.pk]
    ),
}
