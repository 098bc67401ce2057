"""What people are told about the clocks of requests for support."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="programme",
    because="you answer requests for support, and this one is yours or nobody’s yet",
    events=[
        "support_due_soon",
        "support_not_taken",
        "support_asker_silent",
        "support_adviser_silent",
    ],
)
declare(
    category="programme",
    because="you answer requests for support, or manage those who do",
    events=["support_overdue"],
)
declare(
    category="support",
    because="you act for an organisation that asked for support",
    events=["support_answer_reminder"],
)
declare(
    category="programme",
    because="you answer requests for support, and what is promised about them was changed",
    events=["service_levels_changed"],
)
