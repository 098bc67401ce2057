"""What is done with bids, in words. What a bid says stays with those who bid."""

from partnerships_portal.accounts.audit.words import PARTNERING, say, things

say(
    PARTNERING,
    {
        "bid_intended": "recorded that it intends to bid",
        "bid_contribution_said": "said what its organisation brings to a bid",
        "bid_declined": "said that its organisation is not in a bid",
        "bid_submitted": "recorded that a bid was submitted",
        "bid_withdrawn": "withdrew a bid",
        "bid_outcome_recorded": "recorded how a bid ended",
        "bid_outcome_corrected": "corrected how a bid ended: {outcome}",
        "bid_feedback_kept": "kept what a buyer said of a bid",
        "lessons_written": "wrote what its organisation learnt from a bid",
        "lessons_shared": "shared lessons of a bid with the network, without names",
        "lessons_taken_back": "took lessons of a bid back from the network",
        # Who it is stands in the list of them, where each look is recorded: the audit trail names them by number alone
        "same_lot_found": "found an organisation in two bids for the same lot",
        "same_lot_ended": "found an organisation no longer in two bids for the same lot",
    },
)
say(PARTNERING, {"same_lot_read": "looked at who is in two bids for the same lot"}, by_staff=True)
things("consortia.bid", address=lambda bid: f"/bids/{bid.pk}/")
