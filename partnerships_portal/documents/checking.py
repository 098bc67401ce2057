"""What a file is, found from its content: only kinds that are wanted are let in. Pure; nothing is unpacked.

A name says what a person calls a file, never what it is: an .exe named "contract.pdf" is refused for what is in it.
Office files are containers (ZIP); of these the list of contents and the short description of types are read, each up
to a limit, so that a container that would grow to gigabytes costs nothing.
"""

import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

ALLOWED = "a PDF, Word, Excel, PowerPoint or OpenDocument file, a picture (PNG or JPEG), or plain text (TXT or CSV)"
NAME_LENGTH = 120
HEAD = 4096  # bytes that are looked at to tell what a file is
MOST_ENTRIES = 5_000  # of a container
MOST_TYPES = 256 * 1024  # bytes of the description of types that are read


class Refused(Exception):
    """The file cannot be taken. The message names it and says what to do."""


@dataclass(frozen=True)
class Kind:
    content_type: str
    extensions: tuple[str, ...]  # the first is given to a file without one


_OOXML = "application/vnd.openxmlformats-officedocument"
PDF = Kind("application/pdf", ("pdf",))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
TEXT = Kind("text/plain", ("txt",))
CSV = Kind("text/csv", ("csv",))
DOCX = Kind(f"{_OOXML}.wordprocessingml.document", ("docx",))
XLSX = Kind(f"{_OOXML}.spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{_OOXML}.presentationml.presentation", ("pptx",))
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",))
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", ("ods",))
EVERY = (PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TEXT, CSV)
NAMES = {  # of the programs and formats that people know
    PDF.content_type: "PDF",
    DOCX.content_type: "Word",
    XLSX.content_type: "Excel",
    PPTX.content_type: "PowerPoint",
    ODT.content_type: "OpenDocument text",
    ODS.content_type: "OpenDocument spreadsheet",
    PNG.content_type: "PNG picture",
    JPEG.content_type: "JPEG picture",
    TEXT.content_type: "plain text",
    CSV.content_type: "CSV",
}
ACCEPT = ",".join(f".{extension}" for kind in EVERY for extension in kind.extensions)

# What zipfile raises for containers that are cut off, changed or made by hand
DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, OSError, EOFError, ValueError, IndexError, OverflowError),
)

_BY_START = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_OPEN_DOCUMENT = {kind.content_type.encode(): kind for kind in (ODT, ODS)}
_MACROS = re.compile(r"vbaproject|macrosheets/|activex/|^basic/|^scripts/", re.IGNORECASE)
# What a browser or a shell might act on, though it is "only text"
_ACTIVE = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)|^#!|^%!PS", re.I)
_UNSEEN = ("Cf", "Cs", "Co", "Cn")  # among them the signs that turn the direction: "contract_fdp.exe"
_JOINERS = "\u200c\u200d"  # which Persian and the scripts of India are spelt with
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def kind_of(content: Any, name: str) -> Kind:
    """What is in a file that a person calls `name`. Raises Refused for anything that is not wanted.

    `content` is a binary file that can be read and sought; it is left at its beginning.
    """
    content.seek(0)
    head = content.read(HEAD)
    if not head:
        raise Refused(f"“{name}” is empty. Choose a file with something in it")
    kind = next((kind for start, kind in _BY_START if head.startswith(start)), None)
    if kind is None and head.startswith(b"PK\x03\x04"):
        kind = _container(content, name)
    if kind is None:
        kind = _text(content, name)
    content.seek(0)
    extension = PurePosixPath(name).suffix[1:].lower()
    if extension and extension not in kind.extensions:
        raise Refused(f"“{name}” is in fact a {kind.extensions[0].upper()} file. Give it the ending that it needs")
    return kind


def _container(content: Any, name: str) -> Kind:
    """The kind of an office file, by what it lists."""
    try:
        with zipfile.ZipFile(content) as container:
            return _office(container, name)
    except DAMAGED:
        raise Refused(f"“{name}” is damaged, or has a password. Save it again without one, or as a PDF") from None


def _office(container: zipfile.ZipFile, name: str) -> Kind:
    entries = container.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or any(entry.flag_bits & 1 for entry in entries):
        raise zipfile.BadZipFile
    kind = next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
    types = b""
    if kind and "[Content_Types].xml" in names:
        types = _beginning(container, "[Content_Types].xml", MOST_TYPES)
    elif entries and entries[0].filename == "mimetype":
        kind = _OPEN_DOCUMENT.get(_beginning(container, "mimetype", 100).strip())
    else:
        kind = None
    if kind is None:
        raise Refused(f"“{name}” cannot be taken: choose {ALLOWED}")
    if any(_MACROS.search(one) for one in names) or b"macroenabled" in types.lower():
        raise Refused(f"“{name}” has macros, which can run on the reader’s computer. Save it without them, or as a PDF")
    return kind


def _beginning(container: zipfile.ZipFile, entry: str, limit: int) -> bytes:
    with container.open(entry) as part:
        return part.read(limit)


def _text(content: Any, name: str) -> Kind:
    """Plain text without anything that a browser or a shell could act on."""
    wanted = PurePosixPath(name).suffix[1:].lower()
    kind = CSV if wanted == "csv" else TEXT
    content.seek(0)
    words = _decoded(content.read())
    if wanted in (*TEXT.extensions, *CSV.extensions, "") and words is not None and not _CONTROLS.search(words):
        if not _ACTIVE.search(words):
            return kind
        raise Refused(f"“{name}” has code for a web page or a program in it. Choose {ALLOWED}")
    meant = next((kind for kind in EVERY if wanted in kind.extensions), None)
    if meant:
        called = NAMES[meant.content_type]
        why = f"it is not the {called} file that its name says, or it is damaged"
        raise Refused(f"“{name}” cannot be taken: {why}. Save it again as {called}, or choose another file")
    raise Refused(f"“{name}” cannot be taken: choose {ALLOWED}")


def _decoded(content: bytes) -> str | None:
    """The words of a text; None if it is none. Older Windows programs write cp1252."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def clean_name(name: str) -> str:
    """A file's name as people may be shown it: any script, no folders, no control or direction signs, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in last)
    seen = "".join(sign for sign in seen if sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN)
    seen = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", seen)).strip(" .")
    path = PurePosixPath(seen or "file")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    return path.name[: len(path.name) - len(suffix)][: NAME_LENGTH - len(suffix)].strip() + suffix
