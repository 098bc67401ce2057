"""Advisers come by an invitation that they accept themselves, and leave: their access ends at once."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from commissioners.actions.meanwhile import check, plain, state_of
from partnerships_portal.accounts.addresses import forms_of, owner_of, verified_addresses
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify, notify_address
from support_requests.models import Adviser, AdviserInvitation, Assignment

from .conflicts import take_off_all

Invited = AdviserInvitation.State
DETAILS = ("kind", "firm", "expertise", "days_a_month")
LEFT = "They advise no more."
NOT_OPEN = "This invitation was withdrawn, answered, or has run out. Ask a programme manager for another one."
ADVISES = "{email} advises already: change their entry instead."


@transaction.atomic
def invite(*, email: str, details: dict, by: User, at: dt.datetime) -> AdviserInvitation:
    """Ask somebody to advise, by e-mail; an open invitation to the same address is renewed with the new details.

    `details`: kind, firm, expertise, days_a_month, and regions (Region rows). Raises NotPossible for one who advises.
    """
    address = email.strip().lower()
    person = owner_of(address)
    if person is not None and Adviser.objects.filter(person=person, left_at=None).exists():
        raise NotPossible(ADVISES.format(email=address))
    values = {name: details[name] for name in DETAILS}
    values |= {"sent_by": by, "sent_at": at, "expires_at": at + dt.timedelta(days=settings.INVITATION_DAYS)}
    invitation, is_new = AdviserInvitation.objects.select_for_update().get_or_create(
        email=address, state=Invited.SENT, defaults=values
    )
    if not is_new:
        AdviserInvitation.objects.filter(pk=invitation.pk).update(**values)
        invitation.refresh_from_db()
    invitation.regions.set(details["regions"])
    record(actor=by, action="adviser_invited", target=invitation, at=at)
    _tell_invited(invitation, person, by=by, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: AdviserInvitation, by: User, at: dt.datetime) -> bool:
    """Nobody can accept it any more; returns whether somebody could. Twice is once."""
    open_one = AdviserInvitation.objects.filter(pk=invitation.pk, state=Invited.SENT)
    if not open_one.update(state=Invited.WITHDRAWN, answered_at=at):
        return False
    record(actor=by, action="adviser_invitation_withdrawn", target=invitation, at=at)
    return True


@transaction.atomic
def accept_invitation(*, invitation: AdviserInvitation, by: User, at: dt.datetime) -> Adviser:
    """The person advises from now on, and needs a second factor. One who had left comes back. Twice is once."""
    current = _theirs(invitation, by)
    Adviser.objects.select_for_update().filter(person=by).first()  # before the person, as whoever leaves does
    User.objects.select_for_update().get(pk=by.pk)
    adviser = Adviser.objects.filter(person=by).first()
    if current.state == Invited.ACCEPTED and adviser is not None:
        return adviser
    _answer(current, Invited.ACCEPTED, at=at)
    values = {name: getattr(current, name) for name in DETAILS} | {"joined_at": at, "left_at": None}
    adviser, _ = Adviser.objects.update_or_create(person=by, defaults=values)
    adviser.regions.set(current.regions.all())
    User.objects.filter(pk=by.pk).update(is_adviser=True)
    by.is_adviser = True
    record(actor=by, action="adviser_joined", target=adviser, at=at)
    _tell_inviter(current, f"{by} advises for the programme now", adviser.get_absolute_url(), by=by, at=at)
    return adviser


@transaction.atomic
def decline_invitation(*, invitation: AdviserInvitation, by: User, at: dt.datetime) -> None:
    """The person does not want to. Twice is once."""
    current = _theirs(invitation, by)
    if current.state == Invited.DECLINED:
        return
    _answer(current, Invited.DECLINED, at=at)
    record(actor=by, action="adviser_invitation_declined", target=current, at=at)
    _tell_inviter(current, f"{by} does not want to advise", reverse("adviser_list"), by=by, at=at)


@transaction.atomic
def change(*, adviser: Adviser, values: dict, seen: str, by: User, at: dt.datetime) -> bool:
    """Save what an adviser knows and how much time they have; returns whether that changed anything.

    `values`: those of `invite`, and about. Raises ChangedMeanwhile where somebody else changed what was `seen`.
    """
    locked = Adviser.objects.select_for_update().get(pk=adviser.pk)
    check(locked, values, seen=seen)
    stored = state_of(locked, values)
    changed = [name for name, value in values.items() if stored[name] != plain(value)]
    if not changed:
        return False
    locked.regions.set(values["regions"])
    Adviser.objects.filter(pk=locked.pk).update(**{name: values[name] for name in values if name != "regions"})
    record(actor=by, action="adviser_changed", target=locked, at=at, fields=changed)
    return True


@transaction.atomic
def leave(*, adviser: Adviser, by: User, at: dt.datetime) -> int | None:
    """The adviser advises no more, and reads no case from now on. They are taken off every line, and officers told.

    Returns off how many; None where they had left before.
    """
    Adviser.objects.select_for_update().get(pk=adviser.pk)
    current = Adviser.objects.select_related("person").get(pk=adviser.pk)
    if current.left_at is not None:
        return None
    Adviser.objects.filter(pk=current.pk).update(left_at=at)
    User.objects.filter(pk=current.person_id).update(is_adviser=False)
    taken = take_off_all(current, Assignment.objects.all(), because=LEFT, by=by, at=at)
    record(actor=by, action="adviser_left", target=current, at=at)
    if current.person != by:
        notify(
            person=current.person,
            event="adviser_left",
            key=f"{current.pk}-{at:%Y%m%d%H%M%S}",
            subject="You advise no more for the support programme",
            body="A programme manager ended it. Thank you for your help. The cases that you had are closed to you.",
            at=at,
        )
    return taken


def _theirs(invitation: AdviserInvitation, by: User) -> AdviserInvitation:
    """The invitation as it is now, locked. Raises NotPossible where the address is not, or no longer, the person's."""
    AdviserInvitation.objects.select_for_update().get(pk=invitation.pk)
    current = AdviserInvitation.objects.select_related("sent_by").get(pk=invitation.pk)
    if not forms_of(current.email) & verified_addresses(by):
        raise NotPossible(NOT_OPEN)
    return current


def _answer(invitation: AdviserInvitation, to, *, at) -> None:
    if invitation.state == Invited.SENT and invitation.expires_at <= at:
        raise NotPossible(NOT_OPEN)
    try:
        move(invitation, field="state", to=to, transitions=AdviserInvitation.TRANSITIONS, answered_at=at)
    except NotPossible:
        raise NotPossible(NOT_OPEN) from None


def _tell_invited(invitation: AdviserInvitation, person: User | None, *, by: User, at: dt.datetime) -> None:
    words: dict[str, Any] = {
        "event": "adviser_invited",
        "key": f"{invitation.pk}-{at:%Y%m%d%H%M%S}",
        "subject": f"{by} asks you to advise for the support programme",
        "body": "You would be asked, case by case, to help organisations that work in partnership. Sign in to answer"
        f"{'' if person else ': create an account with this e-mail address first'}. "
        f"You can answer until {invitation.expires_at:%-d %B %Y}.",
        "url": reverse("adviser_invitation", args=[invitation.pk]),
        "at": at,
    }
    if person is not None:
        notify(person=person, **words)
    else:
        notify_address(address=invitation.email, because=f"{by} entered your address", **words)


def _tell_inviter(invitation: AdviserInvitation, subject: str, url: str, *, by: User, at: dt.datetime) -> None:
    if invitation.sent_by.is_programme_staff:
        notify(
            person=invitation.sent_by,
            event="adviser_answered",
            key=invitation.pk,
            subject=subject,
            url=url,
            at=at,
        )
