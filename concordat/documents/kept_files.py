"""Files of more kinds that are kept and handed out as they came: what areas show as evidence.

Beside the papers of ``attachments`` these are Excel, PowerPoint, CSV and plain text. A file is known
by what is in it, never by its name; whatever could run on a reader's computer is refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib

from concordat.documents.attachments import (
    JPEG,
    LARGEST,
    PDF,
    PNG,
    WORD,
    Attachment,
    AttachmentRefused,
    Kind,
    check_attachment,
    clean_name,
)
from concordat.documents.package import MACROS, PROTECTED, Package, UploadRefused, open_package
from concordat.documents.read_csv import decode

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
EXCEL = Kind(f"{_OPEN_XML}spreadsheetml.sheet", ".xlsx", "Excel workbook")
POWERPOINT = Kind(f"{_OPEN_XML}presentationml.presentation", ".pptx", "PowerPoint presentation")
CSV = Kind("text/csv", ".csv", "CSV table")
TEXT = Kind("text/plain", ".txt", "Text file")
KEPT = {kind.content_type: kind for kind in (PDF, WORD, EXCEL, POWERPOINT, PNG, JPEG, CSV, TEXT)}

NAMED = "a PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), PNG, JPEG, CSV or text file"
_MAIN = {
    "wordprocessingml.document.main+xml": (WORD, "word/document.xml"),
    "spreadsheetml.sheet.main+xml": (EXCEL, "xl/workbook.xml"),
    "presentationml.presentation.main+xml": (POWERPOINT, "ppt/presentation.xml"),
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_INSIDE_A_PROGRAM = b"This program cannot be run in DOS mode"
_MARKUP = re.compile(r"<\s*(?:!doctype|html|svg|script|iframe|\?xml|\?php)\b", re.IGNORECASE)
_RUNS_IN_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")
#: A template on the web or on a stranger's share may bring macros; one in a folder of the writer's own does not.
_FETCHED_TEMPLATE = re.compile(
    rb"""<Relationship\b[^>]*Target=["'](?:https?:|\\\\|file:/{4,5}[^/])[^>]*>""", re.IGNORECASE
)
_SCRIPT = re.compile(r"^\s*(?:@echo off|powershell\b|<#|sub \w+\(\))", re.IGNORECASE)


def check_kept_file(name: str, data: bytes) -> Attachment:
    """Return the file, or raise ``AttachmentRefused`` with a sentence for the person who chose it."""
    if not data.strip(b"\x00 \t\r\n"):
        raise AttachmentRefused("The file is empty. Choose a file that has something in it")
    if len(data) > LARGEST:
        raise AttachmentRefused("The file is larger than 10 MB. Save it smaller, or as a PDF, and choose it again")
    kind = _kind_of(name, data)
    return Attachment(clean_name(name, kind), data, kind)


def _kind_of(name: str, data: bytes) -> Kind:
    if data.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        kind = check_attachment(name, data).kind
        if kind == PDF and _RUNS_IN_PDF.search(data):
            raise AttachmentRefused("This PDF holds a script. Print it to a new PDF and choose that one")
        return kind
    if data.startswith(b"PK"):
        return _package_kind(data)
    _refuse_known(data)
    return _text_kind(name, data)


def _refuse_known(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise AttachmentRefused(
            "This is an old Office file, or one with a password. Save it as .docx, .xlsx, .pptx or PDF without a password "
            "and choose it again"
        )
    if data.startswith(_PROGRAMS):
        raise AttachmentRefused(f"This is a program. Choose {NAMED}")
    if data.startswith(_ARCHIVES):
        raise AttachmentRefused("This is a packed archive. Unpack it and choose the file in it")


def _package_kind(data: bytes) -> Kind:
    try:
        package = open_package(data)
        if "mimetype" in package.names:
            raise AttachmentRefused(
                "This is an OpenDocument file. Save it as .docx, .xlsx, .pptx or PDF and choose that"
            )
        types = package.read("[Content_Types].xml").decode("utf-8", "replace")
        kind = _main_kind(package, types)
        if kind is not None:
            _refuse_programs_in(package)
            return kind
    except UploadRefused as refused:
        raise AttachmentRefused(_sentence(refused)) from None
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError):
        raise AttachmentRefused("The file is damaged. Save it again and choose it again") from None
    raise AttachmentRefused(f"This is a packed archive. Unpack it and choose {NAMED}")


def _main_kind(package: Package, types: str) -> Kind | None:
    if "macroenabled" in types.lower() or "macrosheet" in types.lower():
        raise UploadRefused(MACROS)
    if _FETCHED_TEMPLATE.search(package.read("word/_rels/settings.xml.rels")):
        raise AttachmentRefused(
            "The document fetches its template from another server. Save it as PDF, or with the template Normal, and choose that"
        )
    for sign, (kind, part) in _MAIN.items():
        if sign in types and part in package.names:
            return kind
    return None


def _refuse_programs_in(package: Package) -> None:
    """Look at objects packed inside a document: a program among them would start with a double click."""
    for name in package.names:
        if "/embeddings/" not in name or name.lower().endswith((".docx", ".xlsx", ".pptx")):
            continue
        with package.zip.open(name) as part:
            if _INSIDE_A_PROGRAM in part.read(LARGEST):
                raise AttachmentRefused(
                    "The file has a program packed inside. Take it out, save it and choose it again"
                )


def _sentence(refused: UploadRefused) -> str:
    if refused.sentence == MACROS:
        return "The file holds macros. Save it without them, as .docx, .xlsx or .pptx, and choose that"
    if refused.sentence == PROTECTED:
        return "The file is protected by a password. Take the password off, save it and choose it again"
    return "The file is damaged, or not built as Office builds one. Save it again, or as a PDF, and choose that"


def _text_kind(name: str, data: bytes) -> Kind:
    """Plain words and nothing else; only here the name says which of two harmless kinds it is called."""
    text = decode(data)
    if _MARKUP.search(text) or text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise AttachmentRefused("This is a web page, a drawing (SVG) or XML. Print it to PDF and choose that")
    if text.startswith("{\\rtf"):
        raise AttachmentRefused("This is a rich text file (RTF). Save it as .docx or PDF and choose that")
    if _SCRIPT.search(text):
        raise AttachmentRefused(f"This is a program. Choose {NAMED}")
    if any(ord(char) < 32 and char not in "\t\r\n\f" for char in text):
        raise AttachmentRefused(f"This kind of file cannot be kept. Choose {NAMED}")
    return CSV if name.lower().endswith(".csv") else TEXT
