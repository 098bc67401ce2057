"""No door behind which people are told something, or that asks for work, can be knocked at without end."""

import re

import pytest
from django.urls import get_resolver

from partnerships_portal.accounts import limits

pytestmark = pytest.mark.django_db

# Acts of programme staff, and those that tell nobody and change what exists once
UNLIMITED = {
    "consortium_calendar_end",
    "lesson_take_back",
    "offer_review",
    "offer_review_put_back",
    "offer_review_take",
    "seat_offer",
    "weight_set_discard",
    "weight_set_draft",
    "weight_set_edit",
    "weight_set_publish",
    "weight_set_restore",
}
GIVEN = {"int": 1, "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def doors():
    """(name, address) of every page of consortia."""
    for pattern in get_resolver("consortia.urls").url_patterns:
        route = str(pattern.pattern)
        address = re.sub(r"<(?:(\w+):)?\w+>", lambda found: str(GIVEN[found.group(1) or "str"]), route)
        yield pattern.name, f"/{address}"


def test_every_act_is_limited(owner, sign_in, monkeypatch):
    monkeypatch.setattr(limits, "_count", lambda *args: 10**6)
    browser = sign_in(owner)
    answers = {name: browser.post(address).status_code for name, address in doors()}
    assert {name for name, status in answers.items() if status not in (405, 429)} == UNLIMITED
