"""Take a file in and read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from areas.audit.operations import record
from areas.models import LocalArea
from concordat.documents.uploads import check_upload
from plans.imports.models import ImportState, PlanImport
from plans.imports.operations.reading import begin_reading, write_rows
from plans.imports.operations.refusals import NO_ACTIONS, ImportRefused
from plans.imports.operations.workbooks import read_workbook
from plans.imports.queries import plan_to_import_into
from plans.imports.queries.telling import told_for
from plans.imports.rules.files import Upload, is_long, open_document, read_document
from plans.planning.models import Plan
from plans.planning.operations import create_plan
from plans.standards.models import Framework


def plan_of_area(*, area: LocalArea, plan_year: int, by: int | None) -> Plan:
    """Return the area's plan that is being worked on; an area that never had one gets a draft.

    Raises:
        ImportRefused: its plans are all submitted or published, or no single partnership covers it.
    """
    found = plan_to_import_into(area)
    if found is not None:
        return found
    partnerships = list(area.partnerships.all()[:2])
    if len(partnerships) != 1 or Plan.objects.filter(areas=area).exists():
        raise ImportRefused(f"{area.name} has no plan in draft. Start one at /areas/{area.slug}/plan/add/ first")
    return create_plan(
        partnership_id=partnerships[0].pk,
        title=f"{area.name} crisis care action plan",
        plan_year=plan_year,
        area_ids=[area.pk],
        framework_ids=list(Framework.objects.filter(nation="England").values_list("pk", flat=True)),
        by=by,
    )


def receive_upload(*, plan: Plan, upload: Upload, by: int | None) -> PlanImport:
    """Take a file in: a short one is read at once, a long one is kept and read by a worker.

    A file in which no actions were found is kept too, if it has a table: an officer may say what its columns hold.

    Raises:
        UploadRefused: the file cannot be read; with a sentence that says what to do.
        ImportRefused: it holds no table, or is a workbook of another plan.
    """
    check_upload(upload.name, upload.data)
    if not is_long(upload.data):
        return read_upload(plan=plan, upload=upload, by=by, also_unread=True)
    with transaction.atomic():
        kept = _created(plan, upload, by, state=ImportState.RECEIVED)
        record(by=by, verb="sent a file", thing=kept, after={"file": kept.name, "bytes": kept.size})
    begin_reading(kept, at_once=False)
    kept.refresh_from_db()
    return kept


def read_upload(*, plan: Plan, upload: Upload, by: int | None, also_unread: bool = False) -> PlanImport:
    """Read a file into rows that wait to be checked; nothing enters the plan yet.

    ``also_unread`` keeps a file too in which only tables of unknown columns were found.

    Raises:
        UploadRefused: the file cannot be read; with a sentence that says what to do.
        ImportRefused: the file has no action in it, or is a workbook of another plan.
    """
    document = open_document(upload.name, upload.data)
    own = read_workbook(plan=plan, upload=upload, document=document, by=by)
    if own is not None:
        return own
    year = upload.plan_year or plan.plan_year
    reading = read_document(document, plan_year=year, legend=upload.legend, told=told_for(plan))
    if not reading["actions"] and not (also_unread and reading["columns"]):
        raise ImportRefused(NO_ACTIONS)
    return _keep(plan, upload, reading, by)


@transaction.atomic
def _keep(plan: Plan, upload: Upload, reading: Mapping[str, Any], by: int | None) -> PlanImport:
    found = {name: value for name, value in reading.items() if name != "actions"}
    rows = len(reading["actions"])
    kept = _created(
        plan, upload, by, state=ImportState.READ, reading=found, rows_read=rows, rows_found=rows,
        plan_year=reading.get("plan_year") or plan.plan_year,
    )  # fmt: skip
    write_rows(kept, reading["actions"])
    return kept


def _created(plan: Plan, upload: Upload, by: int | None, **columns: Any) -> PlanImport:
    values = {"plan_year": upload.plan_year or plan.plan_year, **columns}
    return PlanImport.objects.create(
        plan=plan,
        file=ContentFile(upload.data, name=f"{upload.sha256[:16]}{_ending(upload.name)}"),
        name=upload.name[-200:],
        size=len(upload.data),
        sha256=upload.sha256,
        legend=dict(upload.legend or {}),
        by_id=by,
        **values,
    )


def _ending(name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return f".{ending}" if ending in ("docx", "xlsx", "csv") else ".bin"
