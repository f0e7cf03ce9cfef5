"""Workbooks of a plan: taken away, edited by hand, and sent back."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.exports.operations import make_plan_workbook
from plans.imports.models import PlanImport
from plans.imports.operations import read_upload
from plans.imports.operations.merging import Merged, merge_import
from plans.imports.rules.files import Upload
from plans.planning.models import Plan
from tests.cast import Cast


def taken_away(plan: Plan) -> bytes:
    """Return the plan's workbook as it is downloaded."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        make_plan_workbook(path, plan=plan)
        return path.read_bytes()


class Sheet:
    """A workbook in the hands of an officer: cells by heading and row, from 2 as in Excel."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(data))
        self.page: Worksheet = self.book["Actions"]

    @property
    def heads(self) -> list[Any]:
        return [cell.value for cell in self.page[1]]

    def cell(self, row: int, heading: str) -> Any:
        return self.page.cell(row, self.heads.index(heading) + 1)

    def write(self, row: int, heading: str, value: object) -> Sheet:
        self.cell(row, heading).value = value
        return self

    def add(self, **values: object) -> Sheet:
        row = self.page.max_row + 1
        for heading, value in values.items():
            self.write(row, heading, value)
        return self

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def edited(plan: Plan, *edits: Callable[[Sheet], object]) -> bytes:
    """Take a plan away and edit it."""
    sheet = Sheet(taken_away(plan))
    for edit in edits:
        edit(sheet)
    return sheet.saved()


def sent_back(cast: Cast, data: bytes, name: str = "plan.xlsx") -> PlanImport:
    """Have Olive send a workbook back."""
    return read_upload(plan=cast.plan, upload=Upload(name, data, 2026), by=cast.olive.pk)


def kinds_of(plan_import: PlanImport) -> list[str]:
    """Return the kinds of the rows in order."""
    return list(plan_import.compared_rows.order_by("row__position").values_list("kind", flat=True))


def merged(cast: Cast, plan_import: PlanImport) -> Merged:
    """Have Olive bring a difference in."""
    return merge_import(plan_import=plan_import, by=cast.olive.pk)
