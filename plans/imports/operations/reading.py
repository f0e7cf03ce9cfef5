"""Read a file that is kept: at once where it is short, else by a worker.

A file goes from received to reading to read, or to refused with a sentence. Whoever reads it has claimed it by one
UPDATE and gives signs of life; a reader that falls silent is replaced, and what an overtaken reader found is dropped.
So the job may run twice or be killed half-way, and a file is read though the broker is away.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from areas.audit.operations import record
from concordat.documents.uploads import UploadRefused
from concordat.jobs import hand_over_now
from plans.imports.models import ImportRow, ImportState, PlanImport
from plans.imports.operations.refusals import NO_ACTIONS, ImportRefused
from plans.imports.operations.workbooks import own_workbook, told_of_workbook, write_workbook
from plans.imports.queries.steps import standard_ids_of
from plans.imports.queries.telling import bodies_for, told_of
from plans.imports.rules.files import open_document, read_document
from plans.imports.rules.rereading import Earlier, carried_over
from plans.imports.rules.sheet import SheetReading

log = logging.getLogger(__name__)

#: A reader that gave no sign of life for so long is taken to be dead.
SILENT = timedelta(seconds=90)
#: A file that waits for so long is taken up by the timetable: the broker may have lost it.
WAITS = timedelta(seconds=30)
MOST_TRIES = 3
TRIED_ENOUGH = (
    "We began to read this file three times and did not come to its end. "
    "Copy the plan alone into a new document and send that"
)


class _Overtaken(Exception):
    """Somebody else reads the file now."""


def begin_reading(plan_import: PlanImport, *, at_once: bool) -> None:
    """Have a received file read: now, or by a worker after the commit; now too where the broker is away."""
    if at_once:
        read_import(plan_import.pk)
    else:
        transaction.on_commit(partial(_hand_to_a_worker, plan_import.pk))


def _hand_to_a_worker(import_id: int) -> None:
    if not hand_over_now("plans.tasks.read_import", import_id):
        read_import(import_id)


def read_waiting_imports() -> int:
    """Read what waits and nobody reads; returns how many files were taken up."""
    now = timezone.now()
    left = Q(state=ImportState.RECEIVED, at__lt=now - WAITS) | Q(state=ImportState.READING, claimed_at__lt=now - SILENT)
    ids = list(PlanImport.objects.filter(left).order_by("at").values_list("pk", flat=True))
    return sum(read_import(pk) for pk in ids)


def read_import(import_id: int) -> bool:
    """Read one received file; returns whether it was this call that did it."""
    claimed = _claim(import_id)
    if claimed is None:
        return False
    try:
        _read(claimed)
    except _Overtaken:
        return False
    except (UploadRefused, ImportRefused) as refused:
        _end(claimed, state=ImportState.REFUSED, refusal=str(refused)[:300])
    except Exception:
        log.exception("Reading import %s failed; it will be tried again", import_id)
        _end(claimed, state=ImportState.RECEIVED)
        return False
    return True


def _claim(import_id: int) -> PlanImport | None:
    """Take a file to read; None where it is read already or somebody alive reads it."""
    now = timezone.now()
    free = Q(state=ImportState.RECEIVED) | Q(state=ImportState.READING, claimed_at__lt=now - SILENT)
    mine = PlanImport.objects.filter(free, pk=import_id)
    if mine.filter(tries__gte=MOST_TRIES).update(state=ImportState.REFUSED, refusal=TRIED_ENOUGH):
        return None
    taken = mine.update(
        state=ImportState.READING,
        claimed_at=now,
        tries=F("tries") + 1,
        version=F("version") + 1,
        rows_read=0,
        rows_found=0,
        refusal="",
    )
    return PlanImport.objects.select_related("plan").get(pk=import_id) if taken else None


def _read(claimed: PlanImport) -> None:
    """Read the file, telling the row how far it has come. Raises ``_Overtaken`` when somebody else took it up."""

    def watch(done: int, found: int) -> None:
        if not _mine(claimed).update(rows_read=done, rows_found=found, claimed_at=timezone.now()):
            raise _Overtaken

    with claimed.file.open("rb") as file:
        data = file.read()
    document = open_document(claimed.name, data)
    workbook = own_workbook(claimed.plan, document)
    if workbook is not None:
        _keep_workbook(claimed, workbook)
        return
    reading = read_document(
        document, plan_year=claimed.plan_year, legend=claimed.legend, told=told_of(claimed), watch=watch
    )
    if not reading["actions"] and not reading["columns"]:
        raise ImportRefused(NO_ACTIONS)
    _keep(claimed, reading)


@transaction.atomic
def _keep(claimed: PlanImport, reading: Mapping[str, Any]) -> None:
    """Put the rows in the place of earlier ones; what somebody typed into those stays."""
    told = {name: value for name, value in reading.items() if name != "actions"}
    _close(claimed, told, len(reading["actions"]))
    earlier = [
        Earlier(one.as_read, one.fields, tuple(one.typed), one.include, one.version)
        for one in claimed.rows.filter(corrected=True).order_by("position")
    ]
    claimed.rows.all().delete()
    write_rows(claimed, reading["actions"], earlier)


def write_rows(plan_import: PlanImport, actions: Sequence[Mapping[str, Any]], earlier: Sequence[Earlier] = ()) -> None:
    """Write what was read as the rows of an import, and the audit entry; the caller has a transaction."""
    plan = plan_import.plan
    kept = carried_over(actions, earlier, bodies_for(plan), standard_ids_of(plan))
    rows = [
        ImportRow(
            plan_import=plan_import,
            position=place,
            as_read=dict(one.as_read),
            fields=dict(one.fields),
            warnings=list(one.warnings),
            include=one.include,
            corrected=one.corrected,
            typed=list(one.typed),
            version=one.version,
        )
        for place, one in enumerate(kept, start=1)
    ]
    ImportRow.objects.bulk_create(rows)
    record(
        by=plan_import.by_id, verb="read a file", thing=plan_import, after={"file": plan_import.name, "rows": len(rows)}
    )


@transaction.atomic
def _keep_workbook(claimed: PlanImport, reading: SheetReading) -> None:
    _close(claimed, told_of_workbook(reading), len(reading.rows))
    claimed.rows.all().delete()
    write_workbook(claimed, reading)


def _close(claimed: PlanImport, told: Mapping[str, Any], found: int) -> None:
    """Mark the file as read, if it is still ours to read."""
    if not _mine(claimed).update(
        state=ImportState.READ, reading=told, rows_read=found, rows_found=found, tries=0, claimed_at=timezone.now()
    ):
        raise _Overtaken


def _end(claimed: PlanImport, **columns: Any) -> None:
    _mine(claimed).update(claimed_at=timezone.now(), **columns)


def _mine(claimed: PlanImport) -> Any:
    """Return the import as long as nobody has taken it up after this reader."""
    return PlanImport.objects.filter(pk=claimed.pk, version=claimed.version, state=ImportState.READING)
