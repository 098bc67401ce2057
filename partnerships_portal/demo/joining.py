"""Who asks to join the demonstration's Mutual or a council without an owner, and who is invited to the Mutual."""

import datetime as dt
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings

from commissioners.models import BodyRequest, CommissioningBody
from mutuals.models import JoinRequest, Membership, MembershipInvitation, Organisation
from partnerships_portal.accounts.models import User

ASKS = "asks.demo@example.org"
INVITED = "invited.demo@example.org"
OFFICER = "officer.demo@example.org"
MESSAGE = "I lead the evening team in the youth centre, and would like to keep our services up to date here."
OFFICERS_POST = "Commissioning manager in the children’s services team. I would like to post what we plan for 2027."


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Make both, once each: who was decided on, or answered, is not brought back."""
    person = User.objects.filter(email=ASKS).first() or _make(ASKS, "Noor Halverin")
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


def ensure_officer(*, body: CommissioningBody, at: dt.datetime) -> None:
    """Somebody asks to act for a body that has no owner, so that programme staff decide; once."""
    person = User.objects.filter(email=OFFICER).first() or _make(OFFICER, "Edda Marwick")
    if not BodyRequest.objects.filter(person=person).exists():
        BodyRequest.objects.create(body=body, person=person, message=OFFICERS_POST, asked_at=at - dt.timedelta(days=1))


def _make(email: str, name: str) -> User:
    """Nobody can sign in as this person: there is no password."""
    user = User.objects.create_user(email, None, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
