"""The browsers that people sign in with: a sign-in from a new one is told to them."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from .audit import record
from .models import KnownDevice, User
from .retention import DEVICES

COOKIE = "device"
SALT = "partnerships_portal.accounts.devices"  # a cookie signed for another purpose is none of ours
KEPT_FOR = dt.timedelta(days=DEVICES.days)


def recognise(*, request, response, person: User, described_as: str, at: dt.datetime) -> None:
    """Note with which browser a person signs in, and leave the cookie by which it is known next time.

    The cookie holds a random token and nothing about the person; several people may share the browser.
    """
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT_FOR) or secrets.token_urlsafe(32)
    note_sign_in(person=person, token=token, described_as=described_as, at=at)
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=SALT,
        max_age=KEPT_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


@transaction.atomic
def note_sign_in(*, person: User, token: str, described_as: str, at: dt.datetime) -> None:
    """Remember the browser that holds `token`; tell the person if others are known and this one is not.

    The very first makes no noise. The message is a row of the database: a mail server that is away stops nobody.
    """
    known = KnownDevice.objects.filter(person=person)
    device, is_new = known.get_or_create(
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        defaults={"person": person, "described_as": described_as, "first_seen_at": at, "last_seen_at": at},
    )
    if not is_new:
        KnownDevice.objects.filter(pk=device.pk).update(described_as=described_as, last_seen_at=at)
    elif known.exclude(pk=device.pk).exists():
        record(actor=person, action="signed_in_from_new_device", target=person, at=at)
        import_string(settings.ACCOUNT_TELLERS["new_device"])(person=person, device=device, at=at)
