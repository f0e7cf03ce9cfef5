"""Take in a workbook that was taken away here, edited and sent back."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from areas.audit.operations import record
from concordat.documents.grid import Document
from plans.imports.models import ImportRow, PlanImport
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.refusals import ImportRefused
from plans.imports.queries.stored import vocabulary_of
from plans.imports.queries.telling import bodies_for
from plans.imports.rules.files import Upload
from plans.imports.rules.proposal import as_fields
from plans.imports.rules.sheet import SheetReading, SheetRow, read_sheet
from plans.planning.models import Action, Plan


def read_workbook(*, plan: Plan, upload: Upload, document: Document, by: int | None) -> PlanImport | None:
    """Read a workbook of ours and compare it with the plan; None where the file is none of ours.

    Raises:
        ImportRefused: it has no actions, or a row names an action that is not in this plan.
    """
    reading = own_workbook(plan, document)
    return None if reading is None else _keep(plan, upload, reading, by)


def own_workbook(plan: Plan, document: Document) -> SheetReading | None:
    """Read a workbook that was taken away here; None where the file is none. Raises as ``read_workbook`` does."""
    reading = read_sheet(document, vocabulary_of(plan), bodies_for(plan))
    if reading is None:
        return None
    if not reading.rows:
        raise ImportRefused("The sheet “Actions” has no rows. To add actions, write them below its headings")
    _check_ids(plan, reading)
    return reading


def _check_ids(plan: Plan, reading: SheetReading) -> None:
    """Let through what names actions of this plan only; whether another plan has them is nobody's business."""
    ours = set(Action.objects.filter(plan=plan).values_list("pk", flat=True))
    strange = next((one for one in reading.rows if one.action_id is not None and one.action_id not in ours), None)
    if strange:
        raise ImportRefused(
            f"In {strange.row} the action id {strange.action_id} is not one of this plan. Send the file to the plan "
            "it was taken from, or empty that cell to bring the row in as a new action"
        )


@transaction.atomic
def _keep(plan: Plan, upload: Upload, reading: SheetReading, by: int | None) -> PlanImport:
    kept = PlanImport.objects.create(
        plan=plan,
        file=ContentFile(upload.data, name=f"{upload.sha256[:16]}.xlsx"),
        name=upload.name[-200:],
        size=len(upload.data),
        sha256=upload.sha256,
        plan_year=plan.plan_year,
        reading=told_of_workbook(reading),
        by_id=by,
    )
    return write_workbook(kept, reading)


def told_of_workbook(reading: SheetReading) -> dict[str, Any]:
    """Return what is kept of a workbook beside its rows."""
    return {"workbook": True, "warnings": list(reading.warnings), "left_out": [], "columns": []}


def write_workbook(kept: PlanImport, reading: SheetReading) -> PlanImport:
    """Write the rows of a workbook and compare them with the plan; the caller has a transaction."""
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                plan_import=kept,
                position=place,
                as_read=_as_read(row),
                fields=as_fields(row.action),
                warnings=list(row.warnings),
            )
            for place, row in enumerate(reading.rows, start=1)
        ),
        batch_size=1000,
    )
    record(by=kept.by_id, verb="read a workbook", thing=kept, after={"file": kept.name, "rows": len(reading.rows)})
    return compare_import(plan_import=kept)


def _as_read(row: SheetRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "workbook": {
            "action_id": row.action_id,
            "version": row.version,
            "marks": dict(row.marks),
            "given": sorted(row.values),
            "texts": dict(row.texts),
        },
    }
