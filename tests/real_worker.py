"""A real Celery worker on the test's own database, with a broker of its own that may be emptied.

The fixtures `broker` and `start_worker` are known to every test; mark those that use them `real_worker`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from celery import current_app
from django.db import connection

from partnerships_portal.embedded import binaries

PROMISED_SECONDS = 60  # results are visible within a minute


@pytest.fixture
def broker(monkeypatch):
    """An empty Redis-compatible server that this process nudges through."""
    folder = tempfile.mkdtemp(prefix="broker")
    socket = f"{folder}/s"
    server = subprocess.Popen(
        [binaries.redis_server(), "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder],
        stdout=subprocess.DEVNULL,
    )
    wait_until(lambda: Path(socket).exists(), "the broker to start")
    monkeypatch.setenv("CELERY_BROKER_URL", f"redis+socket://{socket}")
    forget_connections()
    yield redis.Redis(unix_socket_path=socket)
    forget_connections()
    server.terminate()
    server.wait()
    shutil.rmtree(folder)


def forget_connections():
    """Make this process's Celery application read the broker's address anew."""
    current_app.amqp._producer_pool = None
    current_app._pool = None


@pytest.fixture
def start_worker(broker, transactional_db, tmp_path):
    """`start_worker(sweep=True)` starts a worker (with the sweep) on the test's own database and broker."""
    started = []

    def start(*, sweep: bool = False) -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "-A", "partnerships_portal", "worker", "-c", "1", "-l", "WARNING"]
        command += ["-B", "-s", str(tmp_path / f"schedule{len(started)}")] if sweep else []
        parts = urlsplit(os.environ["DATABASE_URL"])
        environment = os.environ | {
            "DATABASE_URL": urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}")),
            "REDIS_URL": f"unix://{broker.connection_pool.connection_kwargs['path']}",
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        }
        started.append(subprocess.Popen(command, env=environment, start_new_session=True))
        return started[-1]

    yield start
    for worker in started:
        kill(worker)


def kill(worker: subprocess.Popen) -> None:
    """The machine fails: the worker and its children end at once."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_until(holds, what: str, seconds: float = PROMISED_SECONDS):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.1)
