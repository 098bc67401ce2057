"""What people are told about organisations."""

from partnerships_portal.notifications.kinds import declare

declare(category="people", because="your role in an organisation was changed", events=["member_role_given"])
declare(
    category="verification",
    because="you own an organisation that programme staff decided about",
    events=["definition_verified", "definition_returned"],
)
