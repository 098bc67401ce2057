"""What people are told about messages, documents and actions of their consortium."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of a member of this consortium",
    events=[
        *("consortium_message_posted", "shared_version_added"),
        *("shared_action_added", "shared_action_accepted", "shared_action_declined", "shared_action_done"),
    ],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that is asked to do something for its consortium",
    events=["shared_action_asked"],
)
declare(
    category="partnering",
    because="you act for an organisation that has taken this on for its consortium",
    events=["shared_action_due", "shared_action_overdue"],
)
