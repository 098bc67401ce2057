"""A real web server for the time of a benchmark, and how long its answers take."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import psutil
from django.db import connection

HEADER = "X-Queries"
START_SECONDS = 30


def count_queries(get_response):
    """Middleware that tells in a header how many queries the answer took."""

    def answer(request):
        number = 0

        def count(execute, sql, params, many, context):
            nonlocal number
            number += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[HEADER] = str(number)
        return response

    return answer


class Answer(NamedTuple):
    """What a page took: milliseconds at the client, and queries."""

    ms: float
    queries: int


class Stream(NamedTuple):
    """What a long answer took: milliseconds to its first and last byte, bytes, and growth of the server's memory."""

    first_ms: float
    ms: float
    size: int
    grew: int  # bytes, at the most while it was read


class Client:
    """A visitor on the same machine who keeps the connection open."""

    def __init__(self, port: int, server: psutil.Process) -> None:
        self._server = server
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, cookie: str = "") -> Answer:
        """Ask for a page until the whole of it is here. Raises on any status but 200."""
        headers = {"Host": "localhost", "Cookie": cookie, "Connection": "keep-alive"}
        started = time.perf_counter()
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        body = response.read()
        took = (time.perf_counter() - started) * 1000
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}: {body[:500]!r}")
        return Answer(took, int(response.headers[HEADER]))

    def stream(self, path: str) -> Stream:
        """Read a long answer piece by piece. Raises on any status but 200."""
        before = most = self._memory()
        started = time.perf_counter()
        self._connection.request("GET", path, headers={"Host": "localhost", "Connection": "keep-alive"})
        response = self._connection.getresponse()
        size = len(response.read(1))
        first = time.perf_counter()
        while piece := response.read(1_000_000):
            size += len(piece)
            most = max(most, self._memory())
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return Stream((first - started) * 1000, (time.perf_counter() - started) * 1000, size, most - before)

    def _memory(self) -> int:
        """Bytes that the server's processes hold by themselves, without what they share."""
        return sum(process.memory_full_info().uss for process in self._server.children())


@contextlib.contextmanager
def serving(settings: str) -> Iterator[Client]:
    """gunicorn as `make up` starts it, on a free port, with these settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "partnerships_portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--workers", "2", "--threads", "4", "--preload", "--keep-alive", "75", "--log-level", "warning"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    server = subprocess.Popen([*command, *options], env=environment, stdout=sys.stderr)
    try:
        _wait(server, port)
        yield Client(port, psutil.Process(server.pid))
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("The web server did not start; the reason is above.")
