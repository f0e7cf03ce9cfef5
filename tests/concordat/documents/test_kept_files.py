"""Evidence is known by what is in it, and nothing that could run on a reader's computer is kept."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.documents.attachments import JPEG, LARGEST, PDF, PNG, WORD, AttachmentRefused, Kind
from concordat.documents.kept_files import CSV, EXCEL, POWERPOINT, TEXT, check_kept_file
from tests.concordat.documents.made import replaced, sheet, word

A_PDF = b"%PDF-1.7\nbody\n%%EOF\n"
A_JPEG = b"\xff\xd8\xff\xe0body\xff\xd9"
A_PNG = b"\x89PNG\r\n\x1a\nbodyIEND\xaeB`\x82"
A_WORD = word([["Action", "Lead"]])
AN_EXCEL = sheet([["Action", "Lead"]])


def package(parts: dict[str, bytes], types: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if types:
            archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{types}"/></Types>')
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
A_POWERPOINT = package({"ppt/presentation.xml": b"<p/>"}, _SLIDES)


def with_template(target: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = (
        f'<Relationships><Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return replaced(A_WORD, "word/_rels/settings.xml.rels", rels.encode())


def locked(data: bytes) -> bytes:
    """Set the sign of encryption on every part of a zip."""
    changed = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(sign, place + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.exe", A_PDF, PDF),
        ("a.html", A_JPEG, JPEG),
        ("a", A_PNG, PNG),
        ("a.zip", A_WORD, WORD),
        ("a.docx", with_template(r"file:///C:\Users\olive\Council.dotx"), WORD),
        ("a.docx", AN_EXCEL, EXCEL),
        ("a.txt", A_POWERPOINT, POWERPOINT),
        ("figures.csv", b"a;b\n1;2\n", CSV),
        ("note.exe", "Minutes of the café group".encode(), TEXT),
        ("note.txt", b"fewer than < 5 people, <head of service> signed", TEXT),
    ],
)
def test_the_kinds_are_known_whatever_the_name(name: str, data: bytes, kind: Kind) -> None:
    kept = check_kept_file(name, data)
    assert kept.kind == kind
    assert kept.name.endswith(kind.extension)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\x00 \n\x00", "empty"),
        (b"x" * (LARGEST + 1), "larger than 10 MB"),
        (b"MZ\x90\x00" + b"\x00" * 60, "is a program"),
        (b"\x7fELF\x02\x01\x01", "is a program"),
        (b"#!/bin/sh\nrm -rf /\n", "is a program"),
        (b"@echo off\r\ndel *.*\r\n", "is a program"),
        (b"<!DOCTYPE html><p>Hello</p>", "web page"),
        (b"\xef\xbb\xbf\r\n <html><script>alert(1)</script>", "web page"),
        (b"Minutes\n<script>alert(1)</script>", "web page"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "SVG"),
        (b"<svg onload=alert(1)>", "SVG"),
        ("<html><script>alert(1)</script>".encode("utf-16"), "web page"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old Office file, or one with a password"),
        (b"\x1f\x8b\x08\x00", "packed archive"),
        (b"Rar!\x1a\x07\x00", "packed archive"),
        (package({"run.exe": b"MZ"}), "packed archive"),
        (package({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe"}), "packed archive"),
        (locked(package({"secret.pdf": A_PDF})), "protected by a password"),
        (b"PK\x03\x04 no zip", "damaged"),
        (replaced(A_WORD, "word/vbaProject.bin", b"x"), "macros"),
        (replaced(A_WORD, "word/embeddings/oleObject1.bin", b"..This program cannot be run in DOS mode.."), "program"),
        (replaced(A_WORD, "../../etc/passwd", b"x"), "damaged, or not built"),
        (package({"word/document.xml": b"<x/>"}, "application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (package({"xl/workbook.xml": b"<x/>"}, "application/vnd.ms-excel.macrosheet+xml"), "macros"),
        (package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "OpenDocument"),
        (with_template("http://198.51.100.7/a.dotm"), "fetches its template from another server"),
        (with_template("\\\\198.51.100.7\\share\\a.dotm"), "fetches its template from another server"),
        (A_PDF[:12], "end of the file is missing"),
        (A_PDF.replace(b"body", b"/S /JavaScript /JS (app.alert\\(1\\))"), "holds a script"),
        (b"GIF89a\x01\x00\x01\x00\x00", "cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(AttachmentRefused, match=sentence):
        check_kept_file("report.pdf", data)


@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\xff\xfe", b"<"]))
def test_no_bytes_do_worse_than_a_refusal(data: bytes, start: bytes) -> None:
    with contextlib.suppress(AttachmentRefused):
        assert check_kept_file("x", start + data).data == start + data
