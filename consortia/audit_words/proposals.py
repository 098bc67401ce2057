"""What is done with proposals to partner, in words. What a proposal says stays between those whom it concerns."""

from partnerships_portal.accounts.audit.words import PARTNERING, say, things

say(
    PARTNERING,
    {
        "proposal_sent": "proposed a partnership",
        "proposal_withdrawn": "withdrew a proposal to partner",
        "proposal_accepted": "accepted a proposal to partner",
        "proposal_declined": "declined a proposal to partner",
    },
)
things("consortia.proposal", address=lambda proposal: f"/proposals/{proposal.pk}/")
