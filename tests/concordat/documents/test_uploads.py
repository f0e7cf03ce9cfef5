"""Files that are not plans, and files that mean harm, are refused with a sentence that helps."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from concordat.documents.read_docx import read_docx
from concordat.documents.read_xlsx import read_xlsx
from concordat.documents.uploads import UploadKind, UploadRefused, check_upload
from tests.concordat.documents.made import replaced, sheet, word
from tests.growth import in_yardsticks

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word([["a"]]), UploadKind.DOCX),
        (sheet([["a"]]), UploadKind.XLSX),
        (b"No.,Action\n1,Do it\n", UploadKind.CSV),
    ],
)
def test_a_good_file_is_known_by_its_content_whatever_its_name(data: bytes, kind: UploadKind) -> None:
    assert check_upload("plan.pdf", data) is kind


REFUSED = [
    (b"", "The file is empty"),
    (b"\x00" * 4000, "The file is empty"),
    (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    (word([["a"]])[:-400], "damaged or not whole"),
    (word([["a"]])[:2000], "damaged or not whole"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    (b"\xef\xbb\xbf  <!DOCTYPE html><p>x", "web page"),
    (b"<?xml version='1.0'?><plan/>", "XML"),
    (b"{\\rtf1\\ansi plan}", "RTF"),
    (b"%PDF-1.7\nplan", "Save the plan as Word or Excel"),
    (OLE, "old .doc or .xls"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"\x89PNG\r\n\x1a\n0000", "picture"),
    (b"\x1f\x8b0000", "archive"),
    (b"MZ\x90\x00\x03\x00\x01", "cannot be read"),
    (zipped(**{"plan.txt": b"x"}), "zip file"),
    (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
    (zipped(**{"[Content_Types].xml": b"<Types>presentationml</Types>"}), "PowerPoint"),
    (zipped(**{"[Content_Types].xml": b"<Types>macroEnabled</Types>"}), "macros"),
    (zipped(**{"[Content_Types].xml": b"<Types/>"}), "damaged"),
    (replaced(word([["a"]]), "word/vbaProject.bin", b"x"), "macros"),
    (replaced(word([["a"]]), "../../etc/passwd", b"x"), "not built as Word"),
    (replaced(word([["a"]]), "C:\\evil.xml", b"x"), "not built as Word"),
    (replaced(word([["a"]]), "WORD/document.xml", b"x"), "not built as Word"),
    (replaced(word([["a"]]), "word/media/big.bin", b"\x00" * 40_000_000), "unpacks to far more"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        check_upload("plan.docx", data)
    assert words in refused.value.sentence


def test_a_kind_that_is_not_wanted_here_is_refused_with_what_is() -> None:
    with pytest.raises(UploadRefused, match=r"Send an Excel workbook \(.xlsx\)"):
        check_upload("plan.xlsx", word([["a"]]), [UploadKind.XLSX])


def test_thousands_of_entries_are_refused() -> None:
    with pytest.raises(UploadRefused, match="unpacks to far more"):
        check_upload("plan.docx", zipped(**{f"{number}.xml": b"" for number in range(2100)}))


def test_a_password_protected_zip_is_refused() -> None:
    data = bytearray(zipped(**{"a.xml": b"x"}))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, central + 8, 1)
    with pytest.raises(UploadRefused, match="password"):
        check_upload("plan.docx", bytes(data))


MAIN = "word/document.xml"
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
HOSTILE = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + BODY % b"<w:p>&b;</w:p>",
    "outside": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + BODY % b"&f;",
    "utf-16": ('<?xml version="1.0" encoding="utf-16"?>' + (BODY % b"").decode()).encode("utf-16"),
    "utf-7": b'<?xml version="1.0" encoding="utf-7"?>' + BODY % b"",
    "not xml": b"no xml at all",
    "one endless row": BODY % (b"<w:tbl><w:tr>" + b"<w:tc/>" * 900_000 + b"</w:tr></w:tbl>"),
    "endless rows": BODY % (b"<w:tbl>" + b"<w:tr></w:tr>" * 1_500_000 + b"</w:tbl>"),
    "a tag without end": BODY % (b"<w:p a='" + b"x" * 5_000_000 + b"'/>"),
    "too deep": BODY % (b"<w:sdt>" * 100_000),
    "too long": BODY % (b"<w:p/>" * 12_000_000),
    "too many cells": BODY % (b"<w:tbl>" + (b"<w:tr>" + b"<w:tc/>" * 60 + b"</w:tr>") * 15_000 + b"</w:tbl>"),
}


#: Yardsticks; about five seconds on a machine of 2024.
QUICK = 90


def _must_refuse(read: Callable[[bytes], object], data: bytes) -> None:
    with pytest.raises(UploadRefused):
        read(data)


@pytest.mark.parametrize("xml", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_word_file_is_refused_quickly(xml: bytes) -> None:
    data = replaced(word([["a"]]), MAIN, xml)
    assert in_yardsticks(lambda: _must_refuse(read_docx, data)) < QUICK


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_a_sheet_with_endless_cells_is_refused_quickly() -> None:
    rows = b"".join(b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 90 + b"</row>" for _ in range(6000))
    data = replaced(sheet([["a"]]), "xl/worksheets/sheet1.xml", SHEET % rows)
    assert in_yardsticks(lambda: _must_refuse(read_xlsx, data)) < QUICK
