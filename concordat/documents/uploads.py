"""Check a file somebody sends to be read: by what is in it, never by its name."""

from __future__ import annotations

import re
from collections.abc import Collection

from concordat.choices import Words
from concordat.documents.package import DAMAGED, MACROS, PROTECTED, Package, UploadRefused, open_package
from concordat.documents.read_csv import decode

__all__ = ["LARGEST", "READABLE", "TOO_LARGE", "UploadKind", "UploadRefused", "check_upload"]

#: Bytes.
LARGEST = 10 * 1024 * 1024
TOO_LARGE = "The file is larger than 10 MB. Take the pictures out, save it and send it again"


class UploadKind(Words):
    """Kinds of file that can be read."""

    DOCX = "docx", "Word document"
    XLSX = "xlsx", "Excel workbook"
    CSV = "csv", "CSV table"


READABLE = tuple(UploadKind)
_OTHER = {
    UploadKind.DOCX: "This is a Word document",
    UploadKind.XLSX: "This is an Excel workbook",
    UploadKind.CSV: "This is plain text or CSV",
}
_MAIN_PART = {
    "wordprocessingml.document.main+xml": UploadKind.DOCX,
    "wordprocessingml.template.main+xml": UploadKind.DOCX,
    "spreadsheetml.sheet.main+xml": UploadKind.XLSX,
    "spreadsheetml.template.main+xml": UploadKind.XLSX,
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_upload(name: str, data: bytes, allowed: Collection[UploadKind] = READABLE) -> UploadKind:
    """Return what kind of file ``data`` is.

    ``name`` is never believed; it is here so that callers hand over the file whole.

    Raises:
        UploadRefused: the file is none of ``allowed``, or not safe or not whole; with a sentence that says what to do.
    """
    if len(data) > LARGEST:
        raise UploadRefused(TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n"):
        raise UploadRefused("The file is empty. Choose the file that holds your plan")
    kind = _kind_of(data)
    if kind not in allowed:
        wanted = " or ".join(_named(one) for one in allowed)
        raise UploadRefused(f"{_OTHER[kind]}. Send {wanted}")
    return kind


def _named(kind: UploadKind) -> str:
    return {
        UploadKind.DOCX: "a Word document (.docx)",
        UploadKind.XLSX: "an Excel workbook (.xlsx)",
        UploadKind.CSV: "a CSV table (.csv)",
    }[kind]


def _kind_of(data: bytes) -> UploadKind:
    if data.startswith(b"PK"):
        return _package_kind(open_package(data))
    _refuse_known(data)
    return _text_kind(data)


def _refuse_known(data: bytes) -> None:
    """Refuse kinds of file that are known and not read, each with its own way out."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise UploadRefused(PROTECTED)
        raise UploadRefused("This is an old .doc or .xls file. Save it as .docx or .xlsx and send that")
    if start.startswith(b"%PDF"):
        raise UploadRefused("This is a PDF. Save the plan as Word or Excel and send that")
    if start.startswith(b"{\\rtf"):
        raise UploadRefused("This is a rich text file (RTF). Open it in Word, save it as .docx and send that")
    if re.match(rb"<(?:!doctype html|html|head|body|table|meta|style|script|div|p\b|!--)", start.lower()):
        raise UploadRefused(
            "This is a web page (HTML). Open it in Word or Excel, save it as .docx or .xlsx and send that"
        )
    if start.startswith(b"<"):
        raise UploadRefused("This is an XML file. Open it in Word or Excel, save it as .docx or .xlsx and send that")
    if data.startswith(_PICTURES):
        raise UploadRefused("This is a picture. Send the plan itself as Word or Excel")
    if data.startswith(_ARCHIVES):
        raise UploadRefused("This is a packed archive. Unpack it and send the Word or Excel file in it")


def _package_kind(package: Package) -> UploadKind:
    names = package.names
    if "mimetype" in names or "META-INF/manifest.xml" in names:
        raise UploadRefused("This is an OpenDocument file. Save it as .docx or .xlsx and send that")
    types = package.read("[Content_Types].xml").decode("utf-8", "replace")
    if not types:
        raise UploadRefused(
            "This is a zip file, not a Word or Excel file. Unpack it and send the Word or Excel file in it"
        )
    if "macroenabled" in types.lower():
        raise UploadRefused(MACROS)
    if "presentationml" in types:
        raise UploadRefused("This is a PowerPoint file. Copy the plan into Word or Excel and send that")
    if "spreadsheetml.sheet.binary" in types or "ms-excel.sheet.binary" in types:
        raise UploadRefused("This is a binary workbook (.xlsb). Save it as .xlsx and send that")
    for part, kind in _MAIN_PART.items():
        if part in types:
            return kind
    raise UploadRefused(DAMAGED)


def _text_kind(data: bytes) -> UploadKind:
    text = decode(data[:200_000])
    odd = sum(1 for char in text if ord(char) < 32 and char not in "\t\r\n\f")
    if odd:
        raise UploadRefused("This kind of file cannot be read. Send the plan as Word (.docx), Excel (.xlsx) or CSV")
    return UploadKind.CSV
