"""A feed of release packages that behaves as Find a Tender's documentation says, and misbehaves on order.

Real HTTP over a real socket. What it gives out is what a test puts into `server.notices`; what it is to do wrong is put
into `server.script`: one deed for each of the next requests, then it behaves again.
"""

import base64
import datetime as dt
import gzip
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

PATH = "/api/1.0/ocdsReleasePackages"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")  # and not one sign more
CURSOR = re.compile(r"[A-Za-z0-9=]{1,300}")
UK = ZoneInfo("Europe/London")
Deed = Callable[["_Handler"], None]


class FeedServer:
    """The feed. `zone`: how it reads the times that it is asked for, which its documentation does not say."""

    def __init__(self, url: str):
        self.url = url
        self.notices: list[tuple[dt.datetime, object]] = []  # (when it was updated, release), in this order
        self.script: list[Deed] = []
        self.asked: list[dict[str, str]] = []  # parameters of each request
        self.headers: list[dict[str, str]] = []  # headers of each request
        self.zone: dt.tzinfo = dt.UTC
        self.page_size = 100

    def add(self, *releases: dict, at: dt.datetime | None = None) -> None:
        """Publish releases, updated `at`, or when they say."""
        for release in releases:
            said = release.get("date") if isinstance(release, dict) else None
            self.notices.append((at or dt.datetime.fromisoformat(said), release))

    def package(self, asked: dict[str, str]) -> dict:
        """The page that was asked for. Raises ValueError for parameters that the documentation does not allow."""
        start, end = (self._moment(asked.get(name, "")) for name in ("updatedFrom", "updatedTo"))
        limit = int(asked.get("limit", 100))
        if not 1 <= limit <= 100 or set(asked) - {"limit", "cursor", "updatedFrom", "updatedTo", "stages"}:
            raise ValueError("limit")
        first = self._first(asked.get("cursor"))
        found = [release for at, release in self.notices if start <= at <= end]
        size = min(limit, self.page_size)
        package = {"uri": self.url, "version": "1.1", "releases": found[first : first + size], "links": {}}
        if first + size < len(found):
            package["links"] = {"next": f"{self.url}?cursor={cursor_of(first + size)}&limit={limit}"}
        return package

    def _moment(self, words: str) -> dt.datetime:
        if not TIME.fullmatch(words):
            raise ValueError("time")
        return dt.datetime.fromisoformat(words).replace(tzinfo=self.zone)

    @staticmethod
    def _first(cursor: str | None) -> int:
        if cursor is None:
            return 0
        if not CURSOR.fullmatch(cursor):
            raise ValueError("cursor")
        return int(base64.b64decode(cursor))


def cursor_of(number: int) -> str:
    return base64.b64encode(str(number).encode()).decode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    feed: FeedServer

    def do_GET(self):
        parts = urlsplit(self.path)
        self.asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.feed.asked.append(self.asked)
        self.feed.headers.append(dict(self.headers))
        if self.feed.script:
            return self.feed.script.pop(0)(self)
        if parts.path != PATH:
            return self.answer(b"{}", status=404)
        behave(self)

    def answer(self, body: bytes, *, status=200, length: int | None = None, **headers) -> None:
        """Headers with underscores for hyphens. `length`: what Content-Length says, if not the truth."""
        headers = {"Content_Type": "application/json; charset=utf-8"} | headers
        if "gzip" in self.headers.get("Accept-Encoding", "") and status == 200 and length is None:
            body, headers = gzip.compress(body), headers | {"Content_Encoding": "gzip"}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Tests read `asked` instead."""


def behave(handler: _Handler) -> None:
    """Give the page that was asked for."""
    try:
        package = handler.feed.package(handler.asked)
    except ValueError as error:
        return handler.answer(json.dumps({"message": f"Bad Request: {error}"}).encode(), status=400)
    handler.answer(json.dumps(package).encode())


def status(code: int, **headers) -> Deed:
    """Answer with a status, such as status(429, Retry_After="30")."""
    return lambda handler: handler.answer(b'{"message": "no"}', status=code, **headers)


def body(text: str | bytes, **headers) -> Deed:
    """Answer 200 with exactly this."""
    return lambda handler: handler.answer(text.encode() if isinstance(text, str) else text, **headers)


def package(*releases, following: str = "") -> Deed:
    """Answer with these releases, and a link to this cursor."""
    links = {"next": f"https://feed.example{PATH}?cursor={following}"} if following else {}
    return body(json.dumps({"releases": releases, "links": links}))


def cut_off(share: float = 0.5) -> Deed:
    """Promise the page, send part of it, and hang up."""

    def cut(handler: _Handler) -> None:
        whole = json.dumps(handler.feed.package(handler.asked)).encode()
        handler.answer(whole[: int(len(whole) * share)], length=len(whole))
        handler.close_connection = True

    return cut


def too_short(handler: _Handler) -> None:
    """Name a Content-Length that is less than what is sent."""
    whole = json.dumps(handler.feed.package(handler.asked)).encode()
    handler.answer(whole, length=len(whole) // 2)
    handler.close_connection = True


def silence(seconds: float) -> Deed:
    """Say nothing for a while, then hang up."""

    def be_silent(handler: _Handler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return be_silent


def drip(seconds: float, pause: float = 0.05) -> Deed:
    """Send a byte every now and then, for so long, then hang up."""

    def slowly(handler: _Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        ends = time.monotonic() + seconds
        try:
            while time.monotonic() < ends:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass  # whoever asked has left
        handler.close_connection = True

    return slowly


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    """A feed on a free port, for as long as the context lasts."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    feed = handler.feed = FeedServer(f"http://127.0.0.1:{server.server_port}{PATH}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
