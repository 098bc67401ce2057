"""Headless Chromium for the journeys. What the fixtures do is told in browser.py."""

import os
import shutil
from collections import defaultdict
from itertools import chain

import pytest
from django.conf import settings
from playwright.sync_api import Error, expect

from tests.signing_in import session_of

from .browser import BRING_AXE, DESKTOP, NOTE_LEAVING, PATIENCE, PHONE

NOTHING_HAPPENS_HERE = "/healthz"
# A page lives too short to repay what it costs to optimise its scripts, above all axe
# Debian's packages of the browser. The first is made to run without a window, and takes a quarter less time
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
LAUNCH_ARGS = ["--no-sandbox", "--disable-gpu", "--js-flags=--no-opt --no-maglev"]
expect.set_options(timeout=PATIENCE * 1000)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs beside Django's calls


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium; CHROMIUM names another one."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return {**browser_type_launch_args, "executable_path": path, "args": LAUNCH_ARGS}


@pytest.fixture(scope="session")
def free_windows(browser):
    """Windows that nobody uses now, by their options. To open one costs more than most tests do in it."""
    free = defaultdict(list)
    yield free
    for page in chain(*free.values()):
        page.context.close()


@pytest.fixture
def new_page(browser, live_server, free_windows):
    """`new_page(size, **options)` opens a window of its own; at the end the console of each must be free of errors.

    `options` are those of playwright's new_context. The window has no past: no cookies, nothing kept or emulated.
    """
    taken, complaints = [], []

    def failed(error):
        complaints.append(f"script failed: {error}")

    def said(message):
        complaints.extend(_policy_complaint(message))

    def open_page(size, **options):
        free = free_windows[tuple(sorted(options.items()))]
        page = free.pop() if free else _window(browser, base_url=live_server.url, **options)
        page.set_viewport_size(size)
        page.on("pageerror", failed)
        page.on("console", said)
        taken.append((page, free))
        return page

    yield open_page
    for page, free in taken:
        page.remove_listener("pageerror", failed)
        page.remove_listener("console", said)
        _give_back(page, free)
    assert not complaints, "\n".join(complaints)


def _window(browser, **options):
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", **options)
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(NOTE_LEAVING)
    context.add_init_script(BRING_AXE)
    return context.new_page()


def _give_back(page, free):
    """Free the window for others without its past; close it where that does not work."""
    context = page.context
    try:
        for other in context.pages:
            if other != page:
                other.close()
        context.clear_cookies()  # so that nobody asks for what follows
        page.goto(NOTHING_HAPPENS_HERE)  # of the same site and as closed to others: the browser keeps its process
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.emulate_media(media="null")
        page.unroute_all()
        context.clear_cookies()  # once more: an answer that was under way may have brought one
    except Error:
        context.close()
    else:
        free.append(page)


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
