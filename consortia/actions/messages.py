"""What members write to each other: posted once, corrected or taken back for a while by whoever wrote it."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.text import Truncator

from consortia.models import Consortium, ConsortiumMember, ConsortiumMessage, MessagesRead
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .seats import take_seat
from .telling import tell_members

USED = "This page was used for something else. Open it again and send it once more."
TOO_LATE = "A message can be corrected or taken back for {minutes} minutes. Write another one instead."
TAKEN_BACK = "This message was taken back. Write another one instead."
NOT_OWN = "Only whoever wrote a message can correct it or take it back."


@transaction.atomic
def post(*, member: ConsortiumMember, subject: str, text: str, form_key: uuid.UUID, by, at) -> ConsortiumMessage:
    """Write to all members, who are told without the text. What is sent twice from one page is there once."""
    consortium = take_seat(member=member, by=by)
    same = ConsortiumMessage.objects.filter(form_key=form_key).first()
    if same is not None:
        if (same.consortium_id, same.written_by_id) != (consortium.pk, by.pk):
            raise NotPossible(USED)
        return same
    said = {"subject": subject, "text": text, "form_key": form_key}
    message = ConsortiumMessage.objects.create(
        consortium=consortium, member=member, written_by=by, written_at=at, **said
    )
    record(actor=by, action="consortium_message_posted", target=consortium, at=at, message=message.pk)
    tell_members(
        consortium,
        event="consortium_message_posted",
        key=message.pk,
        subject=Truncator(f"{member.organisation} wrote to {consortium}: {subject}").chars(190),
        body="Read it in the workspace.",
        url=reverse("consortium_messages", args=[consortium.pk]),
        by=by,
        at=at,
    )
    return message


@transaction.atomic
def correct(*, message: ConsortiumMessage, subject: str, text: str, by, at) -> bool:
    """Change what was written, for a while; returns whether that changed anything. Nobody is told anew."""
    current = _own(message, by, at)
    if (current.subject, current.text) == (subject, text):
        return False
    if current.taken_back_at:
        raise NotPossible(TAKEN_BACK)
    current.subject, current.text, current.corrected_at = subject, text, at
    current.save(update_fields=["subject", "text", "corrected_at"])
    record(actor=by, action="consortium_message_corrected", target=current.consortium, at=at, message=current.pk)
    return True


@transaction.atomic
def take_back(*, message: ConsortiumMessage, by, at) -> bool:
    """Take the text away for good, for a while; that there was a message stays. Twice is once."""
    current = _own(message, by, at)
    if current.taken_back_at:
        return False
    current.text, current.taken_back_at = "", at
    current.save(update_fields=["text", "taken_back_at"])
    record(actor=by, action="consortium_message_taken_back", target=current.consortium, at=at, message=current.pk)
    return True


def can_be_changed_until(message: ConsortiumMessage) -> dt.datetime:
    """From then on it stays as it is."""
    return message.written_at + dt.timedelta(minutes=settings.MESSAGE_CORRECTION_MINUTES)


def note_read(*, consortium: Consortium, last: int, by) -> None:
    """The person has now seen the messages up to this one; never fewer than before."""
    read, is_new = MessagesRead.objects.get_or_create(consortium=consortium, person=by, defaults={"last": last})
    if not is_new and read.last < last:
        MessagesRead.objects.filter(pk=read.pk).update(last=Greatest("last", last))


def _own(message: ConsortiumMessage, by, at) -> ConsortiumMessage:
    """The message as it stands, its consortium locked, where the person may still change it."""
    take_seat(member=message.member, by=by)
    current = ConsortiumMessage.objects.select_related("consortium").get(pk=message.pk)
    if current.written_by_id != by.pk:
        raise NotPossible(NOT_OWN)
    if at > can_be_changed_until(current):
        raise NotPossible(TOO_LATE.format(minutes=settings.MESSAGE_CORRECTION_MINUTES))
    return current
