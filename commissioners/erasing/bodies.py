"""What the erasure of a person's account does around commissioning bodies."""

from commissioners.models import BodyMembership
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.register import Whose
from partnerships_portal.joining.memberships import withdraw_sent_by


def end_body_memberships(whose: Whose, at) -> None:
    """The person leaves every body; its history says so."""
    for membership in BodyMembership.objects.filter(user=whose.person).select_related("body"):
        membership.delete()
        record(actor=whose.person, action="member_left", target=membership.body, at=at, person=whose.person.pk)
        withdraw_sent_by(membership.body, person=whose.person, by=whose.person, at=at)
