"""What people are told about matches."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="matches",
    because="you are an owner or editor of an organisation that this new opportunity fits closely",
    events=["new_tender_match"],
)
declare(
    category="matches",
    because="you are an owner or editor of a member of a consortium that this new opportunity fits closely",
    events=["new_consortium_match"],
)
