"""Reads for the pages of an import."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404

from areas.models import LocalArea, PartnershipMember
from areas.people.access import Reach
from areas.roles.rules import P
from plans.imports.models import ImportRow, ImportState, PlanImport
from plans.imports.rules.lines import Line, line_of
from plans.imports.rules.matching import Body
from plans.planning.models import Action, Plan
from plans.planning.queries.access import check_plan
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.states import WorkflowState
from plans.standards.models import Standard

ROWS_ON_A_PAGE = 50


def import_for(reach: Reach, plan_id: int, import_id: int) -> PlanImport:
    """Return an import with its plan, for a person who may bring plans in there.

    Raises:
        Http404: there is no such import of this plan, or the person may not see the plan.
        PermissionDenied: the person may see the plan but not bring one in.
    """
    found = PlanImport.objects.select_related("plan__partnership", "by").filter(pk=import_id, plan=plan_id).first()
    if found is None:
        raise Http404
    check_plan(reach, found.plan, P.IMPORT_PLAN)
    return found


def row_of(plan_import: PlanImport, position: int) -> ImportRow:
    """Return one row. Raises ``Http404`` where there is none."""
    row = plan_import.rows.filter(position=position).first()
    if row is None:
        raise Http404
    return row


def page_of_rows(plan_import: PlanImport, number: str, *, only_doubtful: bool = False) -> Page[ImportRow]:
    """Return a page of rows; ``only_doubtful`` keeps those with warnings."""
    rows = plan_import.rows.order_by("position")
    if only_doubtful:
        rows = rows.exclude(warnings=[])
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(number)


def lines_of(plan_import: PlanImport, rows: Iterable[ImportRow]) -> list[Line]:
    """Return rows as lines for their reader (two statements, whatever the number of rows)."""
    names = dict(organisations_for(plan_import.plan))
    codes = {pk: code for code, pk in standard_ids_of(plan_import.plan).items()}
    return [
        line_of(
            position=row.position,
            fields=row.fields,
            as_read=row.as_read,
            warnings=row.warnings,
            include=row.include,
            corrected=row.corrected,
            names=names,
            codes=codes,
            plan_year=plan_import.plan_year,
        )
        for row in rows
    ]


def counts_of(plan_import: PlanImport) -> dict[str, int]:
    """Return how many rows there are: ``rows``, ``included``, ``excluded``, ``doubtful``, ``corrected``."""
    included = Q(include=True)
    return plan_import.rows.aggregate(
        rows=Count("pk"),
        included=Count("pk", filter=included),
        excluded=Count("pk", filter=~included),
        doubtful=Count("pk", filter=included & ~Q(warnings=[])),
        corrected=Count("pk", filter=Q(corrected=True)),
    )


def actions_in(plan_id: int) -> int:
    """Return how many actions a plan has already."""
    return Action.objects.filter(plan=plan_id).count()


def imports_of(plan: Plan) -> list[PlanImport]:
    """Return the imports of a plan, newest first, with the number of their rows."""
    return list(plan.imports.select_related("by").annotate(count=Count("rows")).order_by("-at")[:20])


def unfinished_imports(plan: Plan) -> list[PlanImport]:
    """Return the imports of a plan that are being read or wait for a check, newest first, without what was read."""
    return list(plan.imports.unfinished().defer("reading").order_by("-at")[:5])


def applied_before(plan_id: int, sha256: str) -> PlanImport | None:
    """Return the import that brought this very file into the plan already, if one did."""
    same = PlanImport.objects.filter(plan=plan_id, sha256=sha256, state=ImportState.APPLIED)
    return same.order_by("-applied_at").first()


def bodies_of(plan: Plan) -> list[Body]:
    """Return the partnership's organisations by every name they go by (one statement)."""
    members = PartnershipMember.objects.filter(partnership=plan.partnership_id, left_on__isnull=True).values_list(
        "organisation_id", "organisation__name", "organisation__short_name", "alias", "organisation__kind__code"
    )
    return [Body(pk, (name, short, alias), kind) for pk, name, short, alias, kind in members]


def standard_ids_of(plan: Plan) -> dict[str, int]:
    """Return code → id of the standards the plan answers to; of two with one code the first counts."""
    found: dict[str, int] = {}
    standards = Standard.objects.filter(section__framework__plans=plan.pk).order_by("section__framework", "position")
    for code, pk in standards.values_list("code", "pk"):
        found.setdefault(code, pk)
    return found


def plan_to_import_into(area: LocalArea) -> Plan | None:
    """Return the newest plan of an area that is still being worked on, or None."""
    open_states = [WorkflowState.DRAFT, WorkflowState.RETURNED]
    plans = Plan.objects.current().filter(areas=area, workflow_state__in=open_states)
    return plans.select_related("partnership").order_by("-pk").first()


def area_called(slug: str) -> LocalArea:
    """Return an area by the last part of its address.

    Raises:
        ValueError: there is no such area; with a sentence that says what to write.
    """
    area = LocalArea.objects.filter(slug=slug).first()
    if area is None:
        raise ValueError(f"There is no area “{slug}”. Use the last part of its address, for example northumberland")
    return area
