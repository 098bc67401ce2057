"""What people are told about organisations."""

from partnerships_portal.notifications.kinds import declare

declare(category="people", because="your role in an organisation was changed", events=["member_role_given"])
declare(
    category="verification",
    because="you own an organisation that programme staff decided about",
    events=["definition_verified", "definition_returned", "organisation_admitted", "admission_returned"],
)
declare(
    category="verification",
    because="you registered an organisation",
    events=["registration_received"],
)
declare(
    category="verification",
    because="you own an organisation that shows as a Mutual, or did",
    events=["recheck_begun", "confirmation_asked", "confirmation_reminder", "badge_ended"],
)
declare(
    category="programme",
    because="you decide on organisations for the support programme",
    events=["verification_work"],
)
declare(
    category="people",
    because="you acted for an organisation, and somebody has ended that",
    events=["member_removed"],
)
declare(
    category="people",
    because="you own an organisation in the directory",
    events=["member_left", "join_request_received"],
)
declare(
    category="people",
    because="somebody invited you to act for an organisation",
    events=["invited_to_organisation"],
)
declare(
    category="people",
    because="you invited somebody to act for an organisation",
    events=["invitation_accepted", "invitation_declined"],
)
declare(
    category="people",
    because="you asked to join an organisation",
    events=["join_request_accepted", "join_request_declined"],
)
declare(
    category="people",
    because="you act for an organisation, or did so when this happened",
    events=["organisation_closed", "organisation_reopened", "organisation_merged"],
)
declare(
    category="programme",
    because="you are a programme manager",
    events=["join_request_without_owner", "organisation_close_asked"],
)
