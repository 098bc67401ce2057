"""Promises about logs: no key that stands in an address can be read there."""

import io
import logging
from types import SimpleNamespace

import pytest
from django.urls import reverse
from gunicorn.config import Config

from partnerships_portal.masking import AccessLog, Masking, masked

KEY = "kZ3-x_9QmTnP0aVbWcXdYeZf"
ADDRESSES = {
    "evaluation_link": [KEY],
    "invitation_open": [KEY],
    "body_invitation_open": [KEY],
    "calendar_of_person": [KEY],
    "calendar_of_consortium": [KEY],
    "unsubscribe": [KEY],
    "account_confirm_email": [KEY],
    "account_reset_password_from_key": ["1a", KEY],
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_keys_in_addresses_are_masked(name):
    address = reverse(name, args=ADDRESSES[name])
    assert KEY in address and KEY not in masked(f"Not Found: {address}") and "***" in masked(address)


def test_other_addresses_are_logged_as_they_are():
    for address in ("/support/cases/12/?q=lease", "/directory/harrowmere-mutual-care-cooperative/", "/invitations/12/"):
        assert masked(address) == address


def test_what_the_portal_logs_is_masked():
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/support/evaluation/answer/{KEY}/",), None
    )
    assert Masking().filter(record)
    assert record.getMessage() == "Not Found: /support/evaluation/answer/***/"


def test_what_the_web_server_logs_is_masked():
    address = f"/support/evaluation/answer/{KEY}/"
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": address, "PATH_INFO": address, "SERVER_PROTOCOL": "HTTP/1.1"}
    environ |= {"HTTP_REFERER": f"https://portal.example{address}", "wsgi.errors": io.StringIO()}
    took = SimpleNamespace(seconds=0, microseconds=5)
    atoms = AccessLog(Config()).atoms(SimpleNamespace(status="200 OK", headers=[]), [], environ, took)
    assert atoms["s"] == "200" and KEY not in str(atoms)


def test_what_the_web_server_says_of_requests_that_broke_off_is_masked(caplog):
    log = AccessLog(Config())
    log.error_log.addHandler(caplog.handler)
    log.error_log.setLevel(logging.ERROR)
    log.error("Error handling request %s", f"/support/evaluation/answer/{KEY}/")
    log.error_log.removeHandler(caplog.handler)
    assert "Error handling request" in caplog.text and KEY not in caplog.text
