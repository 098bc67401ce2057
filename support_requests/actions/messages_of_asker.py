"""What the organisation that asks writes to the programme."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import SupportMessage, SupportRequest

from . import clocks
from .holding import hold
from .once import written_before
from .telling import tell_advisers, tell_programme

ENDED = "This request has ended, so nobody waits for a message. Ask again if you need more."
GOES_ON = "This goes on as “{into}”: write there. Copy what you typed before you leave this page."
TOO_MANY = "Your organisation has written {most} messages here in one day. Wait for an answer, then write again."
Side = SupportMessage.Side


@transaction.atomic
def reply(*, request: SupportRequest, text: str, form_key: uuid.UUID, by: User, at: dt.datetime) -> SupportMessage:
    """Write to the programme; the clocks go on if they stood still for it. Sent twice from one page it is there once.

    Raises NotPossible for a draft, a request that has ended, and too many in a day.
    """
    held = hold(request.pk)
    same = written_before(SupportMessage, form_key, request=held.pk, by=by)
    if same is not None:
        return same
    if not can_write(held):
        raise NotPossible(GOES_ON.format(into=held.merged_into) if goes_on_as_own(held) else ENDED)
    _check_number(held, at)
    was_waited_for = held.waiting_since is not None
    message = write(held, text=text, form_key=form_key, by=by, at=at)
    clocks.resume(held, at=at)
    record(actor=by, action="support_replied", target=held, at=at, message=message.pk)
    _tell(held, message, was_waited_for, by=by, at=at)
    return message


def can_write(request: SupportRequest) -> bool:
    """Whether somebody reads what is written: until it ends; joined with one of another organisation, until that ends.

    Joined with one of their own, its people write there: that is where clocks wait for their answer.
    """
    into = request.merged_into
    return request.is_open or (into is not None and into.is_open and not goes_on_as_own(request))


def goes_on_as_own(request: SupportRequest) -> bool:
    """Whether it was joined with one of the same organisation: on that page its people read and are written to."""
    return request.merged_into is not None and request.merged_into.organisation_id == request.organisation_id


def write(held: SupportRequest, *, text: str, form_key: uuid.UUID, by: User, at: dt.datetime) -> SupportMessage:
    """A message of the asker, within the action that it belongs to."""
    return SupportMessage.objects.create(
        request=held, side=Side.ASKER, text=text, written_by=by, written_at=at, form_key=form_key
    )


def _check_number(held: SupportRequest, at: dt.datetime) -> None:
    most = settings.SUPPORT_MESSAGES_A_DAY_AT_MOST
    today = held.messages.filter(side=Side.ASKER, written_at__gt=at - dt.timedelta(days=1))
    if today.count() >= most:
        raise NotPossible(TOO_MANY.format(most=most))


def _tell(held: SupportRequest, message: SupportMessage, was_waited_for: bool, *, by: User, at: dt.datetime) -> None:
    did = "answered" if was_waited_for else "wrote to you"
    subject = Truncator(f"{held.organisation} {did} about “{held}”").chars(190)
    goes_on = held.merged_into or held
    tell_programme(goes_on, event="support_replied", key=message.pk, subject=subject, by=by, at=at)
    tell_advisers(held, event="advising_asker_wrote", key=message.pk, subject=subject, by=by, at=at)
