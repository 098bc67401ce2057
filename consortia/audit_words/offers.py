"""What is done with offers to partners, in words. What two organisations write to each other stays between them."""

from partnerships_portal.accounts.audit.words import PARTNERING, say, things

say(
    PARTNERING,
    {
        "offer_started": "began an offer or request",
        "offer_changed": "changed an offer or request: {fields}",
        "offer_submitted": "sent an offer or request to programme staff",
        "offer_taken_back": "took an offer or request back to change it",
        "offer_discarded": "deleted the draft of an offer or request",
        "offer_closed": "closed an offer or request",
        "offer_renewed": "renewed an offer or request until {until}",
        "offer_expired": "ended an offer or request, as its last day was over",
        "offer_followed_merger": "moved an offer or request to the organisation that took its own over",
        "offer_answered": "answered an offer or request",
        "offer_message_sent": "wrote to another organisation about an offer or request",
        "offer_answer_taken_up": "took up an answer to an offer or request",
        "offer_answer_not_this_time": "did not take up an answer to an offer or request this time",
        "offer_answer_withdrawn": "took back an answer to an offer or request",
    },
)
say(
    PARTNERING,
    {
        "offer_review_taken": "began to read an offer or request",
        "offer_review_put_back": "left an offer or request to another officer",
        "offer_published": "published an offer or request",
        "offer_returned": "returned an offer or request: {reason}",
        "offer_declined": "declined an offer or request: {reason}",
    },
    by_staff=True,
)
things("consortia.partneroffer", address=lambda offer: f"/offers/{offer.pk}/")
