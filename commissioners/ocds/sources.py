"""Opening a file or an address as a stream of bytes: local or http(s), gzipped or not, whole or cut short."""

import http.client
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

CHUNK = 256 * 1024
TIMEOUT_SECONDS = 60
LONGEST_WAIT_SECONDS = 120
TRIES = 4
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
AGENT = "partnerships-portal (open data import)"


class Unreadable(Exception):
    """The source cannot be read at all, or no further. The message says why and what to do."""


def chunks(source: str, *, wait: Callable[[float], None] = time.sleep) -> Iterator[bytes]:
    """The bytes of a local file or an http(s) address, unpacked, in chunks.

    Raises Unreadable before the first chunk where nothing can be read, and after the last
    good one where the rest cannot: whatever came before is kept by the caller.
    """
    plain = _web(source, wait) if source.startswith(("http://", "https://")) else _file(source)
    return _unpacked(plain, source)


def _file(source: str) -> Iterator[bytes]:
    try:
        with Path(source).open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except FileNotFoundError:
        raise Unreadable(f"There is no file {source}. Check the path.") from None
    except OSError as error:
        reason = error.strerror or error
        raise Unreadable(f"{source} cannot be read: {reason}.") from error


def _web(source: str, wait: Callable[[float], None]) -> Iterator[bytes]:
    try:
        with _answer(source, wait) as answer:
            while chunk := answer.read(CHUNK):
                yield chunk
    except http.client.IncompleteRead as cut:
        yield cut.partial
        raise Unreadable(f"{source} broke off. Run the import again.") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreadable(f"{source} cannot be read: {error}. Try again later.") from error


def _answer(source: str, wait: Callable[[float], None]):
    """The open answer. A server that asks for patience (429, 503) is given it, up to a limit."""
    headers = {"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"}
    request = urllib.request.Request(source, headers=headers)
    for tries_left in reversed(range(TRIES)):
        try:
            return urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or not tries_left:
                raise
            asked = error.headers.get("Retry-After", "")
            wait(min(int(asked) if asked.isdigit() else 5, LONGEST_WAIT_SECONDS))
    raise AssertionError("unreachable: the last try returns or raises")


def _unpacked(plain: Iterator[bytes], source: str) -> Iterator[bytes]:
    first = next(plain, b"")
    if first.startswith(ZIP):
        raise Unreadable(f"{source} is a ZIP archive. Unpack it and import the files inside.")
    if not first.startswith(GZIP):
        yield first
        yield from plain
        return
    yield from _gunzipped(first, plain, source)


def _gunzipped(first: bytes, rest: Iterator[bytes], source: str) -> Iterator[bytes]:
    """Unpacks gzip members one after the other; bytes after the last one that are not gzip are ignored."""
    unpacker = zlib.decompressobj(wbits=31)
    packed: bytes | None = first
    while packed is not None:
        try:
            yield unpacker.decompress(packed, CHUNK)
        except zlib.error as error:
            raise Unreadable(f"The gzip data of {source} is damaged ({error}).") from None
        packed = unpacker.unconsumed_tail or unpacker.unused_data
        if unpacker.eof and packed and not packed.startswith(GZIP[: len(packed)]):
            return
        packed = packed or next(rest, None)
        if unpacker.eof and packed:
            unpacker = zlib.decompressobj(wbits=31)
    if not unpacker.eof:
        raise Unreadable(f"{source} ends in the middle of its gzip data: it was cut short.")
