"""What people are told about the consortia that their organisations are in."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of a member of this consortium",
    events=["consortium_formed", "consortium_joined"],
)
