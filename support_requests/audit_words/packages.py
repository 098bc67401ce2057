"""What is done with packages of support, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "support_package_agreed": "agreed a package of support",
        "support_budget_created": "gave a programme {to} days of support",
        "support_budget_changed": "changed a budget of support from {before} to {to} days",
        "support_days_changed": "changed the days of a line of a package from {before} to {to}",
        "support_line_added": "added {to} to a package",
        "support_line_removed": "took {before} off a package",
        "support_completed": "completed a request for support",
        "adviser_asked": "asked an adviser to help with a package",
    },
    by_staff=True,
)
say(
    SUPPORT,
    {
        "support_package_ended": "ended a package of support",
        "support_begun": "began the work on a request for support",
        "adviser_taken_off": "took an adviser off a line of a package",
        "advising_accepted": "agreed to help with a package of support",
        "advising_declined": "declined to help with a package of support",
        "support_time_entered": "entered {to} days of work on a package",
        "support_time_removed": "took {before} days of work off a package",
        "milestone_added": "added a milestone to a package",
        "milestone_changed": "changed a milestone of a package",
        "milestone_reached": "marked a milestone of a package as reached",
        "milestone_reopened": "marked a milestone of a package as not reached",
        "milestone_removed": "took a milestone off a package",
        "session_added": "added a session to a package",
        "session_changed": "changed a session of a package",
        "session_removed": "took a session off a package",
        "package_file_added": "added a document to a package",
        "package_file_removed": "took a document off a package",
    },
)
things("support_requests.package", select=("request",), address=lambda package: f"/support/packages/{package.pk}/")
things("support_requests.supportbudget", address=lambda budget: "/support/budgets/")
