"""What is found of what files say: names are looked for in it before everyone can open them."""

import io

import pytest

from partnerships_portal.documents.words import words_in

from .files import container

CORE = "<cp:coreProperties><dc:creator>Ines Duarte</dc:creator></cp:coreProperties>"
TEXT = "<w:p><w:r><w:t>Harrow</w:t></w:r><w:r><w:t>mere &amp; partners</w:t></w:r></w:p><w:p><w:t>Next</w:t></w:p>"


def office(**parts) -> io.BytesIO:
    return io.BytesIO(container(parts))


def said(content: bytes) -> str:
    return " | ".join(words_in(io.BytesIO(content)))


def test_text_and_properties_of_an_office_file_are_read_also_where_a_word_is_cut():
    found = words_in(office(**{"word/document.xml": TEXT, "docProps/core.xml": CORE}))
    assert any("Ines Duarte" in one for one in found)
    assert any("Harrowmere & partners" in one for one in found)


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\n<< /Author (Ines Duarte) /Producer (x) >>",
        b"%PDF-1.7\n<< /Author <" + "Ines Duarte".encode("utf-16").hex().encode() + b"> >>",
        b"%PDF-1.7\n<x:xmpmeta><dc:creator>Ines Duarte</dc:creator></x:xmpmeta>",
        b"\xff\xd8\xff\xe1 Exif Artist Ines Duarte\x00",
        b"Written by Ines Duarte",
        "Written by Ines Duarte".encode("utf-16"),
    ],
)
def test_properties_of_pdfs_and_pictures_and_plain_text_are_read(raw):
    assert "Ines Duarte" in said(raw)


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04 cut off", b"%PDF-1.7\n/Author (never ends", b"%PDF-1.7 <x:xmpmeta>", b"x"]
)
def test_what_is_damaged_says_nothing_and_breaks_nothing(raw):
    content = io.BytesIO(raw)
    assert "Author" not in " ".join(words_in(content)) and content.tell() == 0


def test_no_more_is_read_of_a_file_that_grows_than_the_limit():
    found = words_in(office(**{f"ppt/slides/slide{number}.xml": "a" * 1024**2 for number in range(9)}))
    assert sum(map(len, found)) <= 2 * 2 * 1024**2
