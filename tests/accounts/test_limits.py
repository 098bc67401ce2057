"""Promises about doors that may be tried only so often."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from partnerships_portal.accounts import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """The time that the limiter reads, in seconds; starts at the beginning of a minute."""
    now = {"at": 6_000_000_000.0}
    monkeypatch.setattr(limits.time, "time", lambda: now["at"])
    return now


@pytest.fixture
def knock(rf, clock):
    """`knock(person, ip=..., method=...)` tries a door that opens twice a minute for each person."""
    door = limits.limited("door", "2/m/user")(lambda request: HttpResponse("come in"))

    def ask(person=None, *, ip="192.0.2.1", method="POST"):
        request = rf.generic(method, "/door/", REMOTE_ADDR=ip)
        request.user = person or AnonymousUser()
        return door(request)

    return ask


def test_third_try_in_a_minute_is_told_when_to_come_back(knock, owner, clock):
    clock["at"] += 18
    assert [knock(owner).status_code for _ in range(3)] == [200, 200, 429]
    answer = knock(owner)
    assert "Wait 42 seconds, then try again." in answer.content.decode()
    assert answer["Retry-After"] == "42"


def test_after_the_wait_the_door_opens_again(knock, owner, clock):
    for _ in range(3):
        knock(owner)
    clock["at"] += 60
    assert knock(owner).status_code == 200


def test_one_person_does_not_use_up_what_another_may(knock, owner, editor):
    for _ in range(3):
        knock(owner)
    assert knock(editor).status_code == 200


def test_people_who_are_not_signed_in_are_counted_by_network_address(knock):
    for _ in range(2):
        knock(ip="192.0.2.1")
    assert knock(ip="192.0.2.1").status_code == 429
    assert knock(ip="192.0.2.2").status_code == 200


def test_all_addresses_of_one_home_network_are_one(knock):
    for last in ("1", "2"):
        knock(ip=f"2001:db8:1:2::{last}")
    assert knock(ip="2001:db8:1:2::3").status_code == 429
    assert knock(ip="2001:db8:1:3::1").status_code == 200


def test_looking_is_free_where_only_trying_is_limited(knock, owner):
    assert {knock(owner, method="GET").status_code for _ in range(5)} == {200}


def test_rate_that_cannot_be_read_is_refused_at_once():
    with pytest.raises(ValueError, match="write for example 10/m/user"):
        limits.limited("door", "2/fortnight/user")


def test_long_waits_are_told_in_minutes(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    page = limits.too_many(request, seconds=150).content.decode()
    assert "Wait 3 minutes, then try again." in page and "choose a new one" in page


def test_behind_a_proxy_people_are_counted_by_their_own_address(rf, clock, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    door = limits.limited("door", "1/m/ip")(lambda request: HttpResponse("come in"))

    def knock(forwarded):
        return door(rf.post("/door/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": forwarded})).status_code

    assert [knock("192.0.2.1"), knock("192.0.2.2")] == [200, 200]
    assert knock("203.0.113.9, 192.0.2.1") == 429, "what the person put in front is not believed"
