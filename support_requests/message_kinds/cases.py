"""What people are told about a request that programme staff work on."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="support",
    because="your organisation asked the programme for support",
    events=[
        *("support_message_to_asker", "support_asked_for_more", "support_waiting_stopped"),
        *("support_accepted", "support_declined", "support_joined", "support_joined_decided"),
    ],
)
declare(
    category="programme",
    because="you answer requests for support",
    events=["support_case_handed_over", "support_joined_yours"],
)
