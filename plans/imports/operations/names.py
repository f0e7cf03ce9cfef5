"""Remember whom the files of a plan mean by a word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from areas.audit.operations import record
from concordat.conflicts import StaleSave, merge
from plans.imports.models import ImportRow, ImportState, PlanAlias, PlanImport
from plans.imports.operations.comparing import compare_import
from plans.imports.queries.steps import standard_ids_of
from plans.imports.queries.telling import aliases_of, bodies_for, editions_of
from plans.imports.rules.matching import fold
from plans.imports.rules.proposal import as_fields, propose
from plans.planning.models import Plan


@transaction.atomic
def remember_names(
    *,
    plan_import: PlanImport,
    names: Mapping[str, int | None],
    by: int | None,
    seen: Mapping[str, int | None] | None = None,
) -> int:
    """Remember whom words mean (word → organisation), for the rows of this import and later files of its plan.

    A word that means None is forgotten, in the plan's earlier editions too: it would come back from there.
    Rows that somebody corrected stay as they are. Returns how many rows are read anew. ``seen``: whom each word
    meant when the person chose.

    Raises:
        StaleSave: somebody else said something else of the same words meanwhile.
    """
    Plan.objects.select_for_update().get(pk=plan_import.plan_id)
    if seen is not None:
        _check_beside(plan_import, seen, names)
    words = {fold(written): (written, pk) for written, pk in names.items() if fold(written)}
    forgotten = [word for word, (_, pk) in words.items() if pk is None]
    PlanAlias.objects.filter(plan__in=editions_of(plan_import.plan_id), word__in=forgotten).delete()
    PlanAlias.objects.bulk_create(
        [
            PlanAlias(plan_id=plan_import.plan_id, word=word[:200], written=written[:200], organisation_id=pk, by_id=by)
            for word, (written, pk) in words.items()
            if pk is not None
        ],
        update_conflicts=True,
        unique_fields=["plan", "word"],
        update_fields=["written", "organisation", "by", "at"],
    )
    changed = _match_again(plan_import, words.keys())
    if words:
        record(by=by, verb="said whom words mean", thing=plan_import, after={**names, "rows": changed})
    return changed


def _check_beside(plan_import: PlanImport, seen: Mapping[str, int | None], names: Mapping[str, int | None]) -> None:
    known = {fold(written): pk for written, pk in aliases_of(plan_import.plan)}
    merged = merge(seen, {written: known.get(fold(written)) for written in seen}, names)
    if merged.clashes:
        raise StaleSave(plan_import, merged.clashes)


def _match_again(plan_import: PlanImport, words: Collection[str]) -> int:
    """Propose anew the rows in which one of the folded words stands."""
    bodies, standards = bodies_for(plan_import.plan), standard_ids_of(plan_import.plan)
    changed = []
    waiting = plan_import.rows.filter(corrected=False, plan_import__state=ImportState.READ).order_by("position")
    for row in waiting:
        if any(fold(name) in words for name in _named_in(row.as_read)):
            proposal = propose(row.as_read, bodies, standards)
            row.fields, row.warnings = as_fields(proposal.action), list(proposal.warnings)
            row.version = F("version") + 1
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["fields", "warnings", "version"], batch_size=1000)
    if changed and plan_import.compared_at is not None:
        compare_import(plan_import=plan_import)
    return len(changed)


def _named_in(as_read: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in (as_read.get("lead"), *(as_read.get("partners") or ())) if name]
