"""What people are told about commissioning bodies and their opportunities."""

from partnerships_portal.notifications.kinds import declare

declare(category="people", because="your role in a commissioning body was changed", events=["body_member_role_given"])
declare(
    category="opportunities",
    because="you act for a commissioning body that buys this",
    events=[
        "opportunity_published",
        "opportunity_amended",
        "opportunity_closed",
        "opportunity_cancelled",
        "joint_buyer_added",
    ],
)
