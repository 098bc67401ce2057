"""Small files of every kind, made here."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 30
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
TYPES = '<?xml version="1.0"?><Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}"/></Types>'


def container(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file with these entries, in this order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(main: str, **more: str | bytes) -> bytes:
    return container({"[Content_Types].xml": TYPES.format("main+xml"), main: "<x/>"} | more)


def open_document(kind: str, **more) -> bytes:
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"}
    return container(parts | dict.fromkeys(more.get("parts", ()), ""))


DOCX, XLSX, PPTX = office("word/document.xml"), office("xl/workbook.xml"), office("ppt/presentation.xml")
ODT, ODS = open_document("text"), open_document("spreadsheet")


def upload(name="contract.pdf", content=PDF, content_type="application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)
