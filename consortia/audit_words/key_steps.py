"""What is done with key steps, health checks, risks and costs, in words. What was written stays among the members."""

from partnerships_portal.accounts.audit.words import PARTNERING, say

say(
    PARTNERING,
    {
        "key_step_changed": "changed a key step of a consortium",
        "key_step_added": "added a key step to those of a consortium",
        "red_line_noted": "noted what the members of a consortium said about a red line",
        "health_check_begun": "began a health check of a consortium",
        "health_check_answered": "answered a health check for a member",
        "health_check_shown": "ended a health check and showed its gaps to the members",
        "health_check_given_up": "ended a health check without showing gaps",
        "risk_added": "added a risk to the register of a consortium",
        "risk_changed": "changed a risk of a consortium",
        "risk_accepted": "accepted to own a risk of a consortium for a member",
        "risk_declined": "declined to own a risk of a consortium for a member",
        "risk_closed": "closed a risk of a consortium",
        "risk_reopened": "opened a risk of a consortium again",
        "cost_saved": "entered or changed a cost that members of a consortium share",
        "cost_removed": "took a shared cost off the table of a consortium",
        "benefit_saved": "entered or changed a benefit that members of a consortium expect",
        "benefit_removed": "took an expected benefit off the table of a consortium",
    },
)
