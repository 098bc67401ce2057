"""Promises about files: what they are is told by their content, and what could do harm is refused kindly."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal.documents.checking import NAME_LENGTH, Refused, clean_name, kind_of

from . import files


def check(name: str, content: bytes) -> str:
    return kind_of(io.BytesIO(content), name).content_type


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check(name, content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("a.pdf", files.PDF, "application/pdf"),
        ("A.PDF", files.PDF, "application/pdf"),
        ("a.png", files.PNG, "image/png"),
        ("a.jpeg", files.JPEG, "image/jpeg"),
        ("a.docx", files.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", files.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.pptx", files.PPTX, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("a.odt", files.ODT, "application/vnd.oasis.opendocument.text"),
        ("a.ods", files.ODS, "application/vnd.oasis.opendocument.spreadsheet"),
        ("a.txt", "Siân’s contract, £5".encode(), "text/plain"),
        ("a.txt", "Siân’s contract".encode("cp1252"), "text/plain"),
        ("a.txt", "Siân’s contract".encode("utf-16"), "text/plain"),
        ("a.csv", b"buyer,from\nMarlbeck,2020", "text/csv"),
        ("contract", files.PDF, "application/pdf"),
    ],
)
def test_wanted_kinds_are_known_by_their_content(name, content, content_type):
    assert check(name, content) == content_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("contract.pdf", files.EXE),
        ("contract.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("picture.png", b"<svg onload='alert(1)'>"),
        ("notes.txt", b"<html><body onload=alert(1)>"),
        ("notes.txt", b"#!/bin/sh\nrm -rf /"),
        ("notes.txt", files.EXE),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100),
        ("archive.zip", files.container({"a.pdf": files.PDF})),
        ("program.jar.docx", files.container({"META-INF/MANIFEST.MF": "x", "Main.class": "x"})),
        ("script.js", b"alert(1)"),
        ("contract.pdf", b"  %PDF-1.7"),
    ],
)
def test_everything_else_is_refused_whatever_it_is_called(name, content):
    said = refusal(name, content)
    assert name in said and "hoose" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", files.office("word/document.xml", **{"word/vbaProject.bin": b"x"})),
        (
            "a.docx",
            files.container(
                {
                    "[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml",
                    "word/document.xml": "",
                }
            ),
        ),
        ("a.xlsx", files.office("xl/workbook.xml", **{"xl/macrosheets/sheet1.xml": "x"})),
        ("a.odt", files.open_document("text", parts=["Basic/Standard/Module1.xml"])),
    ],
)
def test_macros_are_refused(name, content):
    assert "has macros" in refusal(name, content)


def test_empty_file_is_refused():
    assert "is empty" in refusal("a.pdf", b"")


def test_wrong_ending_is_named_with_the_right_one():
    assert refusal("a.docx", files.PDF) == "“a.docx” is in fact a PDF file. Give it the ending that it needs"


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_damaged_container_is_refused(cut):
    assert "is damaged" in refusal("a.docx", files.DOCX[:cut])


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@given(data=st.data())
def test_container_that_was_changed_by_hand_is_refused_or_taken_and_never_breaks_the_check(way, data):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("[Content_Types].xml", files.TYPES.format("main+xml") * 20)
        archive.writestr("word/document.xml", "<x/>")
    content = bytearray(made.getvalue())
    at = data.draw(st.integers(4, len(content) - 1))
    changed = data.draw(st.binary(min_size=1, max_size=12))
    content[at : at + len(changed)] = changed
    try:
        assert check("a.docx", bytes(content))
    except Refused as refused:
        assert "a.docx" in str(refused)


def test_container_that_cannot_be_unpacked_is_refused():
    content = bytearray(files.office("word/document.xml"))
    start = content.index(b"[Content_Types].xml") + len("[Content_Types].xml")
    content[start : start + 8] = b"\xff" * 8
    assert "is damaged" in refusal("a.docx", bytes(content))


def test_container_with_a_password_is_refused():
    locked = bytearray(files.DOCX)
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1  # "encrypted", in the list of contents
    assert "has a password" in refusal("a.docx", bytes(locked))


def test_bomb_is_not_unpacked(monkeypatch):
    """A gigabyte of zeros in a few kilobytes: what is read of it is told by the limit, not by what it claims."""
    bomb = files.container({"[Content_Types].xml": "x" * 40_000_000, "word/document.xml": "0" * 40_000_000})
    assert len(bomb) < 200_000
    read = []
    plain = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda part, n=-1: (read.append(n), plain(part, n))[1])
    check("a.docx", bomb)
    assert read == [256 * 1024]


def test_container_of_very_many_parts_is_refused():
    many = files.container({"[Content_Types].xml": "", "word/document.xml": ""} | {f"x{n}": "" for n in range(5_000)})
    assert "is damaged" in refusal("a.docx", many)


@given(st.binary(max_size=2_000), st.sampled_from(["a.pdf", "a.docx", "a.png", "a.odt", "a.txt", "a"]))
def test_whatever_comes_is_taken_or_refused_and_never_fails(content, name):
    try:
        check(name, content)
    except Refused as refused:
        assert name in str(refused)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\siân\\contract.pdf", "contract.pdf"),
        ("договор 2024.pdf", "договор 2024.pdf"),
        ("契約書.pdf", "契約書.pdf"),
        ("قرارداد\u200cها.pdf", "قرارداد\u200cها.pdf"),
        ("O'Brien's contract.pdf", "O'Brien's contract.pdf"),
        ("contract_\u202efdp.exe", "contract_fdp.exe"),
        ("a\x00b\r\nc.pdf", "a b c.pdf"),
        ('<b>"x"</b>.pdf', "b_.pdf"),
        ("...", "file"),
        ("", "file"),
        (".pdf", "pdf"),
    ],
)
def test_names_in_any_script_are_kept_and_tricks_are_not(name, cleaned):
    assert clean_name(name) == cleaned


def test_very_long_name_keeps_its_ending():
    assert clean_name("契" * 500 + ".pdf") == "契" * (NAME_LENGTH - 4) + ".pdf"


@given(st.text(max_size=300))
def test_cleaned_name_is_short_has_no_folder_and_is_cleaned_once_for_all(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= NAME_LENGTH
    assert not set(cleaned) & set('/\\<>:"|?*\r\n\x00')
    assert clean_name(cleaned) == cleaned
