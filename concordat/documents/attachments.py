"""Papers that are kept and handed out as they came: PDF, Word, JPEG, PNG.

They are never opened here, only known by what is in them, never by their name.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

#: Bytes.
LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
_LATE = 4096


@dataclass(frozen=True)
class Kind:
    """A kind of paper: how browsers call it, how its name ends, what people call it."""

    content_type: str
    extension: str
    label: str


PDF = Kind("application/pdf", ".pdf", "PDF")
WORD = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "Word document")
JPEG = Kind("image/jpeg", ".jpg", "JPEG picture")
PNG = Kind("image/png", ".png", "PNG picture")
KINDS = {kind.content_type: kind for kind in (PDF, WORD, JPEG, PNG)}


@dataclass(frozen=True)
class Attachment:
    """A paper that was looked at and may be kept. ``name`` is safe to show and to hand out."""

    name: str
    data: bytes
    kind: Kind


class AttachmentRefused(Exception):
    """The file cannot be kept; the text is a sentence that says what to do."""


def check_attachment(name: str, data: bytes) -> Attachment:
    """Return the paper, or raise ``AttachmentRefused`` with a sentence for the person who chose it."""
    if not data:
        raise AttachmentRefused("The file is empty. Choose a file that has something in it")
    if len(data) > LARGEST:
        raise AttachmentRefused("The file is larger than 10 MB. Save it smaller, or as a PDF, and choose it again")
    kind = _kind_of(data)
    return Attachment(clean_name(name, kind), data, kind)


def clean_name(name: str, kind: Kind) -> str:
    """Return the name without folders and odd characters, ending as its content asks."""
    last = re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", last)
    plain = re.sub(r"[^\w\-() .,’'&]", "", stem).strip(" .")
    return f"{plain[:LONGEST_NAME] or 'Signed copy'}{kind.extension}"


def _kind_of(data: bytes) -> Kind:
    if data.startswith(b"%PDF-"):
        return _whole(PDF, b"%%EOF" in data[-_LATE:])
    if data.startswith(b"\xff\xd8\xff"):
        return _whole(JPEG, b"\xff\xd9" in data[-_LATE:])
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole(PNG, b"IEND" in data[-_LATE:])
    if data.startswith(b"PK"):
        return _word(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise AttachmentRefused(
            "This is an old Word file, or one with a password. Save it as .docx or PDF without a password and choose it again"
        )
    raise AttachmentRefused("Choose a PDF, a Word document (.docx), a JPEG or a PNG: this file is none of them")


def _whole(kind: Kind, ended: bool) -> Kind:
    if not ended:
        raise AttachmentRefused("The end of the file is missing. Save it again and choose it again")
    return kind


def _word(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise AttachmentRefused("The file is damaged. Save it again and choose it again") from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise AttachmentRefused("The file has macros in it. Save it as .docx or PDF and choose it again")
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise AttachmentRefused("Choose a PDF, a Word document (.docx), a JPEG or a PNG: this file is none of them")
    return WORD
