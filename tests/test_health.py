"""Promises to whatever watches the portal."""

import socket
import time
import uuid

import pytest
from celery.signals import after_task_publish

from partnerships_portal import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(monkeypatch):
    """Tests run side by side, and some of them run a real worker."""
    monkeypatch.setattr(health, "WORKER_SEEN_KEY", f"test:{uuid.uuid4()}")
    monkeypatch.setattr(health, "TIMER_SEEN_KEY", f"test:{uuid.uuid4()}")


@pytest.fixture
def worker_seen():
    """Worker and timer have just been heard."""
    health.worker_is_alive()
    health.timer_is_alive()


def test_alive_touches_no_server(client, settings, monkeypatch):
    monkeypatch.setattr(health, "probe", None)
    settings.REDIS_URL = "redis://127.0.0.1:9"
    assert client.get("/healthz").content == b"ok\n"


def test_ready_when_every_part_answers(client, worker_seen):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["parts"] == {"database": "ok", "redis": "ok", "worker": "ok", "timer": "ok"}


def test_worker_that_never_ran_is_named(client):
    health.timer_is_alive()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["message"] == "Not ready: worker has not been seen lately"


def test_worker_that_died_is_noticed(worker_seen):
    parts = health.probe(at=time.time() + health.WORKER_SILENCE_SECONDS + 5)
    assert parts["worker"] == "was last seen 35 seconds ago"


def test_timer_that_never_ran_is_named(client):
    health.worker_is_alive()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["message"] == "Not ready: timer has not been seen lately"


def test_timer_that_died_is_noticed_though_the_worker_lives(worker_seen, monkeypatch):
    later = time.time() + health.TIMER_SILENCE_SECONDS + 10
    monkeypatch.setattr(health.time, "time", lambda: later)
    health.worker_is_alive()
    parts = health.probe(at=later)
    assert parts["timer"] == "was last seen 100 seconds ago" and parts["worker"] == "ok"


def test_timer_is_heard_when_it_starts_and_with_each_task_that_it_sends(monkeypatch):
    now = time.time()
    try:
        health.timer_started()
        assert health.probe(at=now)["timer"] == "ok"
        late = now + health.TIMER_SILENCE_SECONDS + 10
        assert health.probe(at=late)["timer"] != "ok"
        monkeypatch.setattr(health.time, "time", lambda: late)
        after_task_publish.send(sender="consortia.tasks.act_on_changes")
        assert health.probe(at=late)["timer"] == "ok"
    finally:
        after_task_publish.disconnect(health.timer_is_alive)


def test_tasks_that_others_send_are_no_sign_of_the_timer():
    after_task_publish.send(sender="consortia.tasks.act_on_changes")
    assert health.probe(at=time.time())["timer"] == "has not been seen lately"


def test_some_task_is_sent_often_enough_to_hear_the_timer(settings):
    often = min(float(one["schedule"]) for one in settings.CELERY_BEAT_SCHEDULE.values() if is_number(one["schedule"]))
    assert 3 * often < health.TIMER_SILENCE_SECONDS


def is_number(schedule) -> bool:
    return isinstance(schedule, int | float)


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
