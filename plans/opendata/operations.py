"""Making files of what is public. Nothing is written to the database."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from concordat.documents.table import Table
from concordat.documents.write_csv import csv_chunks
from concordat.documents.write_json import json_chunks
from concordat.documents.write_xlsx import write_xlsx
from concordat.web.words import date_words
from plans.opendata.queries import everybody, quarter_table, table_of
from plans.opendata.rules import FIELDS, LICENCE, QUARTER_FIELDS, DataSet, Field, FileFormat, Resource, data_package
from plans.rollups.models import PublishedQuarter


def file_pieces(data_set: DataSet, file_format: FileFormat) -> Generator[bytes]:
    """Yield a CSV or JSON file as it stands now."""
    return _pieces(table_of(data_set, everybody(), lists=file_format is FileFormat.JSON), file_format)


def quarter_pieces(data_set: DataSet, file_format: FileFormat, quarter: PublishedQuarter) -> Generator[bytes]:
    """Yield a CSV or JSON file of a published quarter: the same bytes each time."""
    return _pieces(quarter_table(data_set, quarter, lists=file_format is FileFormat.JSON), file_format)


def _pieces(table: Table[Any], file_format: FileFormat) -> Generator[bytes]:
    return json_chunks(table) if file_format is FileFormat.JSON else csv_chunks(table)


def make_workbook(path: Path, *, data_set: DataSet, now: datetime) -> None:
    """Write a data set as a workbook. Raises ``TooManyRows``; the file is then worthless."""
    told = [("Made on", date_words(now))]
    write_xlsx(path, [table_of(data_set, everybody())], _about(data_set, told))


def make_quarter_workbook(path: Path, *, data_set: DataSet, quarter: PublishedQuarter) -> None:
    """Write a data set of a published quarter as a workbook. Raises ``TooManyRows``; the file is then worthless."""
    told = [
        ("Quarter", quarter.period.words),
        ("Revision", str(quarter.revision)),
        ("As at", date_words(quarter.as_at)),
    ]
    write_xlsx(path, [quarter_table(data_set, quarter)], _about(data_set, told), made_at=quarter.published_at)


def _about(data_set: DataSet, told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    licence = ("Licence", f"{LICENCE['title']}: {LICENCE['path']}")
    return [("Title", data_set.label), ("What it is", data_set.meaning), *told, licence]


def describe(now: datetime) -> dict[str, Any]:
    """Return the data package of today's CSV files; each is read once to its end for its checksum."""
    with transaction.atomic():
        sight = everybody()
        resources = [_resource(one, table_of(one, sight, inside=True), FIELDS[one]) for one in DataSet]
    return data_package(resources, made_at=now, site_url=settings.SITE_URL)


def describe_quarter(quarter: PublishedQuarter) -> dict[str, Any]:
    """Return the data package of a published quarter's CSV files."""
    assert quarter.published_at is not None
    with transaction.atomic():
        resources = [_resource(one, quarter_table(one, quarter), fields) for one, fields in QUARTER_FIELDS.items()]
    version = f"{quarter.quarter}.{quarter.revision}"
    return data_package(resources, made_at=quarter.published_at, site_url=settings.SITE_URL, version=version)


def _resource(data_set: DataSet, table: Table[Any], fields: Sequence[Field]) -> Resource:
    size, digest = 0, sha256()
    for piece in csv_chunks(table):
        size += len(piece)
        digest.update(piece)
    return Resource(data_set, f"{data_set.value}.csv", size, digest.hexdigest(), fields)
