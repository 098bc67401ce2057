"""Tells people of sign-ins that may not be theirs. Called by accounts, which lie below (`NEW_DEVICE_TELLER`)."""

from django.urls import reverse
from django.utils import timezone

from .actions import notify

BODY = """Somebody signed in as you on {when}, with {browser}, for the first time.

If it was you, there is nothing to do.

If it was not you: change your password, which signs out everybody else, and look where you are signed in. Then tell \
the programme staff who run this portal."""


def tell_of_new_device(*, person, device, at) -> None:
    """Tell a person of the first sign-in with a browser; `device` is the KnownDevice."""
    notify(
        person=person,
        event="signed_in_from_new_device",
        key=device.pk,
        subject=f"New sign-in: {device.described_as or 'a browser that we do not recognise'}",
        body=BODY.format(
            when=f"{timezone.localtime(at):%-d %B %Y at %H:%M}",
            browser=device.described_as or "a browser that we do not recognise",
        ),
        url=reverse("usersessions_list"),
        at=at,
    )
