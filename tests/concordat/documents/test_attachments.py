"""Papers are known by what is in them, never by their name."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.documents.attachments import (
    JPEG,
    LARGEST,
    PDF,
    PNG,
    WORD,
    AttachmentRefused,
    check_attachment,
    clean_name,
)

A_PDF = b"%PDF-1.7\nbody\n%%EOF\n"
A_JPEG = b"\xff\xd8\xff\xe0body\xff\xd9"
A_PNG = b"\x89PNG\r\n\x1a\nbodyIEND\xaeB`\x82"


def package(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


A_WORD = package("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(("data", "kind"), [(A_PDF, PDF), (A_JPEG, JPEG), (A_PNG, PNG), (A_WORD, WORD)])
def test_the_four_kinds_are_known_whatever_the_name(data: bytes, kind: object) -> None:
    assert check_attachment("anything.html", data).kind == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"x" * (LARGEST + 1), "larger than 10 MB"),
        (b"<html><script>alert(1)</script>", "none of them"),
        (b"{\\rtf1 hello}", "none of them"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file, or one with a password"),
        (A_PDF[:12], "end of the file is missing"),
        (A_JPEG[:6], "end of the file is missing"),
        (A_PNG[:12], "end of the file is missing"),
        (b"PK\x03\x04 no zip", "damaged"),
        (package("xl/workbook.xml", "[Content_Types].xml"), "none of them"),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(AttachmentRefused, match=sentence):
        check_attachment("copy.pdf", data)


@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff"]))
def test_no_bytes_do_worse_than_a_refusal(data: bytes, start: bytes) -> None:
    with contextlib.suppress(AttachmentRefused):
        assert check_attachment("x", start + data).data == start + data


@given(st.text(max_size=300))
def test_a_name_never_has_a_folder_or_a_line_break(name: str) -> None:
    cleaned = clean_name(name, PDF)
    assert cleaned.endswith(".pdf")
    assert not set(cleaned) & set('/\\\r\n"\x00')
    assert 5 <= len(cleaned) <= 130
