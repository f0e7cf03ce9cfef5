"""What people have said that helps to read the files of a plan."""

from __future__ import annotations

from django.db.models import Count

from plans.imports.models import LegendEntry, PlanAlias, PlanImport
from plans.imports.queries.steps import bodies_of
from plans.imports.rules.matching import Body, with_aliases
from plans.imports.rules.questions import Word, questions_in
from plans.imports.rules.road import Step, road
from plans.imports.rules.told import Told
from plans.planning.models import Action, Plan

MOST_WORDS = 40


def legend_of(plan: Plan) -> dict[str, str]:
    """Return what the marks of earlier files of a plan mean, as an officer said."""
    return dict(LegendEntry.objects.filter(plan=plan).values_list("mark", "meaning"))


def aliases_of(plan: Plan) -> list[tuple[str, int]]:
    """Return the words by which the files of a plan call organisations, each with the organisation's id."""
    return list(PlanAlias.objects.filter(plan=plan).order_by("word").values_list("written", "organisation_id"))


def bodies_for(plan: Plan) -> list[Body]:
    """Return the partnership's organisations by every name, those that the plan's own files use too."""
    words = PlanAlias.objects.filter(plan=plan).values_list("organisation_id", "written")
    return with_aliases(bodies_of(plan), words)


def told_for(plan: Plan) -> Told:
    """Return what is known of a plan before one of its files is read."""
    names = tuple(sorted({name for body in bodies_for(plan) for name in body.names if name}))
    return Told(remembered=legend_of(plan), names=names)


def told_of(plan_import: PlanImport) -> Told:
    """Return what is known of a plan, and what an officer said of this file."""
    known = told_for(plan_import.plan)
    said = plan_import.told
    return Told(
        columns=said.get("columns", {}),
        wanted=frozenset(said.get("wanted", ())),
        remembered=known.remembered,
        names=known.names,
    )


def unknown_leads(plan_import: PlanImport) -> list[Word]:
    """Return the leads the file names that we could not match, the commonest first."""
    rows = plan_import.rows.filter(corrected=False, fields__lead_id=None).exclude(as_read__lead=None)
    counted = (
        rows.order_by().values_list("as_read__lead").annotate(count=Count("pk")).order_by("-count", "as_read__lead")
    )
    return [Word(str(written), count) for written, count in counted[:MOST_WORDS]]


def steps_of(plan_import: PlanImport, here: str) -> list[Step]:
    """Return the steps of an import for the page at the address named ``here`` (at most two statements)."""
    return road(
        here,
        is_workbook=plan_import.is_workbook,
        is_read=not plan_import.is_unread,
        has_marks=bool(questions_in(plan_import.reading)),
        has_words=bool(unknown_leads(plan_import)),
        plan_has=Action.objects.filter(plan=plan_import.plan_id).exists(),
    )
