"""The number in the menu is kept for half a minute, and counted again after what the person does."""

import re

import pytest
from django.core.cache import cache

from tests.factories import InvitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.AWAITING_KEPT_SECONDS = 30


def _number(browser) -> int:
    """What the menu of a page that lists nothing says."""
    page = browser.get("/cookies/").content.decode()
    found = re.search(r"\((\d+) waiting for you", page)
    return int(found.group(1)) if found else 0


def test_what_others_do_shows_once_the_time_is_over(stranger, sign_in):
    browser = sign_in(stranger)
    assert _number(browser) == 0
    InvitationFactory(email=stranger.email)
    assert _number(browser) == 0
    cache.clear()  # as after its time, or when the server was emptied
    assert _number(browser) == 1


def test_the_inbox_counts_exactly_and_the_menu_follows(stranger, sign_in):
    browser = sign_in(stranger)
    assert _number(browser) == 0
    InvitationFactory(email=stranger.email)
    assert "1 waiting for you" in browser.get("/inbox/").content.decode()
    assert _number(browser) == 1


def test_whatever_the_person_does_has_it_counted_again(stranger, sign_in):
    browser = sign_in(stranger)
    assert _number(browser) == 0
    InvitationFactory(email=stranger.email)
    browser.post("/inbox/")
    assert _number(browser) == 1


def test_each_person_has_their_own(stranger, owner, sign_in):
    InvitationFactory(email=stranger.email)
    assert _number(sign_in(owner)) == 0
    assert _number(sign_in(stranger)) == 1
