"""Messages of ours that came back."""

from email.message import Message

from django.db import transaction

from partnerships_portal.notifications.bounces import Report, reports_in
from partnerships_portal.notifications.marks import read_message_id
from partnerships_portal.notifications.models import AddressTrouble, Digest, EmailState, Notification

from .addresses import record_trouble


@transaction.atomic
def record_bounces(*, message: Message, at) -> list[str]:
    """Note what a delivery report says; returns "hard", "soft" or "not ours" for each thing that it says.

    It must name a Message-ID that we made, and the address that this very message went to: reports are easily forged.
    """
    reports = reports_in(message)
    return [_record(report, at) for report in reports] if reports else ["not ours"]


def _record(report: Report, at) -> str:
    ours = read_message_id(report.message_id)
    address = _address_of(*ours) if ours else ""
    if ours is None or address not in report.addresses:
        return "not ours"
    kind = AddressTrouble.Kind.HARD if report.is_hard else AddressTrouble.Kind.SOFT
    record_trouble(address=address, kind=kind, detail=report.words, at=at)
    if report.is_final:
        state = EmailState.BOUNCING if report.is_hard else EmailState.FAILED
        _note(*ours, email_state=state, email_sent_at=None, email_error=report.words[:500])
    return str(kind)


def _address_of(kind: str, pk: int) -> str:
    """The address that the message goes to, in lower case; empty where there is no such message any more."""
    if kind == "digest":
        digest = Digest.objects.filter(pk=pk).select_related("person").first()
        return digest.person.email.lower() if digest else ""
    row = Notification.objects.filter(pk=pk).select_related("person").first()
    return row.recipient.lower() if row else ""


def _note(kind: str, pk: int, **fields) -> None:
    if kind == "digest":
        Digest.objects.filter(pk=pk).update(**fields)
        Notification.objects.filter(digest=pk, email_state=EmailState.SENT).update(**fields)
    else:
        Notification.objects.filter(pk=pk).update(**fields)
