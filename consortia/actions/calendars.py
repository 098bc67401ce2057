"""Making and ending the secret address of a consortium's calendar, for one person."""

import secrets

from django.db import transaction

from commissioners.actions.calendars import fingerprint
from consortia.models import Consortium, ConsortiumCalendar
from partnerships_portal.accounts.audit import record


@transaction.atomic
def make_address(*, consortium: Consortium, by, at) -> str:
    """Give the person a new address, which ends the one before; returns its secret part, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    made = {"token_hash": fingerprint(token), "created_at": at}
    ConsortiumCalendar.objects.update_or_create(consortium=consortium, person=by, defaults=made)
    record(actor=by, action="consortium_calendar_made", target=by, at=at, consortium=consortium.pk)
    return token


@transaction.atomic
def end_address(*, consortium: Consortium, by, at) -> bool:
    """From now on the person's address shows nothing; returns whether there was one."""
    ended, _ = ConsortiumCalendar.objects.filter(consortium=consortium, person=by).delete()
    if ended:
        record(actor=by, action="consortium_calendar_ended", target=by, at=at, consortium=consortium.pk)
    return bool(ended)


def read_with(token: str) -> Consortium | None:
    """The consortium whose calendar the address shows; None where whoever made it is not in the consortium any more."""
    found = ConsortiumCalendar.objects.filter(token_hash=fingerprint(token), person__is_active=True)
    address = found.select_related("consortium", "person").first()
    if address is None:
        return None
    if Consortium.objects.visible_to(address.person).filter(pk=address.consortium_id).exists():
        return address.consortium
    return None
