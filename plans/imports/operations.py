"""Bring a plan in: read the file, correct rows, then all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from areas.models import LocalArea
from concordat.conflicts import StaleSave
from plans.imports.models import ImportRow, ImportState, PlanImport
from plans.imports.queries import applied_before, bodies_of, plan_to_import_into, standard_ids_of
from plans.imports.rules.files import Upload, read_file
from plans.imports.rules.proposal import as_fields, from_fields, propose
from plans.planning.models import Plan
from plans.planning.operations import add_actions, create_plan
from plans.planning.rules.actions import NewAction, check_action
from plans.standards.models import Framework


class ImportRefused(Exception):
    """The import cannot go on; the text is a sentence that says what to do."""


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
        ImportRefused: the file has no action in it, or is in the plan already.
    """
    before = applied_before(plan.pk, upload.sha256)
    if before is not None and before.applied_at is not None:
        day = timezone.localtime(before.applied_at)
        raise ImportRefused(f"This very file was brought in on {day:%-d %B %Y}. Change the plan itself instead")
    reading = read_file(upload.name, upload.data, plan_year=upload.plan_year or plan.plan_year, legend=upload.legend)
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


@transaction.atomic
def correct_row(
    *, row: ImportRow, expected_version: int, action: NewAction, include: bool, by: int | None
) -> ImportRow:
    """Keep a corrected row; what was read first stays beside it.

    Raises:
        StaleSave: somebody else corrected the row, or the import was applied or discarded.
        ActionRefused: the corrected action is not sound.
    """
    if include:
        check_action(action)
    waiting = ImportRow.objects.filter(pk=row.pk, version=expected_version, plan_import__state=ImportState.READ)
    saved = waiting.update(
        fields=as_fields(action), include=include, corrected=True, warnings=[], version=F("version") + 1
    )
    if not saved:
        row.refresh_from_db()
        raise StaleSave(row)
    before = {name: value for name, value in row.fields.items() if as_fields(action)[name] != value}
    after = {name: as_fields(action)[name] for name in before}
    record(by=by, verb="corrected a row", thing=row, before=before, after={**after, "include": include})
    return row


@transaction.atomic
def apply_import(*, plan_import: PlanImport, by: int | None) -> int:
    """Bring the included rows into the plan, all or none; returns how many actions came in.

    Sent twice, the second finds the import applied and brings in nothing more.

    Raises:
        ImportRefused: the import was discarded, or no row is included.
        ActionRefused: a row is not sound; its ``position`` counts the included rows from 0.
    """
    claimed = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.READ).update(
        state=ImportState.APPLIED, applied_at=timezone.now(), version=F("version") + 1
    )
    if not claimed:
        return _already(plan_import)
    rows = list(plan_import.rows.filter(include=True).order_by("position"))
    if not rows:
        raise ImportRefused("No row is left to bring in. Include at least one row, or discard the import")
    actions = add_actions(plan_id=plan_import.plan_id, rows=[from_fields(row.fields) for row in rows], by=by)
    for row, action in zip(rows, actions, strict=True):
        row.action = action
    ImportRow.objects.bulk_update(rows, ["action"], batch_size=1000)
    record(by=by, verb="brought in a plan", thing=plan_import, after={"actions": len(actions)})
    return len(actions)


def _already(plan_import: PlanImport) -> int:
    plan_import.refresh_from_db()
    if plan_import.state == ImportState.DISCARDED:
        raise ImportRefused("This import was discarded. Send the file again to bring it in")
    return plan_import.rows.filter(action__isnull=False).count()


@transaction.atomic
def discard_import(*, plan_import: PlanImport, by: int | None) -> bool:
    """Put an import aside; the file and its rows are kept. Returns whether it was still waiting."""
    discarded = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.READ).update(
        state=ImportState.DISCARDED, version=F("version") + 1
    )
    if discarded:
        record(by=by, verb="discarded an import", thing=plan_import)
    return bool(discarded)


def _ending(name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return f".{ending}" if ending in ("docx", "xlsx", "csv") else ".bin"
