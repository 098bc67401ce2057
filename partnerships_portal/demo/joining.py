"""Somebody who asks to join the demonstration's Mutual, and somebody who is invited to it."""

import datetime as dt
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings

from mutuals.models import JoinRequest, Membership, MembershipInvitation, Organisation
from partnerships_portal.accounts.models import User

ASKS = "asks.demo@example.org"
INVITED = "invited.demo@example.org"
MESSAGE = "I lead the evening team in the youth centre, and would like to keep our services up to date here."


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make both, once each: who was decided on, or answered, is not brought back."""
    person = User.objects.filter(email=ASKS).first() or _make()
    if not JoinRequest.objects.filter(organisation=organisation, person=person).exists():
        JoinRequest.objects.create(
            organisation=organisation, person=person, message=MESSAGE, asked_at=at - dt.timedelta(days=2)
        )
    sender = organisation.memberships.filter(role=Membership.Role.OWNER).order_by("pk").first()
    if sender and not organisation.invitations.filter(email=INVITED).exists():
        sent_at = at - dt.timedelta(days=3)
        MembershipInvitation.objects.create(
            organisation=organisation,
            email=INVITED,
            role=Membership.Role.VIEWER,
            token_hash=hashlib.sha256(secrets.token_bytes(32)).hexdigest(),  # nobody has the link: send it again
            sent_at=sent_at,
            sent_by=sender.user,
            expires_at=sent_at + dt.timedelta(days=settings.INVITATION_DAYS),
        )


def _make() -> User:
    """Nobody can sign in as this person: there is no password."""
    user = User.objects.create_user(ASKS, None, name="Noor Halverin")
    EmailAddress.objects.create(user=user, email=ASKS, verified=True, primary=True)
    return user
