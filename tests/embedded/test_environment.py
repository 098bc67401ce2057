"""What the portal is told about itself when it is started on this machine."""

import pytest

from partnerships_portal.embedded import environment

ADDRESSES = ("SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "FROM_EMAIL")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in (*ADDRESSES, "PORTAL_DEMO", "PORT"):
        monkeypatch.delenv(name, raising=False)


def test_real_servers_are_told_nothing_that_was_not_set():
    assert not set(ADDRESSES) & set(environment.for_real_servers())


def test_demonstration_on_real_servers_is_at_its_port(monkeypatch):
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORT", "8001")
    assert environment.for_real_servers()["SITE_URL"] == "http://localhost:8001"


def test_what_is_set_goes_before_what_is_guessed(monkeypatch):
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("SITE_URL", "http://192.0.2.1")
    assert environment.for_real_servers()["SITE_URL"] == "http://192.0.2.1"
