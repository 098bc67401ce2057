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
declare(
    category="partnering",
    because="you are an owner or editor of a member of a consortium that is interested in this as one",
    events=["joint_interest_taken_back"],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that is interested in this alone and with its partners",
    events=["interested_twice"],
)
