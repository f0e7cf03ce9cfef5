"""Take a file in and read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from areas.audit.operations import record
from areas.models import LocalArea
from plans.imports.models import ImportRow, PlanImport
from plans.imports.operations.refusals import ImportRefused
from plans.imports.operations.workbooks import read_workbook
from plans.imports.queries import bodies_of, plan_to_import_into, standard_ids_of
from plans.imports.rules.files import Upload, open_document, read_document
from plans.imports.rules.proposal import as_fields, propose
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


def read_upload(*, plan: Plan, upload: Upload, by: int | None) -> PlanImport:
    """Read a file into rows that wait to be checked; nothing enters the plan yet.

    Raises:
        UploadRefused: the file cannot be read; with a sentence that says what to do.
        ImportRefused: the file has no action in it, or is a workbook of another plan.
    """
    document = open_document(upload.name, upload.data)
    own = read_workbook(plan=plan, upload=upload, document=document, by=by)
    if own is not None:
        return own
    reading = read_document(document, plan_year=upload.plan_year or plan.plan_year, legend=upload.legend)
    if not reading["actions"]:
        raise ImportRefused(
            "We found no actions in the file. It needs a table with a heading row such as Action, Timescale, Led by"
        )
    return _keep(plan, upload, reading, by)


@transaction.atomic
def _keep(plan: Plan, upload: Upload, reading: Mapping[str, Any], by: int | None) -> PlanImport:
    found = {name: value for name, value in reading.items() if name != "actions"}
    kept = PlanImport.objects.create(
        plan=plan,
        file=ContentFile(upload.data, name=f"{upload.sha256[:16]}{_ending(upload.name)}"),
        name=upload.name[-200:],
        size=len(upload.data),
        sha256=upload.sha256,
        plan_year=reading.get("plan_year") or plan.plan_year,
        legend=dict(upload.legend or {}),
        reading=found,
        by_id=by,
    )
    ImportRow.objects.bulk_create(_rows(kept, plan, reading["actions"]), batch_size=1000)
    record(by=by, verb="read a file", thing=kept, after={"file": kept.name, "rows": len(reading["actions"])})
    return kept


def _rows(kept: PlanImport, plan: Plan, actions: Sequence[Mapping[str, Any]]) -> list[ImportRow]:
    bodies, standards = bodies_of(plan), standard_ids_of(plan)
    proposals = [propose(action, bodies, standards) for action in actions]
    return [
        ImportRow(
            plan_import=kept,
            position=place,
            as_read=dict(action),
            fields=as_fields(proposal.action),
            warnings=list(proposal.warnings),
        )
        for place, (action, proposal) in enumerate(zip(actions, proposals, strict=True), start=1)
    ]


def _ending(name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return f".{ending}" if ending in ("docx", "xlsx", "csv") else ".bin"
