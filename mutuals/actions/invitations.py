"""Owners ask people in by e-mail; people answer."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from mutuals import people_emails
from mutuals.models import Membership, MembershipInvitation, Organisation
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.addresses import forms_of, owner_of, verified_addresses
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify, notify_address
from partnerships_portal.notifications.models import Notification

from .invitation_limits import left_today, room_for, written_to_enough
from .memberships import settle

State = MembershipInvitation.State
AGAIN_AFTER = dt.timedelta(minutes=10)  # between two e-mails of one invitation
EVENT = "invited_to_organisation"
ENOUGH = "This address was written to several times within a day. Wait until tomorrow."


def hash_of(token: str) -> str:
    """What is kept of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def refusal(*, organisation: Organisation, address: str, by: User, at) -> str:
    """Why this address cannot be invited now, as a sentence; empty if it can."""
    forms = forms_of(address)
    if forms & verified_addresses(by):
        return "This is your own address."
    if organisation.memberships.filter(user__emailaddress__email__in=forms, user__emailaddress__verified=True).exists():
        return f"This person acts for {organisation} already. You can change the role on the page of its people."
    waiting = organisation.invitations.filter(email__in=forms, state=State.SENT, expires_at__gt=at).first()
    if waiting:
        return f"Invited already, on {waiting.sent_at:%-d %B %Y}. You can send it again from the page of its people."
    if written_to_enough(organisation=organisation, addresses=forms, at=at):
        return ENOUGH
    return ""


@transaction.atomic
def invite(*, organisation: Organisation, addresses: Iterable[str], role: Membership.Role, by: User, at) -> list[str]:
    """Ask these addresses in; returns those that were written to. Whoever cannot be invited is left out, see `refusal`.

    Raises NotPossible if `by` is no owner any more, the organisation is closed, or there would be too many.
    """
    roles.lock(organisation)
    roles.must_own(organisation, by)
    _must_be_open(organisation)
    wanted = [
        address
        for address in dict.fromkeys(address.strip().lower() for address in addresses)
        if not refusal(organisation=organisation, address=address, by=by, at=at)
    ]
    room = room_for(organisation=organisation, at=at)
    if len(wanted) > room:
        raise NotPossible(
            f"{organisation} can send {room} more invitations now. Withdraw some that wait, or go on tomorrow."
        )
    for address in wanted:
        _expire(organisation.invitations.filter(email__in=forms_of(address), state=State.SENT), at)
        _send_new(organisation, address, role, by=by, at=at)
    return wanted


def _send_new(organisation: Organisation, address: str, role: str, *, by: User, at) -> None:
    token = secrets.token_urlsafe(32)
    invitation = MembershipInvitation.objects.create(
        organisation=organisation,
        email=address,
        role=role,
        token_hash=hash_of(token),
        sent_at=at,
        sent_by=by,
        expires_at=_expiry(at),
    )
    record(actor=by, action="member_invited", target=organisation, at=at, invitation=invitation.pk, role=role)
    _tell(invitation, token, at=at)


@transaction.atomic
def send_again(*, invitation: MembershipInvitation, by: User, at) -> None:
    """Send it once more, with a new link; the one sent before leads nowhere. Raises NotPossible."""
    organisation = invitation.organisation
    roles.lock(organisation)
    invitation.refresh_from_db()
    if at - invitation.sent_at < AGAIN_AFTER:
        raise NotPossible("It was sent a moment ago. Give it ten minutes to arrive before you send it again.")
    if invitation.state == State.EXPIRED:
        role = Membership.Role(invitation.role)
        if not invite(organisation=organisation, addresses=[invitation.email], role=role, by=by, at=at):
            raise NotPossible(refusal(organisation=organisation, address=invitation.email, by=by, at=at))
        return
    roles.must_own(organisation, by)
    _must_be_open(organisation)
    if not room_for(organisation=organisation, at=at) and invitation.expires_at <= at:
        raise NotPossible(f"{organisation} has as many invitations open as it may. Withdraw some first.")
    _must_not_pester(invitation, at)
    token = secrets.token_urlsafe(32)
    changed = {"token_hash": hash_of(token), "sent_at": at, "sent_by": by, "expires_at": _expiry(at)}
    if not MembershipInvitation.objects.filter(pk=invitation.pk, state=State.SENT).update(**changed):
        raise NotPossible(f"{invitation.email} has answered meanwhile, or it was withdrawn.")
    record(actor=by, action="invitation_sent_again", target=organisation, at=at, invitation=invitation.pk)
    _tell(invitation, token, at=at)


@transaction.atomic
def withdraw(*, invitation: MembershipInvitation, by: User, at) -> None:
    """The owners think better of it: the link leads nowhere. Raises NotPossible if it was answered meanwhile."""
    roles.lock(invitation.organisation)
    roles.must_own(invitation.organisation, by)
    _answer(invitation, State.WITHDRAWN, by=by, at=at)
    record(actor=by, action="invitation_withdrawn", target=invitation.organisation, at=at, invitation=invitation.pk)


@transaction.atomic
def accept(*, invitation: MembershipInvitation, by: User, at) -> None:
    """The person takes it: they act for the organisation now. A higher role that they have already stays.

    Raises NotPossible if it is not theirs, was answered, withdrawn or has expired.
    """
    organisation = invitation.organisation
    roles.lock(organisation)
    organisation.refresh_from_db(fields=["closed_at"])
    _must_be_theirs(invitation, by)
    _must_be_open(organisation)
    if invitation.expires_at <= at:
        raise NotPossible("This invitation has expired. Ask an owner to send it again.")
    _answer(invitation, State.ACCEPTED, by=by, at=at)
    held = organisation.memberships.filter(user=by).first()
    role = max([invitation.role, held.role] if held else [invitation.role], key=roles.RANKS.__getitem__)
    roles.give(place=organisation, person=by, role=role, by=by, at=at)
    settle(organisation=organisation, person=by, role=role, by=invitation.sent_by, at=at)
    record(actor=by, action="invitation_accepted", target=organisation, at=at, invitation=invitation.pk)
    _tell_sender(invitation, "accepted", by=by, at=at)


@transaction.atomic
def decline(*, invitation: MembershipInvitation, by: User, at) -> None:
    """The person does not want it. Raises NotPossible if it is not theirs or was answered already."""
    _must_be_theirs(invitation, by)
    _answer(invitation, State.DECLINED, by=by, at=at)
    record(actor=by, action="invitation_declined", target=invitation.organisation, at=at, invitation=invitation.pk)
    _tell_sender(invitation, "declined", by=by, at=at)


@transaction.atomic
def expire_overdue(*, at) -> int:
    """Mark the invitations that nobody answered in time; returns how many."""
    return _expire(MembershipInvitation.objects.filter(state=State.SENT, expires_at__lte=at), at)


def forget_links() -> int:
    """Take the links out of messages that were sent, so that none is kept with its token; returns how many."""
    sent = Notification.objects.filter(event=EVENT, person=None).exclude(url="")
    return sent.exclude(email_state=Notification.EmailState.WAITING).update(url="")


def _expire(invitations, at) -> int:
    return invitations.update(state=State.EXPIRED, answered_at=at)


def _expiry(at) -> dt.datetime:
    return at + dt.timedelta(days=settings.INVITATION_DAYS)


def _answer(invitation: MembershipInvitation, to: str, *, by: User, at) -> None:
    move(
        invitation,
        field="state",
        to=to,
        transitions=MembershipInvitation.TRANSITIONS,
        answered_at=at,
        answered_by=by,
    )


def _must_be_theirs(invitation: MembershipInvitation, by: User) -> None:
    if not by.is_active:
        raise NotPossible("This account is closed. Write to those who run the portal to open it again.")
    if not forms_of(invitation.email) & verified_addresses(by):
        raise NotPossible(
            "This invitation is for another address. Sign in with that address, or add it to your account."
        )


def _must_be_open(organisation: Organisation) -> None:
    if organisation.closed_at is not None:
        raise NotPossible(f"{organisation} is closed, so nobody can join it.")


def _must_not_pester(invitation: MembershipInvitation, at) -> None:
    organisation = invitation.organisation
    if written_to_enough(organisation=organisation, addresses=forms_of(invitation.email), at=at):
        raise NotPossible(ENOUGH)
    if not left_today(organisation=organisation, at=at):
        raise NotPossible(f"{organisation} has sent as many invitations as it may in a day. Go on tomorrow.")


def _tell(invitation: MembershipInvitation, token: str, *, at) -> None:
    """To the person's inbox if the address is somebody's here already; else to the address alone, with the link."""
    words = people_emails.invited(invitation)
    key = f"{invitation.pk}-{at.isoformat()}"
    person = owner_of(invitation.email)
    if person:
        url = reverse("invitation_answer", args=[invitation.pk])
        notify(person=person, event=EVENT, key=key, url=url, at=at, **words)
    else:
        url = reverse("invitation_open", args=[token])
        because = f"{invitation.sent_by} of {invitation.organisation} entered your address to invite you"
        notify_address(address=invitation.email, event=EVENT, key=key, url=url, because=because, at=at, **words)


def _tell_sender(invitation: MembershipInvitation, answer: str, *, by: User, at) -> None:
    """Whoever sent it hears the answer, as long as they act for the organisation."""
    if invitation.organisation.memberships.filter(user=invitation.sent_by_id).exists():
        notify(
            person=invitation.sent_by,
            event=f"invitation_{answer}",
            key=invitation.pk,
            url=reverse("organisation_people", args=[invitation.organisation_id]),
            members_of=invitation.organisation,
            at=at,
            **people_emails.invitation_answered(invitation, by, answer),
        )
