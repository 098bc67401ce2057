"""What people are told about requests for support by what those who ask, and their advisers, do."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="support",
    because="you are an owner or editor of an organisation that asked for support",
    events=[
        *("support_sent", "support_withdrawn_by_us", "support_joined_withdrawn", "support_moved"),
        *("support_adviser_wrote", "support_programme_added_files"),
    ],
)
declare(
    category="programme",
    because="you decide on requests for support, or have this one",
    events=[
        *("support_received", "support_replied", "support_files_added", "support_withdrawn"),
        *("support_moved_to_another", "support_asker_closed", "programme_adviser_wrote"),
        "support_context_taken_back",
    ],
)
declare(
    category="advising",
    because="you advise on this request for support",
    events=[
        "advising_asker_wrote",
        "advising_files_added",
        "advising_adviser_wrote",
        "advising_context_taken_back",
    ],
)
