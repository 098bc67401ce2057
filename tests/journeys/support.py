"""The people of journey 4, the time that passes for them, and what is never shown to whoever asks or advises."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from playwright.sync_api import Page, expect

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import send_waiting

from .browser import DESKTOP, seen_and_clean

MUTUAL, PARTNER, ALLIANCE = "Harrowmere Community Health", "Saltwick Care", "Care at Home Together"
OWNER, FELLOW = "Ruth Okafor", "Tom Saltwick"
OFFICER, MANAGER = "Gwen Attwater", "Idris Vane"
ADVISER, CONFLICTED = "Nia Fennimore", "Sol Vale"
TITLE = "Who signs what, and what does it cost each of us?"
NOTE = "Their last agreement ended in a dispute with the council."  # of staff, for staff alone
LESSONS = "Two advisers for so few days would have been one too many."
STAFF_ONLY = (NOTE, LESSONS)
WHY_NOT = "My firm advises the council in this tender."


def seen(page: Page, name: str) -> None:
    """Nothing that people with disabilities would stumble over, at a desk, on a phone and enlarged."""
    seen_and_clean(page, f"journey-4-{name}")


def told(page: Page, words: str) -> None:
    """What the portal says of what was just done."""
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()


@dataclass
class Windows:
    """A window for each person, and the time that all of them live in.

    When days pass everybody signs in again, staff and advisers with their second factor: no session lasts so long.
    """

    new_page: Callable[..., Page]
    sign_in_page: Callable[[Page, User], Page]
    monkeypatch: pytest.MonkeyPatch
    ahead: dt.timedelta = dt.timedelta()
    of: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self):
        real = timezone.now
        self.monkeypatch.setattr(timezone, "now", lambda: real() + self.ahead)

    def __getitem__(self, name: str) -> Page:
        if name not in self.of:
            self.of[name] = self.new_page(DESKTOP)
            self._sign_in(name)
        return self.of[name]

    def later(self, **time) -> None:
        """So many days pass."""
        self.ahead += dt.timedelta(**time)
        for name in self.of:
            self._sign_in(name)

    def _sign_in(self, name: str) -> None:
        self.sign_in_page(self.of[name], User.objects.get(name=name))


@dataclass
class Answers:
    """Every page that the portal gave to anybody: who read what only staff may read."""

    pages: int = 0
    readers: set[str] = field(default_factory=set)

    @classmethod
    def kept(cls, monkeypatch) -> "Answers":
        """From now on, until the test ends."""
        answers, real = cls(), WSGIHandler.get_response

        def get_response(handler, request):
            response = real(handler, request)
            if not response.streaming:
                answers.add(request.user, response.content.decode(errors="replace"))
            return response

        monkeypatch.setattr(WSGIHandler, "get_response", get_response)
        return answers

    def add(self, user, text: str) -> None:
        self.pages += 1
        if any(words in text for words in STAFF_ONLY):
            self.readers.add(user.name if user.is_authenticated else "")


def mail_to(person: User, mailoutbox, *, subject: str):
    """The last e-mail of that subject; what waits is sent first, as the worker does."""
    send_waiting(at=timezone.now())
    found = [one for one in mailoutbox if one.to == [person.email] and subject in one.subject]
    assert found, [(one.to, one.subject) for one in mailoutbox]
    return found[-1]


def link_in(message, part: str) -> str:
    """The path of the one link of an e-mail that has this part."""
    (path,) = set(re.findall(rf"https?://[^/\s]+(/\S*{part}\S*)", message.body))
    return path
