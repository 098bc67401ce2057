"""The cookies that the portal sets: `tests/home/test_cookies.py` meets each of them and no other."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

from partnerships_portal.accounts import devices


@dataclass(frozen=True)
class Cookie:
    name: str
    what_for: str
    how_long: str


COOKIES = (
    Cookie(
        settings.SESSION_COOKIE_NAME,
        "Keeps you signed in",
        "Until you close the browser, at most 12 hours after you sign in",
    ),
    Cookie(settings.CSRF_COOKIE_NAME, "Makes sure that a form was sent from our own page", "1 year"),
    Cookie(
        devices.COOKIE,
        "Lets us know this browser again, so that we can tell you when somebody signs in as you with another one. "
        "It says nothing about you",
        "1 year after you last signed in with it",
    ),
    Cookie(
        CookieStorage.cookie_name,
        "Carries a short message such as “saved” to the next page",
        "Until it has been shown",
    ),
)
