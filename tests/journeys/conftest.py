"""Headless Chromium for the journeys. What the fixtures do is told in browser.py."""

import os
import shutil

import pytest
from django.conf import settings

from tests.signing_in import session_of

from .browser import DESKTOP, PHONE

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs beside Django's calls


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium; CHROMIUM names another one."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture
def new_page(browser, live_server):
    """`new_page(size, **options)` opens a page of its own; at the end the console of each must be free of errors.

    `options` are those of playwright's new_context.
    """
    contexts, complaints = [], []

    def open_page(size, **options):
        context = browser.new_context(base_url=live_server.url, viewport=size, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script failed: {error}"))
        page.on("console", lambda message: complaints.extend(_policy_complaint(message)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _policy_complaint(message):
    """Browsers report what the Content-Security-Policy blocked as console errors."""
    return [message.text] if message.type == "error" and "Content Security Policy" in message.text else []


@pytest.fixture
def page(new_page):
    return new_page(DESKTOP)


@pytest.fixture
def phone(new_page):
    return new_page(PHONE)


@pytest.fixture
def plain_page(new_page):
    return new_page(DESKTOP, java_script_enabled=False)


@pytest.fixture
def sign_in_page(live_server):
    """`sign_in_page(page, person)` gives the page a session of that person."""

    def give_session(page, person):
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return give_session
