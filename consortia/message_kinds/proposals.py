"""What people are told about proposals to partner."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of an organisation that was asked to partner",
    events=["partnership_proposed", "proposal_withdrawn", "proposal_partners_changed"],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that proposed a partnership",
    events=["proposal_accepted", "proposal_declined"],
)
declare(
    category="partnering",
    because="you are an owner or editor of the organisation that your colleague acted for",
    events=["colleague_proposed", "colleague_answered_proposal"],
)
