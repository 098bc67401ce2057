"""What the erasure of a person's account does to what the programme holds of them as an adviser."""

from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.register import Whose
from support_requests.models import Adviser, AdviserConflict, AdviserInvitation, Assignment


def forget_adviser(whose: Whose, at) -> None:
    """What they did for others stays, without what they said about themselves. Who advises still cannot be erased."""
    Adviser.objects.filter(person=whose.person).update(firm="", about="")
    Assignment.objects.filter(adviser__person=whose.person).update(because="")


def forget_conflicts(whose: Whose, at) -> None:
    AdviserConflict.objects.filter(adviser__person=whose.person).delete()


def forget_invitations(whose: Whose, at) -> None:
    """Open ones are withdrawn; none keeps the address."""
    sent = AdviserInvitation.objects.filter(email__in=whose.emails)
    sent.filter(state=AdviserInvitation.State.SENT).update(state=AdviserInvitation.State.WITHDRAWN, answered_at=at)
    forget_addresses(sent)
