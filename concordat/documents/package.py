"""Open the zip of a Word or Excel file without trusting it: sizes, names, entities and macros are checked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

#: Limits no plan comes near; each stops one kind of attack.
MOST_ENTRIES = 2_000
MOST_UNPACKED = 150_000_000
MOST_PART = 60_000_000
MOST_TAGS = 4_000_000
MOST_TAGS_IN_A_ROW = 400_000
LONGEST_TAG = 256_000
BOMB_SIZE, BOMB_RATIO = 15_000_000, 250
_CHUNK = 1 << 18
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ROW_END = re.compile(rb"</(?:w:tr|row|x:row)>")


class UploadRefused(Exception):
    """A file that will not be read. ``sentence`` tells the person what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


DAMAGED = "The file is damaged or not whole. Open it in Word or Excel, save it again and send the new copy"
TOO_MUCH = "The file unpacks to far more than a plan holds. Copy the plan alone into a new document and send that"
SUSPECT = "The file is not built as Word or Excel builds one. Copy the plan into a new document and send that"
MACROS = "The file holds macros. Save it without them, as .docx or .xlsx, and send that"
PROTECTED = "The file is protected by a password. Remove the password in Word or Excel, save it and send that"


@dataclass(frozen=True)
class Package:
    """The parts of a checked zip."""

    zip: zipfile.ZipFile

    @property
    def names(self) -> set[str]:
        """The names of the parts."""
        return set(self.zip.namelist())

    def open(self, name: str) -> IO[bytes]:
        """Open a part to be read in a stream, after its XML has been checked once.

        Raises:
            UploadRefused: the part is missing, damaged, too large, or has a document type or entities.
        """
        if name not in self.names:
            raise UploadRefused(DAMAGED)
        try:
            with self.zip.open(name) as part:
                _check_xml(part)
            return self.zip.open(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise UploadRefused(DAMAGED) from error

    def read(self, name: str) -> bytes:
        """Return a checked part as bytes, or nothing where there is no such part."""
        if name not in self.names:
            return b""
        with self.open(name) as part:
            return part.read()


def open_package(data: bytes) -> Package:
    """Open a zip and check its list of parts.

    Raises:
        UploadRefused: damaged, protected, with macros, with unsafe names, or far too large.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise UploadRefused(DAMAGED) from error
    if len(entries) > MOST_ENTRIES:
        raise UploadRefused(TOO_MUCH)
    _check_names([entry.filename for entry in entries])
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UploadRefused(PROTECTED)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UploadRefused(TOO_MUCH)
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > BOMB_SIZE and entry.file_size / packed > BOMB_RATIO:
            raise UploadRefused(TOO_MUCH)
    if any(entry.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")) for entry in entries):
        raise UploadRefused(MACROS)
    return Package(package)


def _check_names(names: list[str]) -> None:
    """Refuse names that point out of the package or stand in it twice."""
    if len({name.lower() for name in names}) != len(names):
        raise UploadRefused(SUSPECT)
    for name in names:
        unsafe = name.startswith(("/", "\\")) or ":" in name or "\\" in name or "\x00" in name
        if unsafe or ".." in name.split("/"):
            raise UploadRefused(SUSPECT)


def _check_xml(part: IO[bytes]) -> None:
    """Refuse XML that is not UTF-8, declares a document type or entities, or is out of all proportion."""
    size = tags = in_row = since_tag = 0
    tail = b""
    while chunk := part.read(_CHUNK):
        if not size:
            _check_start(chunk)
        size += len(chunk)
        tags += chunk.count(b"<")
        in_row = _tags_in_row(tail + chunk, in_row, len(tail))
        last = chunk.rfind(b">")
        since_tag = since_tag + len(chunk) if last < 0 else len(chunk) - last
        if size > MOST_PART or tags > MOST_TAGS or in_row > MOST_TAGS_IN_A_ROW or since_tag > 2 * LONGEST_TAG:
            raise UploadRefused(TOO_MUCH)
        joined = tail + chunk
        if b"\x00" in chunk or b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
            raise UploadRefused(SUSPECT)
        tail = chunk[-10:]


def _check_start(chunk: bytes) -> None:
    if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UploadRefused(SUSPECT)
    declared = _ENCODING.match(chunk.removeprefix(b"\xef\xbb\xbf")[:200])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise UploadRefused(SUSPECT)


def _tags_in_row(data: bytes, before: int, seen: int) -> int:
    """Return how many tags stand open since the last end of a row; ``seen`` bytes were counted before."""
    ends = [match.end() for match in _ROW_END.finditer(data)]
    if not ends:
        return before + data.count(b"<", seen)
    gaps = [data.count(b"<", a, b) for a, b in pairwise(ends)]
    longest = max([before + data.count(b"<", seen, ends[0]), *gaps])
    return longest if longest > MOST_TAGS_IN_A_ROW else data.count(b"<", ends[-1])
