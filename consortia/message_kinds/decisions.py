"""What people are told about the decisions of consortia."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of a member of this consortium",
    events=["decision_proposed", "decision_objected", "decision_ended", "consortium_without_lead"],
)
