"""What people are told about proposals to partner."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of an organisation that was asked to partner",
    events=[
        "partnership_proposed",
        "proposal_withdrawn",
        "proposal_partners_changed",
        "proposal_ends_soon",
        "proposal_expired_unanswered",
        "proposal_ended",
    ],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that proposed a partnership",
    events=["proposal_accepted", "proposal_declined", "proposal_expired", "proposal_claimed", "proposal_asked_closed"],
)
declare(
    category="partnering",
    because="you are an owner or editor of the organisation that your colleague acted for",
    events=["colleague_proposed", "colleague_answered_proposal"],
)
declare(
    category="partnering",
    because="you are an owner or editor of one of the two organisations that write to each other about a proposal",
    events=["proposal_note_written"],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that would partner for this opportunity",
    events=["proposal_opportunity_changed"],
)
