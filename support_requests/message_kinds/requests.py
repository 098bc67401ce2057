"""What people are told about requests for support by what those who ask do."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="support",
    because="you are an owner or editor of an organisation that asked for support",
    events=["support_sent"],
)
declare(
    category="programme",
    because="you decide on requests for support, or have this one",
    events=["support_received"],
)
