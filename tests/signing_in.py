"""Signing people in without typing: what sign_in and sign_in_page of the fixtures do.

Whoever needs a second factor really has one (an app, whose secret is SECRET), and the session says that it was shown,
as allauth writes it. Nothing of what the portal asks is turned off.
"""

import time
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.utils import timezone

from partnerships_portal.accounts import second_factor, sessions

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def client_of(person) -> Client:
    """A browser in which that person is signed in; with None an anonymous one."""
    client = Client()
    if person is None:
        return client
    client.force_login(person, backend=BACKEND)
    if person.needs_second_factor:
        give_app(person)
        session = client.session
        second_factor.note_used(SimpleNamespace(session=session, user=person), kind=Authenticator.Type.TOTP)
        session.save()
    sessions.note_used(session_key=client.session.session_key, at=timezone.now())  # as the request of a sign-in does
    return client


def session_of(person) -> str:
    """The session cookie of that person."""
    return client_of(person).cookies[settings.SESSION_COOKIE_NAME].value


def give_app(person) -> None:
    """Set up an authenticator app for that person, where there is none."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, SECRET)


def code_now(secret: str = SECRET, steps: int = 0) -> str:
    """The code that an app with this secret shows now, or so many steps of 30 seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
