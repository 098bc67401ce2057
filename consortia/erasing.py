"""What the erasure of a person's account does around partnering."""

from consortia.actions.proposal_news import end_asked_by_address
from consortia.models import Invitation
from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.register import Whose


def forget_proposals_to(whose: Whose, at) -> None:
    """Open invitations to the person's own address are withdrawn, and the proposers told; none keeps the address."""
    end_asked_by_address(emails=whose.emails, at=at)
    sent = Invitation.objects.filter(email__in=whose.emails)
    sent.filter(state=Invitation.State.SENT).update(state=Invitation.State.WITHDRAWN, answered_at=at)  # of drafts, too
    forget_addresses(sent)
