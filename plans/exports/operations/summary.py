"""Making files of a national summary. The same frozen quarter gives the same bytes, for good. Nothing is written to the database."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, time
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.documents import write_docx, write_json, write_pdf, write_xlsx
from concordat.documents.table import Column, Table
from concordat.documents.whole import whole_file
from concordat.documents.write_csv import csv_chunks
from plans.exports.queries.summary import facts_of, facts_today, frozen_quarter
from plans.exports.queries.summary_paper import about, summary_paper, title_of
from plans.exports.rules import NotFrozen
from plans.exports.rules.summary import Facts, SummaryTable
from plans.exports.rules.summary_files import SummaryFormat
from plans.exports.rules.summary_tables import ENGLAND, tables_of
from plans.rollups.operations import refresh_marked_plans

_ALWAYS = (1980, 1, 1, 0, 0, 0)


def summary_bytes(facts: Facts, form: SummaryFormat) -> bytes:
    """Return the summary as a file."""
    return _MAKERS[form](facts)


def export_summary(path: Path, *, quarter: str, revision: int | None, form: SummaryFormat) -> None:
    """Write the summary of a frozen quarter (empty: of today, once plans that wait are counted), whole or not at all.

    ``revision`` None is the newest published one.

    Raises:
        NotFrozen: there is no such revision of the quarter.
        OSError: the place cannot be written to; what stood there before stays.
    """
    if not quarter:
        today = timezone.localdate()
        refresh_marked_plans(today)
        with transaction.atomic():
            facts = facts_today(today)
    else:
        frozen = frozen_quarter(quarter, revision)
        if frozen is None:
            which = f"revision {revision} of {quarter}" if revision else quarter
            raise NotFrozen(f"There is no published figure of {which}. Leave out the period for the figures of today.")
        facts = facts_of(frozen)
    with whole_file(path) as part:
        write_summary(part, facts, form)


def write_summary(path: Path, facts: Facts, form: SummaryFormat) -> None:
    """Write the summary to a place."""
    path.write_bytes(summary_bytes(facts, form))


def _xlsx(facts: Facts) -> bytes:
    tables = tables_of(facts)
    at = datetime.combine(facts.day, time(), UTC)
    with tempfile.TemporaryDirectory(prefix="concordat-") as folder:
        place = Path(folder) / "summary.xlsx"
        lines = [("Title", title_of(facts)), *about(facts), *_notes(tables)]
        write_xlsx.write_xlsx(place, [_sheet(one) for one in tables], lines, made_at=at, charts=_charts(tables))
        return place.read_bytes()


def _charts(tables: list[SummaryTable]) -> list[write_xlsx.Chart]:
    return [
        write_xlsx.Chart(
            one.name, one.title, one.chart, len(one.rows) - (one.rows[-1][0] == ENGLAND), _told(one)
        )
        for one in tables
        if one.chart and one.rows
    ]  # fmt: skip


def _told(one: SummaryTable) -> str:
    drawn = ", ".join(one.columns[at].heading.lower() for at in one.chart)
    return f"{one.title}: {drawn}. The figures stand on the sheet “{_sheet_name(one)}”."


def _notes(tables: list[SummaryTable]) -> list[tuple[str, str]]:
    return [(f"Sheet “{_sheet_name(one)}”", f"{one.title}. {one.note}".strip()) for one in tables]


def _sheet_name(one: SummaryTable) -> str:
    return one.name.replace("_", " ").capitalize()


def _sheet(one: SummaryTable) -> Table[tuple[Any, ...]]:
    return Table(one.name, _sheet_name(one), _columns(one), one.rows)


def _columns(one: SummaryTable) -> list[Column[tuple[Any, ...]]]:
    return [
        Column(column.heading, itemgetter(at), column.kind, "", column.width) for at, column in enumerate(one.columns)
    ]


def _csv(facts: Facts) -> bytes:
    """Return a zip with a CSV for each table, and one that says what they are."""
    tables = tables_of(facts)
    lines = (("Title", title_of(facts)), *about(facts), *((one.name, f"{one.title}. {one.note}") for one in tables))
    columns: list[Column[tuple[str, str]]] = [Column("About", itemgetter(0)), Column("Says", itemgetter(1))]
    files = [("about.csv", b"".join(csv_chunks(Table("about", "About", columns, lines))))]
    files += [(f"{one.name}.csv", b"".join(csv_chunks(_sheet(one)))) for one in tables]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            zipped.writestr(entry, data)
    return made.getvalue()


def _json(facts: Facts) -> bytes:
    tables = [
        {
            "part": one.part.label,
            "name": one.name,
            "title": one.title,
            "note": one.note,
            "columns": [{"heading": column.heading, "kind": column.kind.value} for column in one.columns],
            "rows": [list(row) for row in one.rows],
        }
        for one in tables_of(facts)
    ]
    told = {"title": title_of(facts), "about": [list(line) for line in about(facts)], "tables": tables}
    return f"{write_json.as_json(told)}\n".encode()


#: What each format is, for the browser.
CONTENT_TYPES = {
    SummaryFormat.PDF: write_pdf.CONTENT_TYPE,
    SummaryFormat.DOCX: write_docx.CONTENT_TYPE,
    SummaryFormat.XLSX: write_xlsx.CONTENT_TYPE,
    SummaryFormat.CSV: "application/zip",
    SummaryFormat.JSON: write_json.CONTENT_TYPE,
}
_MAKERS: dict[SummaryFormat, Callable[[Facts], bytes]] = {
    SummaryFormat.PDF: lambda facts: write_pdf.pdf_bytes(summary_paper(facts)),
    SummaryFormat.DOCX: lambda facts: write_docx.docx_bytes(summary_paper(facts)),
    SummaryFormat.XLSX: _xlsx,
    SummaryFormat.CSV: _csv,
    SummaryFormat.JSON: _json,
}
