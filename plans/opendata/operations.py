"""Making files of what is public. Nothing is written to the database."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from concordat.documents.write_csv import csv_chunks
from concordat.documents.write_json import json_chunks
from concordat.documents.write_xlsx import write_xlsx
from concordat.web.words import date_words
from plans.opendata.queries import Sight, everybody, table_of
from plans.opendata.rules import LICENCE, DataSet, FileFormat, Resource, data_package


def file_pieces(data_set: DataSet, file_format: FileFormat) -> Generator[bytes]:
    """Yield a CSV or JSON file as it stands now."""
    sight = everybody()
    if file_format is FileFormat.JSON:
        return json_chunks(table_of(data_set, sight, lists=True))
    return csv_chunks(table_of(data_set, sight))


def make_workbook(path: Path, *, data_set: DataSet, now: datetime) -> None:
    """Write a data set as a workbook. Raises ``TooManyRows``; the file is then worthless."""
    sight = everybody()
    write_xlsx(path, [table_of(data_set, sight)], _about(data_set, now))


def _about(data_set: DataSet, now: datetime) -> list[tuple[str, str]]:
    return [
        ("Title", data_set.label),
        ("What it is", data_set.meaning),
        ("Made on", date_words(now)),
        ("Licence", f"{LICENCE['title']}: {LICENCE['path']}"),
    ]


def describe(now: datetime) -> dict[str, Any]:
    """Return the data package of today's CSV files; each is read once to its end for its checksum."""
    with transaction.atomic():
        sight = everybody()
        resources = [_resource(one, sight) for one in DataSet]
    return data_package(resources, made_at=now, site_url=settings.SITE_URL)


def _resource(data_set: DataSet, sight: Sight) -> Resource:
    size, digest = 0, sha256()
    for piece in csv_chunks(table_of(data_set, sight, inside=True)):
        size += len(piece)
        digest.update(piece)
    return Resource(data_set, f"{data_set.value}.csv", size, digest.hexdigest())
