"""How the history of an import is read: the file, each row that was corrected, and what came of it."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse

from areas.history.registry import HistoryKind, Part, Subject
from areas.history.rules import Field
from areas.people.access import Reach
from plans.imports.models import ImportRow, PlanImport
from plans.imports.queries.steps import import_for
from plans.planning.queries.history import ACTION


def _find(reach: Reach, pk: int) -> Subject:
    plan_id = PlanImport.objects.filter(pk=pk).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Http404
    found = import_for(reach, plan_id, pk)
    url = reverse("import", args=[plan_id, pk])
    return Subject("import", found.name, url, "Back to the import", found.plan.title)


def _rows(pk: int) -> list[Part]:
    corrected = ImportRow.objects.filter(plan_import=pk, corrected=True).values_list("pk", "position")
    return [Part("importrow", row, f"row {position}") for row, position in corrected]


IMPORT = HistoryKind(
    name="import",
    trail="planimport",
    find=_find,
    parts=_rows,
    fields={
        "file": Field("File"),
        "rows": Field("Rows read"),
        "actions": Field("Actions brought in"),
        "include": Field("Brought in"),
        **ACTION.fields,
    },
    namers=ACTION.namers,
)
