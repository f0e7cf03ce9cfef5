"""Answers that hand a file to the browser under a name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import IO, TypeVar

from django.core.files import File
from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", StreamingHttpResponse, FileResponse)


class _Pieces:
    """Pieces of a file, the first of them made; closing them ends the reading, however far it came."""

    def __init__(self, first: bytes, rest: Generator[bytes]) -> None:
        self.first, self.rest = first, rest

    def __iter__(self) -> Generator[bytes]:
        yield self.first
        yield from self.rest

    def close(self) -> None:
        self.rest.close()


def stream(chunks: Generator[bytes], name: str, content_type: str) -> StreamingHttpResponse:
    """Hand over a file while it is being made.

    The first piece is made before the answer begins, so that a failure to start is an error page.
    """
    first = next(chunks, b"")
    return _named(StreamingHttpResponse(_Pieces(first, chunks), content_type=content_type), name)


def made_file(make: Callable[[Path], object], name: str, content_type: str) -> FileResponse:
    """Make a file at a temporary place, hand it over, and leave nothing behind."""
    with tempfile.NamedTemporaryFile(prefix="concordat-", suffix=Path(name).suffix) as place:
        make(Path(place.name))
        opened = Path(place.name).open("rb")  # noqa: SIM115 - the answer closes it
    return _named(FileResponse(opened, content_type=content_type), name)


def kept_file(opened: IO[bytes] | File[bytes], name: str, content_type: str) -> FileResponse:
    """Hand over a file that somebody sent, as it came: to be kept, never opened inside our pages."""
    return _named(FileResponse(opened, content_type=content_type), name)


def _named(answer: Answer, name: str) -> Answer:
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
