"""Making and ending the secret address of a person's calendar."""

import hashlib
import secrets

from django.db import transaction

from commissioners.models import CalendarAddress
from partnerships_portal.accounts.audit import record


@transaction.atomic
def make_address(*, by, at) -> str:
    """Give the person a new address, which ends the one before; returns its secret part, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(person=by, defaults={"token_hash": fingerprint(token), "created_at": at})
    record(actor=by, action="calendar_address_made", target=by, at=at)
    return token


@transaction.atomic
def end_address(*, by, at) -> bool:
    """From now on the person's address shows nothing; returns whether there was one."""
    ended, _ = CalendarAddress.objects.filter(person=by).delete()
    if ended:
        record(actor=by, action="calendar_address_ended", target=by, at=at)
    return bool(ended)


def fingerprint(token: str) -> str:
    """What is kept of the secret part of an address."""
    return hashlib.sha256(token.encode()).hexdigest()
