"""What people are told about the health check, risks and costs of their consortium."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of a member of this consortium",
    events=[
        *("health_check_begun", "health_check_shown", "health_check_given_up"),
        *("risk_added", "risk_accepted", "risk_declined"),
        "costs_changed",
    ],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that is asked to own a risk of its consortium",
    events=["risk_owner_asked"],
)
