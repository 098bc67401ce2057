"""Cutting a stream of JSON text into the text of its releases, without building the whole in memory.

Only brackets, strings and the keys before lists are looked at; each release is handed on as text
and parsed by itself. So a broken release costs only itself, and memory holds one release at a
time, however long the file: a streaming JSON parser would have to give up at the first slip.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_RELEASE = 32 * 1024 * 1024  # bytes; a real one is 2 to 500 kB
LISTS = (b'"releases"', b'"records"')
OPENS, CLOSES = (b"{", b"["), {b"}": b"{", b"]": b"["}
# a string, with its closing quote in group 1 (empty: more has to be read first), or a bracket
INSIDE = re.compile(rb'"(?:[^"\\]+|\\.)*("?)|[{}\[\]]', re.DOTALL)
# between releases also bare words: numbers, null, or what does not belong there
BETWEEN = re.compile(INSIDE.pattern + rb'|[^\s,:{}\[\]"]+', re.DOTALL)
# what a release starts with, and nothing inside one does
NEXT_RELEASE = re.compile(rb'\{\s*"(?:ocid|buyer|parties|initiationType)"\s*:')
LONGEST_START = 200  # bytes of such a start, with its spaces


@dataclass(frozen=True)
class Piece:
    """The text of one release or record, or of what stands in its place; `problem` where it is not whole."""

    text: bytes
    problem: str = ""


class Splitter:
    """Feed it bytes and it gives back the pieces that they complete; `finish` gives back the rest."""

    def __init__(self):
        self.buffer = b""
        self.at = 0  # where in the buffer reading goes on
        self.start: int | None = None  # where the open piece starts; None between pieces
        self.open: list[bytes] = []  # brackets open inside the piece, or inside something skipped
        self.around: list[bytes] = []  # brackets open around it: packages and lists
        self.is_lost = False  # something broken was given up: look for the next release, at nothing else
        self.key = b""  # the last string seen on the level where a list of releases may follow

    @property
    def is_complete(self) -> bool:
        """Whether everything that was opened was closed again."""
        return not self.around and not self.open

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        """The pieces completed by `chunk`."""
        keep = self.at if self.start is None else self.start
        self.buffer = self.buffer[keep:] + chunk
        self.at -= keep
        self.start = None if self.start is None else 0
        yield from self._read()
        if self.start is not None and len(self.buffer) > LONGEST_RELEASE:
            yield self._given_up("it is longer than any real release")
            yield from self._read()

    def finish(self) -> Iterator[Piece]:
        """What the end of the stream leaves: the piece that was cut short, and any that it had swallowed."""
        yield from self.feed(b"\n")
        while self.start is not None:
            yield self._given_up("the file ends in the middle of it, or its brackets do not match")
            yield from self._read()

    def _read(self) -> Iterator[Piece]:
        if self.is_lost and not self._found_again():
            return
        while (token := (INSIDE if self.open else BETWEEN).search(self.buffer, self.at)) is not None:
            word = token.group()
            is_unfinished = not token.group(1) if word[0] == 34 else token.end() == len(self.buffer) and len(word) > 1
            if is_unfinished:
                return
            self.at = token.end()
            piece = self._inside(word) if self.open else self._between(word, token.start())
            if piece is not None:
                yield piece
            if self.is_lost and not self._found_again():
                return
        if self.open or not self.buffer[self.at :].strip(b" \t\r\n,:"):
            self.at = len(self.buffer)

    def _inside(self, word: bytes) -> Piece | None:
        """A token inside a piece, or inside something skipped."""
        if word in CLOSES:
            if self.open.pop() != CLOSES[word]:
                return self._given_up("its brackets do not match") if self.start is not None else None
            return self._taken() if not self.open and self.start is not None else None
        if len(self.open) == 1 and self.start is not None:
            if word == b"[" and self.key in LISTS:
                self._turn_into_package()
                return None
            self.key = word
        if word in OPENS:
            self.open.append(word)
        return None

    def _between(self, word: bytes, start: int) -> Piece | None:
        """A token between pieces: in a list, in what a package says about itself, or at the top."""
        level = self.around[-1] if self.around else b""
        if word in CLOSES:
            if level == CLOSES[word]:
                self.around.pop()
        elif level == b"{":
            self._in_package(word)
        elif word == b"{" or (level and word == b"["):
            self.start, self.open, self.key = start, [word], b""
        elif word == b"[":
            self.around.append(word)
        elif level:
            return Piece(word)
        return None

    def _in_package(self, word: bytes) -> None:
        if word == b"[" and self.key in LISTS:
            self.around.append(word)
        elif word in OPENS:
            self.open = [word]
        else:
            self.key = word

    def _turn_into_package(self) -> None:
        """What looked like a release holds a list of releases: read on inside that list."""
        self.around += [b"{", b"["]
        self.start, self.open, self.key = None, [], b""

    def _taken(self) -> Piece:
        text, self.start = self.buffer[self.start : self.at], None
        return Piece(text)

    def _given_up(self, problem: str) -> Piece:
        """The open piece as far as the next thing that starts like a release; reading goes on there."""
        following = NEXT_RELEASE.search(self.buffer, (self.start or 0) + 1)
        end = following.start() if following else len(self.buffer)
        text, self.at, self.start, self.open = self.buffer[self.start : end], end, None, []
        self.is_lost = True
        return Piece(text, problem)

    def _found_again(self) -> bool:
        following = NEXT_RELEASE.search(self.buffer, self.at)
        self.is_lost = following is None
        self.at = following.start() if following else max(self.at, len(self.buffer) - LONGEST_START)
        return not self.is_lost
