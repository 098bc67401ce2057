"""What people are told about offers to partners, and about answers to them."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of an organisation that offers or looks for this",
    events=[
        "offer_published",
        "offer_returned",
        "offer_declined",
        "offer_ends_soon",
        "offer_expired",
        "offer_answer_received",
        "offer_answer_withdrawn",
    ],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that answered this offer",
    events=["offer_answer_taken_up", "offer_answer_not_this_time"],
)
declare(
    category="partnering",
    because="you are an owner or editor of one of the two organisations that write to each other",
    events=["offer_message"],
)
declare(
    category="programme",
    because="you decide on what organisations offer to partners",
    events=["offer_received"],
)
