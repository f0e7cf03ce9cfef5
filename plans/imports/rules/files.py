"""From a file's bytes to the rows of a plan."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concordat.documents.grid import Document
from concordat.documents.read_csv import read_csv
from concordat.documents.read_docx import read_docx
from concordat.documents.read_xlsx import read_xlsx
from concordat.documents.uploads import UploadKind, check_upload
from plans.imports.rules.read import Watch, read_plan
from plans.imports.rules.reading import as_expected_json
from plans.imports.rules.told import NOTHING_TOLD, Told

_READERS = {UploadKind.DOCX: read_docx, UploadKind.XLSX: read_xlsx, UploadKind.CSV: read_csv}


#: Bytes of text, and of XML unpacked, from which on a file is read by a worker: about a thousand rows.
_LONG_TEXT, _LONG_PACKAGE = 200_000, 2_500_000


@dataclass(frozen=True)
class Upload:
    """A file as it was sent. ``legend`` says what its colours mean, as colour → state or confidence."""

    name: str
    data: bytes
    plan_year: int | None = None
    legend: Mapping[str, str] | None = None

    @property
    def sha256(self) -> str:
        """The file's fingerprint."""
        return hashlib.sha256(self.data).hexdigest()


def is_long(data: bytes) -> bool:
    """Answer whether a file takes so long to read that a page should not wait for it."""
    if not data.startswith(b"PK"):
        return len(data) > _LONG_TEXT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [one.file_size for one in package.infolist() if one.filename.endswith(".xml")]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return False
    return sum(parts) > _LONG_PACKAGE


def open_document(name: str, data: bytes) -> Document:
    """Check a file and read its paragraphs and tables. Raises ``UploadRefused``."""
    return _READERS[check_upload(name, data)](data)


def read_file(
    name: str,
    data: bytes,
    *,
    plan_year: int | None = None,
    legend: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """Return ``{"actions", "left_out", "warnings", "columns", "plan_year", …}`` as JSON values.

    ``told`` is what people have said that helps; ``watch`` hears how many actions are read, of how many.

    Raises:
        UploadRefused: the file cannot be read; with a sentence that says what to do.
    """
    return read_document(open_document(name, data), plan_year=plan_year, legend=legend, told=told, watch=watch)


def read_document(
    document: Document,
    *,
    plan_year: int | None = None,
    legend: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """Return an opened file as ``read_file`` does."""
    return as_expected_json(read_plan(document, plan_year=plan_year, legend=legend, told=told, watch=watch))
