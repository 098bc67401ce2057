"""Which links each kind of person finds in the service navigation."""

import pytest
from django.contrib.auth.models import AnonymousUser

from partnerships_portal.home.navigation import navigation

pytestmark = pytest.mark.django_db


def texts(rf, person, path="/") -> list[str]:
    request = rf.get(path)
    request.user = person or AnonymousUser()
    return [item.text for item in navigation(request)]


def active(rf, person, path) -> list[str]:
    request = rf.get(path)
    request.user = person or AnonymousUser()
    return [item.text for item in navigation(request) if item.active]


def test_visitor_is_invited_in(rf):
    assert texts(rf, None)[-2:] == ["Sign in", "Create an account"]


def test_signed_in_people_have_a_home_an_inbox_and_an_account(rf, stranger):
    links = texts(rf, stranger)
    assert links[0] == "Home" and links[-2:] == ["Inbox", "Account"]


def test_only_one_place_is_active(rf, stranger):
    assert active(rf, stranger, "/") == ["Home"]
    assert active(rf, stranger, "/inbox/7/") == ["Inbox"]
    assert active(rf, stranger, "/account/email/") == ["Account"]
    assert active(rf, stranger, "/about/") == []


def test_longest_address_is_the_active_one(rf):
    assert active(rf, None, "/account/login/") == ["Sign in"]


def test_own_matches_are_not_taken_for_the_directory(rf, owner, organisation, other_organisation):
    assert active(rf, owner, f"/organisations/{organisation.pk}/matches/") == ["Tender matches"]
    assert active(rf, owner, f"/organisations/{organisation.pk}/partners/") == ["Partners"]
    assert active(rf, owner, f"/organisations/{organisation.pk}/") == ["Organisations"]
    assert active(rf, owner, f"/organisations/{other_organisation.pk}/matches/") == ["Organisations"]
