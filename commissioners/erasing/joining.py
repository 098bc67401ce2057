"""What the erasure of a person's account does to invitations that a body sent to them."""

from commissioners.models import BodyInvitation
from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.register import Whose


def forget_invitations_to(whose: Whose, at) -> None:
    """Open invitations to the person are withdrawn; none keeps the address."""
    sent = BodyInvitation.objects.filter(email__in=whose.emails)
    sent.filter(state=BodyInvitation.State.SENT).update(state=BodyInvitation.State.WITHDRAWN, answered_at=at)
    forget_addresses(sent)
