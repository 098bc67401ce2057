"""Real Celery workers on the world of DATABASE_URL, with a broker of their own."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from partnerships_portal.changes.models import Change
from partnerships_portal.embedded import binaries

PATIENCE = 900  # seconds


@contextlib.contextmanager
def workers(count: int) -> Iterator[None]:
    """So many worker processes, each with one job at a time and started whole; this process nudges them."""
    folder = tempfile.mkdtemp(prefix="bench")
    socket = f"{folder}/s"
    broker = [binaries.redis_server(), "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder]
    os.environ["CELERY_BROKER_URL"] = f"redis+socket://{socket}"
    command = [sys.executable, "-m", "celery", "-A", "partnerships_portal", "worker", "-c", "1", "-l", "ERROR"]
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        stack.enter_context(_running(broker))
        wait_until(Path(socket).exists)
        for number in range(count):
            stack.enter_context(_running([*command, "-n", f"bench{number}@%h"]))
        yield


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def wait_until(holds) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"A worker did not do its work within {PATIENCE} s: its log says why.")
        time.sleep(0.02)


def all_is_acted_on() -> bool:
    return not Change.objects.exists()
