"""Policies of market engagement events."""

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, nobody, only, signed_in

for_buyers_people = only("commissioner", "body_viewer", others=FORBIDDEN)
of_organisations = only("viewer", "editor", "owner", "other_owner", others=FORBIDDEN)

POLICIES: dict[str, Policy] = {
    "event_list": Policy(get=everyone()),
    "opportunity_events": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "event_create": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "event_detail": Policy(get=everyone(), args=lambda world: [world.event.pk]),
    "event_calendar": Policy(get=everyone(), args=lambda world: [world.event.pk]),
    "event_edit": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.event.pk]),
    "event_cancel": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.event.pk]),
    "event_sign_up": Policy(get=of_organisations, post=of_organisations, args=lambda world: [world.event.pk]),
    "event_sign_up_withdraw": Policy(get=None, post=signed_in(), args=lambda world: [world.event.pk]),
    "event_people": Policy(get=for_buyers_people, post=nobody(signed_in()), args=lambda world: [world.event.pk]),
    "event_people_csv": Policy(get=for_buyers_people, post=nobody(signed_in()), args=lambda world: [world.event.pk]),
}
