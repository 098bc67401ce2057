"""Addresses from which messages come back."""

import smtplib

from django.db import transaction
from django.db.models import Case, F, Value, When

from partnerships_portal.accounts.audit import record
from partnerships_portal.notifications.delivery import is_hard
from partnerships_portal.notifications.models import AddressTrouble

Kind = AddressTrouble.Kind


@transaction.atomic
def record_trouble(*, address: str, kind: str, detail: str, at) -> None:
    """A message to the address came back. Once it does not work, a softer trouble does not mend it."""
    AddressTrouble.objects.bulk_create(
        [AddressTrouble(address=address.lower(), kind=kind, since=at, last_at=at, times=0)], ignore_conflicts=True
    )
    harder = Case(When(kind=Kind.HARD, then=Value(Kind.HARD)), default=Value(kind))
    AddressTrouble.objects.filter(address=address.lower()).update(
        kind=harder, times=F("times") + 1, last_at=at, detail=" ".join(detail.replace("\x00", " ").split())[:300]
    )


def record_refusal(error: smtplib.SMTPRecipientsRefused, *, at) -> None:
    """The mail server refused addresses while we were sending."""
    for address, (code, said) in error.recipients.items():
        words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        kind = Kind.HARD if is_hard(code, words) else Kind.SOFT
        record_trouble(address=address, kind=kind, detail=f"{code} {words}", at=at)


@transaction.atomic
def try_again(*, person, by, at) -> bool:
    """The person says that the address works again; returns whether there was trouble with it."""
    gone, _ = AddressTrouble.objects.filter(address=person.email.lower()).delete()
    if gone:
        record(actor=by, action="address_tried_again", target=person, at=at)
    return bool(gone)
