"""What an answer of a feed means: how long to wait, where the next page is, whether to follow. Pure."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urljoin, urlsplit

LONGEST_PATIENCE = 24 * 60 * 60  # seconds; whoever asks for more is asked again after a day
LONGEST_CURSOR = 300  # as the feed's documentation says
NEXT_LINK = re.compile(rb'"next"\s*:\s*("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True)
class Page:
    """One page of a feed as it came, unpacked. `is_whole`: it is the JSON that it should be, to its end."""

    body: bytes
    next_cursor: str  # "" on the last page
    is_whole: bool


class NoWayOn(Exception):
    """The page names a next one that cannot be asked for. The message says what it named."""


def seconds_asked(header: str | None, *, at: dt.datetime) -> float | None:
    """The patience that a Retry-After header asks for, written as seconds or as a date; None where it asks for none."""
    words = (header or "").strip()
    if words.isascii() and words.isdigit():
        return float(min(int(words[:12]), LONGEST_PATIENCE))
    try:
        until = parsedate_to_datetime(words)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return min(max((until - at).total_seconds(), 0.0), float(LONGEST_PATIENCE))


def page_of(body: bytes) -> Page:
    """The page, with the cursor of the next one. Raises NoWayOn where there is a next one without a cursor."""
    link, is_whole = _next_link(body)
    if not link:
        return Page(body, "", is_whole)
    try:
        cursors = parse_qs(urlsplit(link).query).get("cursor", [])
    except ValueError:  # no address at all
        cursors = []
    if len(cursors) != 1 or len(cursors[0]) > LONGEST_CURSOR or not re.fullmatch("[ -~]+", cursors[0]):
        raise NoWayOn(f"The feed names a next page that has no cursor: {link[:200]!r}.")
    return Page(body, cursors[0], is_whole)


def _next_link(body: bytes) -> tuple[str, bool]:
    """The address of the next page, and whether the page is whole. Of a broken page what can be made out."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        found = NEXT_LINK.findall(body)
        return (_unquoted(found[-1]) if found else ""), False
    if not isinstance(document, dict):
        return "", False
    links = document.get("links")
    link = links.get("next") if isinstance(links, dict) else None
    return (link if isinstance(link, str) else ""), isinstance(document.get("releases"), list)


def _unquoted(word: bytes) -> str:
    try:
        return str(json.loads(word))
    except ValueError:
        return ""


def redirected(address: str, location: str | None) -> str:
    """Where an answer sends us, if it may: to the same host, by the same means or by https; otherwise ""."""
    try:
        target, origin = urlsplit(urljoin(address, location or "")), urlsplit(address)
        is_same_host = (target.hostname, target.port) == (origin.hostname, origin.port)
    except ValueError:
        return ""
    is_upgrade = target.hostname == origin.hostname and (origin.scheme, target.scheme) == ("http", "https")
    if not location or not (is_upgrade or (is_same_host and target.scheme == origin.scheme)):
        return ""
    return target.geturl()
