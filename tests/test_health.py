"""Promises to whatever watches the portal."""

import socket
import time
import uuid

import pytest

from partnerships_portal import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(monkeypatch):
    """Tests run side by side, and some of them run a real worker."""
    monkeypatch.setattr(health, "WORKER_SEEN_KEY", f"test:{uuid.uuid4()}")


@pytest.fixture
def worker_seen():
    health.worker_is_alive()


def test_alive_touches_no_server(client, settings, monkeypatch):
    monkeypatch.setattr(health, "probe", None)
    settings.REDIS_URL = "redis://127.0.0.1:9"
    assert client.get("/healthz").content == b"ok\n"


def test_ready_when_every_part_answers(client, worker_seen):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["parts"] == {"database": "ok", "redis": "ok", "worker": "ok"}


def test_worker_that_never_ran_is_named(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["message"] == "Not ready: worker has not been seen lately"


def test_worker_that_died_is_noticed(worker_seen):
    parts = health.probe(at=time.time() + health.WORKER_SILENCE_SECONDS + 5)
    assert parts["worker"] == "was last seen 35 seconds ago"


def test_dead_redis_is_named(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["redis"] == "does not answer"
    assert answer.json()["parts"]["database"] == "ok"


@pytest.mark.parametrize("where", [{"host": "/nowhere"}, {"host": "127.0.0.1", "port": "9"}])
def test_dead_database_is_named(client, worker_seen, monkeypatch, where):
    real = health.connection.get_connection_params()
    monkeypatch.setattr(health.connection, "get_connection_params", lambda: real | where)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["message"] == "Not ready: database does not answer"


def test_servers_that_hang_hold_up_the_answer_for_seconds_only(client, settings, monkeypatch, silent_port):
    settings.REDIS_URL = f"redis://127.0.0.1:{silent_port}"
    real = health.connection.get_connection_params()
    hanging = real | {"host": "127.0.0.1", "port": silent_port}
    monkeypatch.setattr(health.connection, "get_connection_params", lambda: hanging)
    started = time.monotonic()
    answer = client.get("/readyz")
    assert time.monotonic() - started < 2 * health.PROBE_SECONDS
    assert answer.json()["parts"]["database"] == answer.json()["parts"]["redis"] == "does not answer"


@pytest.fixture
def silent_port():
    """A port that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]
