"""Asking a feed for one page over HTTP. Whatever goes wrong ends as a sentence, after some patience."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import urllib3

from .answers import NoWayOn, Page, page_of, redirected, seconds_asked
from .windows import Window

log = logging.getLogger(__name__)
PAGE_SIZE = 100  # releases; the most that the feed gives
TRIES = 4
PAUSES = (5.0, 20.0, 60.0)  # seconds before the second, third and fourth try
LONGEST_PAUSE = 120.0  # seconds; a feed that asks for more is left until then, and the worker is free meanwhile
LARGEST_PAGE = 64 * 1024**2  # bytes, unpacked; real pages have 1 to 5 MB
CHUNK = 64 * 1024
REDIRECTS = 3
GONE = (400, 404, 410)  # what a feed answers to a cursor that it no longer knows


class NotNow(Exception):
    """The feed cannot be read further now. The message says why; `retry_at`: the feed asked us not to come before."""

    def __init__(self, reason: str, *, retry_at: dt.datetime | None = None):
        super().__init__(reason)
        self.retry_at = retry_at


class CursorGone(NotNow):
    """The feed no longer knows the cursor: its window has to be read from the beginning."""


class _Failed(Exception):
    """One try failed in a way that may pass; `pause`: seconds that the feed asked for."""

    def __init__(self, reason: str, pause: float | None = None):
        super().__init__(reason)
        self.pause = pause


@dataclass(frozen=True)
class Limits:
    """How long one page may take: to connect, without a byte, and altogether, in seconds."""

    connect: float = 10
    silence: float = 30
    page: float = 180


class Feed:
    """A feed of OCDS release packages. `agent` names us; `now` and `wait` are the clock, in seconds."""

    def __init__(
        self,
        url: str,
        *,
        agent: str,
        now: Callable[[], dt.datetime],
        wait: Callable[[float], None] = time.sleep,
        limits: Limits = Limits(),
    ):
        self.url, self.now, self.wait, self.limits = url, now, wait, limits
        self.headers = {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        timeout = urllib3.Timeout(connect=limits.connect, read=limits.silence)
        self.pool = urllib3.PoolManager(timeout=timeout, retries=False)  # certificates are checked by default

    def page(self, window: Window, cursor: str) -> Page:
        """One page of a window; a broken one is asked for again, then given as it is.

        Raises NotNow after some tries, or at once where trying again would not help.
        """
        address = f"{self.url}?{urlencode(self._parameters(window, cursor))}"
        for tries_left in reversed(range(TRIES)):
            try:
                page = page_of(self._body(address, is_further=bool(cursor)))
                if page.is_whole or not tries_left:
                    return page
                problem = _Failed("The page is not whole JSON.")
            except NoWayOn as error:
                raise NotNow(str(error)) from None
            except _Failed as failure:
                problem = failure
            self._be_patient(problem, tries_left)
        raise AssertionError("unreachable: the last try returns or raises")

    @staticmethod
    def _parameters(window: Window, cursor: str) -> dict[str, str]:
        wanted = {"limit": str(PAGE_SIZE)} | window.parameters
        return wanted | {"cursor": cursor} if cursor else wanted

    def _be_patient(self, problem: _Failed, tries_left: int) -> None:
        """Wait before the next try. Raises NotNow where there is none, or where the feed asks for more patience."""
        pause = problem.pause
        if not tries_left or (pause or 0) > LONGEST_PAUSE:
            asked = self.now() + dt.timedelta(seconds=pause) if pause else None
            raise NotNow(str(problem), retry_at=asked)
        log.info("The feed of notices: %s Trying again.", problem)
        self.wait(PAUSES[TRIES - 1 - tries_left] if pause is None else max(pause, 1.0))

    def _body(self, address: str, *, is_further: bool) -> bytes:
        for _ in range(REDIRECTS + 1):
            answer = self._answer(address)
            try:
                if answer.status not in (301, 302, 303, 307, 308):
                    return self._read(answer, is_further=is_further)
                location = answer.headers.get("Location")
            finally:
                answer.close()
            onward = redirected(address, location)
            if not onward:
                raise NotNow(f"The feed sends us elsewhere ({(location or '')[:200]!r}), where we do not follow.")
            address = onward
        raise NotNow("The feed sends us from one address to the next without end.")

    def _answer(self, address: str) -> urllib3.BaseHTTPResponse:
        try:
            return self.pool.request("GET", address, headers=self.headers, preload_content=False, redirect=False)
        except urllib3.exceptions.SSLError as error:
            raise NotNow(f"The certificate of the feed does not hold: {error}.") from None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _Failed(f"The feed does not answer: {_said(error)}.") from None

    def _read(self, answer: urllib3.BaseHTTPResponse, *, is_further: bool) -> bytes:
        """The body of a good answer. Raises NotNow or _Failed for any other."""
        status = answer.status
        if status == 200:
            kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if "json" not in kind:
                raise _Failed(f"The feed answers with {kind or 'nothing named'} where JSON belongs.")
            return self._whole(answer)
        if status in (408, 429) or status >= 500:
            asked = seconds_asked(answer.headers.get("Retry-After"), at=self.now())
            why = "asks for patience" if status == 429 else "has trouble"
            raise _Failed(f"The feed {why} (status {status}).", asked)
        if status in GONE and is_further:
            raise CursorGone(f"The feed no longer knows where we stopped (status {status}).")
        raise NotNow(f"The feed refuses what we ask (status {status}). Check NOTICES_FEED_URL.")

    def _whole(self, answer: urllib3.BaseHTTPResponse) -> bytes:
        """Read with an eye on the clock and on the size: a feed that drips, or never ends, is left."""
        body, ends = bytearray(), time.monotonic() + self.limits.page
        try:
            while chunk := answer.read1(CHUNK):
                body += chunk
                if len(body) > LARGEST_PAGE:
                    raise NotNow(f"A page of the feed is larger than {LARGEST_PAGE // 1024**2} MB. It was left.")
                if time.monotonic() > ends:
                    raise _Failed(f"A page of the feed took longer than {self.limits.page:.0f} seconds.")
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _Failed(f"The page broke off: {_said(error)}.") from None
        return bytes(body)


def _said(error: Exception) -> str:
    """What a library says, on one line."""
    return " ".join(str(error).split())[:300].rstrip(".") or type(error).__name__
