"""What people are told about the consortia that their organisations are in."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of a member of this consortium",
    events=[
        *("consortium_formed", "consortium_joined", "consortium_member_left"),
        *("consortium_alone", "consortium_opportunity_changed"),
    ],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that was in this consortium",
    events=["consortium_left"],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation into which a member of this consortium was merged",
    events=["seat_offered"],
)
