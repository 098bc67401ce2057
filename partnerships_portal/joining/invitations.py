"""Owners ask people in by e-mail; people answer."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from partnerships_portal.accounts import roles
from partnerships_portal.accounts.addresses import forms_of, owner_of, verified_addresses
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify, notify_address
from partnerships_portal.notifications.models import Notification

from . import words
from .kinds import Kind
from .limits import left_today, room_for, written_to_enough
from .memberships import settle

SENT, ACCEPTED, DECLINED, WITHDRAWN, EXPIRED = "sent", "accepted", "declined", "withdrawn", "expired"
AGAIN_AFTER = dt.timedelta(minutes=10)  # between two e-mails of one invitation
ENOUGH = "This address was written to several times within a day. Wait until tomorrow."


def hash_of(token: str) -> str:
    """What is kept of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def refusal(kind: Kind, place, *, address: str, by: User, at) -> str:
    """Why this address cannot be invited now, as a sentence; empty if it can."""
    forms = forms_of(address)
    if forms & verified_addresses(by):
        return "This is your own address."
    if place.memberships.filter(user__emailaddress__email__in=forms, user__emailaddress__verified=True).exists():
        return f"This person acts for {place} already. You can change the role on the page of its people."
    waiting = place.invitations.filter(email__in=forms, state=SENT, expires_at__gt=at).first()
    if waiting:
        return f"Invited already, on {waiting.sent_at:%-d %B %Y}. You can send it again from the page of its people."
    if written_to_enough(place, addresses=forms, at=at):
        return ENOUGH
    return ""


@transaction.atomic
def invite(kind: Kind, place, *, addresses: Iterable[str], role: str, by: User, at) -> list[str]:
    """Ask these addresses in; returns those that were written to. Whoever cannot be invited is left out, see `refusal`.

    Raises NotPossible if `by` is no owner any more, nobody can join it, or there would be too many.
    """
    roles.lock(place)
    roles.must_own(place, by)
    _must_be_open(kind, place, at)
    wanted = [
        address
        for address in dict.fromkeys(address.strip().lower() for address in addresses)
        if not refusal(kind, place, address=address, by=by, at=at)
    ]
    room = room_for(kind, place, at=at)
    if len(wanted) > room:
        raise NotPossible(f"{place} can send {room} more invitations now. Withdraw some that wait, or go on tomorrow.")
    for address in wanted:
        _expire(place.invitations.filter(email__in=forms_of(address), state=SENT), at)
        _send_new(kind, place, address, role, by=by, at=at)
    return wanted


def _send_new(kind: Kind, place, address: str, role: str, *, by: User, at) -> None:
    token = secrets.token_urlsafe(32)
    invitation = place.invitations.create(
        email=address,
        role=role,
        token_hash=hash_of(token),
        sent_at=at,
        sent_by=by,
        expires_at=_expiry(at),
    )
    record(actor=by, action="member_invited", target=place, at=at, invitation=invitation.pk, role=role)
    _tell(kind, invitation, token, at=at)


@transaction.atomic
def send_again(kind: Kind, *, invitation, by: User, at) -> None:
    """Send it once more, with a new link; the one sent before leads nowhere. Raises NotPossible."""
    place = invitation.place
    roles.lock(place)
    invitation.refresh_from_db()
    if at - invitation.sent_at < AGAIN_AFTER:
        raise NotPossible("It was sent a moment ago. Give it ten minutes to arrive before you send it again.")
    if invitation.state == EXPIRED:
        if not invite(kind, place, addresses=[invitation.email], role=invitation.role, by=by, at=at):
            raise NotPossible(refusal(kind, place, address=invitation.email, by=by, at=at))
        return
    roles.must_own(place, by)
    _must_be_open(kind, place, at)
    if not room_for(kind, place, at=at) and invitation.expires_at <= at:
        raise NotPossible(f"{place} has as many invitations open as it may. Withdraw some first.")
    _must_not_pester(kind, invitation, at)
    token = secrets.token_urlsafe(32)
    changed = {"token_hash": hash_of(token), "sent_at": at, "sent_by": by, "expires_at": _expiry(at)}
    if not kind.invitations.objects.filter(pk=invitation.pk, state=SENT).update(**changed):
        raise NotPossible(f"{invitation.email} has answered meanwhile, or it was withdrawn.")
    record(actor=by, action="invitation_sent_again", target=place, at=at, invitation=invitation.pk)
    _tell(kind, invitation, token, at=at)


@transaction.atomic
def withdraw(kind: Kind, *, invitation, by: User, at) -> None:
    """The owners think better of it: the link leads nowhere. Raises NotPossible if it was answered meanwhile."""
    roles.lock(invitation.place)
    roles.must_own(invitation.place, by)
    _answer(invitation, WITHDRAWN, by=by, at=at)
    record(actor=by, action="invitation_withdrawn", target=invitation.place, at=at, invitation=invitation.pk)


@transaction.atomic
def accept(kind: Kind, *, invitation, by: User, at) -> None:
    """The person takes it: they act for the place now. A higher role that they have already stays.

    Raises NotPossible if it is not theirs, was answered, withdrawn or has expired.
    """
    place = invitation.place
    roles.lock(place)
    place.refresh_from_db()
    _must_be_theirs(invitation, by)
    _must_be_open(kind, place, at)
    if invitation.expires_at <= at:
        raise NotPossible("This invitation has expired. Ask an owner to send it again.")
    _answer(invitation, ACCEPTED, by=by, at=at)
    held = place.memberships.filter(user=by).first()
    role = max([invitation.role, held.role] if held else [invitation.role], key=roles.RANKS.__getitem__)
    roles.give(place=place, person=by, role=role, by=by, at=at)
    settle(kind, place, person=by, role=role, by=invitation.sent_by, at=at)
    record(actor=by, action="invitation_accepted", target=place, at=at, invitation=invitation.pk)
    _tell_sender(kind, invitation, "accepted", by=by, at=at)


@transaction.atomic
def decline(kind: Kind, *, invitation, by: User, at) -> None:
    """The person does not want it. Raises NotPossible if it is not theirs or was answered already."""
    _must_be_theirs(invitation, by)
    _answer(invitation, DECLINED, by=by, at=at)
    record(actor=by, action="invitation_declined", target=invitation.place, at=at, invitation=invitation.pk)
    _tell_sender(kind, invitation, "declined", by=by, at=at)


@transaction.atomic
def expire_overdue(kind: Kind, *, at) -> int:
    """Mark the invitations that nobody answered in time; returns how many."""
    return _expire(kind.invitations.objects.filter(state=SENT, expires_at__lte=at), at)


def forget_links(kind: Kind) -> int:
    """Take the links out of messages that were sent, so that none is kept with its token; returns how many."""
    sent = Notification.objects.filter(event=_event(kind), person=None).exclude(url="")
    return sent.exclude(email_state=Notification.EmailState.WAITING).update(url="")


def _event(kind: Kind) -> str:
    return f"invited_to_{kind.field}"


def _expire(invitations, at) -> int:
    return invitations.update(state=EXPIRED, answered_at=at)


def _expiry(at) -> dt.datetime:
    return at + dt.timedelta(days=settings.INVITATION_DAYS)


def _answer(invitation, to: str, *, by: User, at) -> None:
    move(
        invitation,
        field="state",
        to=to,
        transitions=invitation.TRANSITIONS,
        answered_at=at,
        answered_by=by,
    )


def _must_be_theirs(invitation, by: User) -> None:
    if not by.is_active:
        raise NotPossible("This account is closed. Write to those who run the portal to open it again.")
    if not forms_of(invitation.email) & verified_addresses(by):
        raise NotPossible(
            "This invitation is for another address. Sign in with that address, or add it to your account."
        )


def _must_be_open(kind: Kind, place, at) -> None:
    if why := kind.why_closed(place, at):
        raise NotPossible(why)


def _must_not_pester(kind: Kind, invitation, at) -> None:
    place = invitation.place
    if written_to_enough(place, addresses=forms_of(invitation.email), at=at):
        raise NotPossible(ENOUGH)
    if not left_today(kind, place, at=at):
        raise NotPossible(f"{place} has sent as many invitations as it may in a day. Go on tomorrow.")


def _tell(kind: Kind, invitation, token: str, *, at) -> None:
    """To the person's inbox if the address is somebody's here already; else to the address alone, with the link."""
    message = words.invited(invitation) | {"event": _event(kind), "key": f"{invitation.pk}-{at.isoformat()}"}
    person = owner_of(invitation.email)
    if person:
        url = kind.url("invitation_answer", invitation.pk)
        notify(person=person, url=url, at=at, **message)
    else:
        url = kind.url("invitation_open", token)
        because = f"{invitation.sent_by} of {invitation.place} entered your address to invite you"
        notify_address(address=invitation.email, url=url, because=because, at=at, **message)


def _tell_sender(kind: Kind, invitation, answer: str, *, by: User, at) -> None:
    """Whoever sent it hears the answer, as long as they act for the place."""
    if invitation.place.memberships.filter(user=invitation.sent_by_id).exists():
        notify(
            person=invitation.sent_by,
            event=kind.event(f"invitation_{answer}"),
            key=invitation.pk,
            url=kind.url("people", invitation.place.pk),
            members_of=invitation.place,
            at=at,
            **words.invitation_answered(invitation, by, answer),
        )
