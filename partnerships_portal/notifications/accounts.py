"""Tells people what happened to their accounts. Called by accounts, which lie below: `ACCOUNT_TELLERS`."""

from django.urls import reverse
from django.utils import timezone

from .actions import notify

UNKNOWN = "a browser that we do not recognise"
NEW_DEVICE = """Somebody signed in as you on {when}, with {browser}, for the first time.

If it was you, there is nothing to do.

If it was not you: change your password, which signs out everybody else, and look where you are signed in. Then tell \
the programme staff who run this portal."""
SECOND_FACTORS_REMOVED = """The programme staff who run this portal removed your authenticator app, your passkeys and \
your recovery codes on {when}, because somebody said in your name that they were lost. You can set up new ones.

If you did not ask for it, tell them at once, and change your password."""


def tell_of_new_device(*, person, device, at) -> None:
    """Tell a person of the first sign-in with a browser; `device` is the KnownDevice."""
    browser = device.described_as or UNKNOWN
    notify(
        person=person,
        event="signed_in_from_new_device",
        key=device.pk,
        subject=f"New sign-in: {browser}",
        body=NEW_DEVICE.format(when=_when(at), browser=browser),
        url=reverse("usersessions_list"),
        at=at,
    )


def tell_of_removed_second_factors(*, person, at) -> None:
    """Tell a person that the second step of signing in was taken away for them."""
    notify(
        person=person,
        event="account_changed",
        key=f"second factors removed {at:%Y-%m-%d %H:%M:%S}",
        subject="Your second step of signing in was removed",
        body=SECOND_FACTORS_REMOVED.format(when=_when(at)),
        url=reverse("mfa_index"),
        at=at,
    )


def _when(at) -> str:
    return f"{timezone.localtime(at):%-d %B %Y at %H:%M}"
