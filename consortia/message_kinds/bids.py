"""What people are told about bids that their organisations are in."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of an organisation that bids, alone or in a consortium",
    events=[
        *("bid_intended", "bid_member_in", "bid_member_out"),
        *("bid_submitted", "bid_withdrawn"),
        *("bid_outcome_recorded", "bid_outcome_corrected"),
        *("bid_opportunity_changed", "bid_outcome_asked"),
    ],
)
declare(
    category="partnering",
    because="you are an owner or editor of an organisation that is in two bids for the same lot",
    events=["same_lot_found"],
)
declare(
    category="partnering",
    because="you are an owner or editor of a member of a consortium for this opportunity",
    events=["same_lot_warning"],
)
