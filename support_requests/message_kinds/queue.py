"""What officers are told of the queue."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="programme",
    because="you decide on requests for support, and somebody gave you one",
    events=["support_assigned"],
)
declare(
    category="programme",
    because="you had this request for support",
    events=["support_taken_from_you"],
)
declare(category="programme", because="you have this request for support", events=["support_priority_set"])
