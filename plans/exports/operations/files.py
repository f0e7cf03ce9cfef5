"""Making files of data sets. Nothing is written to the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.documents.table import Table
from concordat.documents.whole import whole_file
from concordat.documents.write_csv import write_csv
from concordat.documents.write_editable_xlsx import write_editable_xlsx
from concordat.documents.write_xlsx import write_xlsx
from concordat.web.words import date_words
from plans.exports.queries.actions import actions_table
from plans.exports.queries.national import national_sheets, national_table, waiting_words
from plans.exports.queries.plan_workbook import about_plan, plan_sheet, standards_sheet
from plans.exports.rules import DataSet, FileFormat
from plans.planning.models import Plan
from plans.rollups.operations import refresh_marked_plans


def export_to(path: Path, *, data_set: DataSet, file_format: FileFormat, today: date | None = None) -> None:
    """Write a data set to ``path``, whole or not at all; plans that wait are counted first.

    Raises ``OSError`` when the place cannot be written to; what stood there before stays.
    """
    day = today or timezone.localdate()
    with whole_file(path) as part:
        if data_set is DataSet.NATIONAL:
            refresh_marked_plans(day)
        if file_format is FileFormat.XLSX:
            make_workbook(part, data_set=data_set, today=day)
        else:
            with part.open("wb") as stream:
                write_csv(csv_table(data_set, day), stream)


def csv_table(data_set: DataSet, today: date) -> Table[Any]:
    """Return the one table that a CSV of the data set holds."""
    return actions_table(today) if data_set is DataSet.ACTIONS else national_table(today)


def sheets_of(data_set: DataSet, today: date) -> Sequence[Table[Any]]:
    """Return the tables that a workbook of the data set holds."""
    return [actions_table(today)] if data_set is DataSet.ACTIONS else national_sheets(today)


def make_workbook(path: Path, *, data_set: DataSet, today: date) -> None:
    """Write the data set as a workbook."""
    with transaction.atomic():
        write_xlsx(path, sheets_of(data_set, today), about(data_set, today))


def make_plan_workbook(path: Path, *, plan: Plan) -> None:
    """Write a plan as a workbook that can be edited and sent back, all of it from one moment."""
    with transaction.atomic():
        sheet = plan_sheet(plan)
        write_editable_xlsx(path, sheet, [standards_sheet(plan)], about_plan(plan, len(sheet.rows)))


def about(data_set: DataSet, today: date) -> list[tuple[str, str]]:
    """Return the lines that say what a file is."""
    return [
        ("Title", data_set.label),
        ("What it is", data_set.meaning),
        ("Made on", date_words(timezone.now())),
        ("Period", f"As on {date_words(today)}, provisional"),
        (
            "Figures",
            waiting_words(today) if data_set is DataSet.NATIONAL else "Read from the plans as the file was made",
        ),
        ("Counting", "An action is counted once, however many areas its plan covers; an area is counted once."),
        ("Licence", "Open Government Licence v3.0 for what the areas have published"),
    ]
