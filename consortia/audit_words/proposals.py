"""What is done with proposals to partner, in words. What a proposal says stays between those whom it concerns."""

from partnerships_portal.accounts.audit.words import PARTNERING, say, things

say(
    PARTNERING,
    {
        "proposal_drafted": "began a proposal to partner",
        "proposal_edited": "changed a draft of a proposal to partner",
        "proposal_discarded": "discarded a draft of a proposal to partner",
        "proposal_sent": "proposed a partnership",
        "proposal_withdrawn": "withdrew a proposal to partner",
        "proposal_accepted": "accepted a proposal to partner",
        "proposal_declined": "declined a proposal to partner",
        "proposal_acceptance_taken_back": "took back that a proposal to partner was accepted",
        "proposal_asked_another": "asked another organisation with a proposal to partner",
        "proposal_note_written": "wrote to the other side of a proposal to partner",
        "proposal_role_changed": "agreed to another role in a proposal to partner",
        "proposal_claimed": "said which organisation answers a proposal to partner",
        "proposal_expired": "ended an invitation to partner that was not answered in time",
        "proposal_ended": "ended a proposal to partner that nobody can take up any more",
        "proposal_invitation_ended": "ended an invitation to partner that nobody can answer any more",
        "proposal_invitation_withdrawn": "asked one organisation of a proposal to partner no longer",
    },
)
things("consortia.proposal", address=lambda proposal: f"/proposals/{proposal.pk}/")
