"""What a file says and tells of itself, as far as that is found without a program for its format. Pure.

Office files: their text and properties. PDFs: their properties, where these are not packed; not their text. Pictures:
what cameras and programs note at the beginning. Plain text: all of it. Each up to a limit.
"""

import html
import re
import zipfile
from typing import Any

from .checking import DAMAGED

MOST = 2 * 1024**2  # bytes of text that are read, in all parts together
NOTED = 256 * 1024  # bytes at the beginning of a picture
PARTS = re.compile(r"docProps/\w+\.xml|meta\.xml|content\.xml|word/(document|header\d*|footer\d*|comments)\.xml")
SHEETS = re.compile(r"xl/(sharedStrings|workbook)\.xml|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml")
TAGS = re.compile(r"<[^<>]*>")
PDF_SAYS = re.compile(
    rb"/(?:Author|Title|Subject|Keywords|Company)\s{0,9}"
    rb"(?:\(((?:\\.|[^\\)]){0,2000})\)|<([0-9A-Fa-f\s]{0,4000})>)",
    re.DOTALL,
)
XMP, XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"


def words_in(content: Any) -> list[str]:
    """Texts that stand in a file; `content` can be read and sought, and is left at its beginning."""
    content.seek(0)
    head = content.read(8)
    content.seek(0)
    if head.startswith(b"PK\x03\x04"):
        found = _of_office(content)
    elif head.startswith(b"%PDF-"):
        found = _of_pdf(content.read())
    else:
        is_picture = head.startswith((b"\x89PNG", b"\xff\xd8\xff"))
        raw = content.read(NOTED if is_picture else MOST)
        found = [raw.decode("latin-1" if is_picture else _encoding(raw), errors="replace")]
    content.seek(0)
    return found


def _of_office(content: Any) -> list[str]:
    found, left = [], MOST
    try:
        with zipfile.ZipFile(content) as container:
            names = [one for one in container.namelist() if PARTS.fullmatch(one) or SHEETS.fullmatch(one)]
            for name in sorted(names, key=lambda one: not one.startswith("docProps")):
                with container.open(name) as part:
                    raw = part.read(left)
                left -= len(raw)
                found += _texts(raw.decode(errors="replace"))
    except DAMAGED:
        pass  # what could be read
    return found


def _texts(markup: str) -> list[str]:
    """With tags as spaces, and without them: a word can be cut in two by its letters' looks."""
    return [html.unescape(TAGS.sub(instead, markup)) for instead in (" ", "")]


def _of_pdf(raw: bytes) -> list[str]:
    found, start = [], raw.find(XMP)
    while start >= 0 and (end := raw.find(XMP_END, start)) >= 0:
        found += _texts(raw[start:end].decode(errors="replace"))
        start = raw.find(XMP, end)
    for literal, digits in PDF_SAYS.findall(raw):
        plain = re.sub(rb"\s", b"", digits)
        said = bytes.fromhex(plain.decode()) if plain and len(plain) % 2 == 0 else literal
        found.append(said.decode("utf-16" if said.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", "replace"))
    return found


def _encoding(raw: bytes) -> str:
    return "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
