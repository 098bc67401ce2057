"""Promises of `make up`: the whole portal starts with one command and nothing of it outlives that command."""

import json
import signal
import socket
import urllib.error
import urllib.request

import pytest

from .conftest import checkout_in, descendants, eventually, living


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """One for both tests: filling the data takes most of their time, and starting again with it is promised too."""
    with checkout_in(tmp_path_factory.mktemp("portal")) as checkout:
        yield checkout


@pytest.fixture
def port() -> str:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return str(any_port.getsockname()[1])


@pytest.fixture
def portal(checkout, port):
    """The portal, up and serving."""
    process = checkout.start("up", PORT=port, PORTAL_DEMO="1")
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if line.startswith("Ctrl-C"):
            break
    assert f"The portal is at http://localhost:{port}" in said, process.stderr.read()
    assert "Somebody: somebody@example.org" in said
    yield process
    checkout.stop_everything()


def _readiness(port: str) -> dict:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/readyz", timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as not_ready:
        return json.load(not_ready)


def test_portal_serves_with_a_worker_and_stops_when_asked(checkout, portal, port):
    assert eventually(lambda: _readiness(port)["ready"])
    assert "already running" in checkout.do("up", PORT=port).stderr
    assert checkout.sql("select count(*) > 0 from django_migrations") == "True"
    processes = descendants(portal)
    assert checkout.do("stop").returncode == 0
    assert portal.wait(30) == 0
    assert portal.stdout.read() == "Stopped. The data is kept.\n"
    assert not living(processes)


def test_killed_portal_leaves_no_process_behind(checkout, portal):
    processes = descendants(portal)
    assert len(processes) >= 7  # two servers, web and its workers, worker and its pool, timer
    portal.send_signal(signal.SIGKILL)
    assert eventually(lambda: not living(processes))
    assert checkout.sql("select count(*) > 0 from django_migrations") == "True"
