"""Releases out of files and addresses: release packages, record packages, single releases, lists and JSON lines."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .shapes import as_list
from .sources import Unreadable, chunks
from .splitting import Piece, Splitter

OCID = re.compile(rb'"ocid"\s*:\s*"([^"]{1,120})"')
RELEASE_ID = re.compile(rb'"id"\s*:\s*"([^"]{1,200})"')
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Found:
    """One release, and its position in its source (from 1)."""

    position: int
    release: dict


@dataclass(frozen=True)
class Broken:
    """A release that cannot be used; `name` is its ocid or id where one can be made out."""

    position: int
    name: str
    reason: str


@dataclass(frozen=True)
class Trouble:
    """Something wrong with the source itself; what was read before it stands."""

    reason: str


def read(source: str) -> Iterator[Found | Broken | Trouble]:
    """Every release of `source` (a path, or an http or https address), in the order in which it stands there.

    Never raises for what the source holds. Trouble without a Found before it means that
    nothing could be read.
    """
    return read_chunks(chunks(source), source)


def read_chunks(raw: Iterator[bytes], source: str) -> Iterator[Found | Broken | Trouble]:
    """The same of bytes that were read already; `source` names them in what is said."""
    position, is_debris = 0, False
    for piece in _pieces(raw, source):
        if isinstance(piece, Trouble):
            yield piece
            continue
        for found in _found(piece):
            if is_debris and not (isinstance(found, dict) and "ocid" in found):
                continue
            position += 1
            if isinstance(found, dict):
                yield Found(position, found)
            else:
                yield Broken(position, *found)
            is_debris = isinstance(found, NotJson)


def _pieces(raw: Iterator[bytes], source: str) -> Iterator[Piece | Trouble]:
    splitter, trouble = Splitter(), ""
    try:
        for chunk in _text(raw, source):
            yield from splitter.feed(chunk)
    except Unreadable as error:
        trouble = str(error)
    yield from splitter.finish()
    if not trouble and not splitter.is_complete:
        trouble = f"{source} ends before its JSON does: it was cut short."
    if trouble:
        yield Trouble(trouble)


def _text(raw: Iterator[bytes], source: str) -> Iterator[bytes]:
    """The chunks as UTF-8 without a byte order mark.

    Raises Unreadable where the first sign is not one that JSON with releases starts with.
    """
    decoder, is_first = None, True
    for chunk in raw:
        if is_first:
            chunk, decoder = _without_mark(chunk)
        if decoder is not None:
            chunk = decoder.decode(chunk).encode("utf-8", "replace")
        if is_first and (start := chunk.lstrip()):
            is_first = False
            _check_start(start, source)
        yield chunk
    if is_first:
        raise Unreadable(f"{source} is empty.")


def _without_mark(chunk: bytes):
    for mark, encoding in MARKS:
        if chunk.startswith(mark):
            decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")
            return chunk[len(mark) :], decoder
    return chunk, None


def _check_start(start: bytes, source: str) -> None:
    if start[:1] == b"<":
        raise Unreadable(f"{source} is a web page or XML, not JSON. Check the address; is it the API's?")
    if start[:1] not in (b"{", b"[", b"\x1e"):
        raise Unreadable(f"{source} is not JSON with releases: it starts with {start[:20]!r}.")


class NotAsExpected(NamedTuple):
    """Something in the place of a release, and what is wrong with it."""

    name: str
    reason: str


class NotJson(NotAsExpected):
    """Text whose brackets may have misled: what follows it, up to the next release, is its debris."""


def _found(piece: Piece) -> list[dict | NotAsExpected]:
    """What a piece of text holds."""
    name = _name(piece.text)
    if piece.problem:
        return [NotJson(name, piece.problem)]
    try:
        document = json.loads(_decoded(piece.text), parse_constant=lambda word: None, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        return [NotJson(name, f"it is not valid JSON: {error}")]
    return [
        release if isinstance(release, dict) else NotAsExpected(name, f"it is {_kind(release)}, not a release")
        for release in _releases(document)
    ]


def _releases(document) -> list:
    """A release by itself; or the releases of a record, or the one compiled from them."""
    if isinstance(document, dict) and "ocid" not in document and "releases" in document:
        return as_list(document["releases"])
    if isinstance(document, dict) and isinstance(document.get("compiledRelease"), dict):
        return [document["compiledRelease"]]
    return [document]


def _name(text: bytes) -> str:
    """The ocid or id that can be made out in the text of a release, however broken."""
    words = text[:100_000]
    name = OCID.search(words) or RELEASE_ID.search(words)
    return _decoded(name.group(1)) if name else ""


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if abs(number) != float("inf") else None


def _kind(thing) -> str:
    return {list: "a list", str: "text", bool: "true or false", type(None): "null"}.get(type(thing), "a number")
