"""What people have said that helps to read the files of a plan."""

from __future__ import annotations

from django.db import connection
from django.db.models import Count

from plans.imports.models import LegendEntry, PlanAlias, PlanImport
from plans.imports.queries.steps import bodies_of
from plans.imports.rules.matching import Body, with_aliases
from plans.imports.rules.questions import Word, questions_in
from plans.imports.rules.road import Step, road
from plans.imports.rules.told import Told
from plans.planning.models import Action, Plan

MOST_WORDS = 40


#: A plan and the editions it refreshes, the oldest first.
_EDITIONS = """
    WITH RECURSIVE edition (id, refreshes_id, back) AS (
        SELECT id, refreshes_id, 0 FROM plans_plan WHERE id = %s
        UNION ALL
        SELECT earlier.id, earlier.refreshes_id, edition.back + 1
        FROM plans_plan earlier JOIN edition ON earlier.id = edition.refreshes_id WHERE edition.back < 100
    )
    SELECT id FROM edition ORDER BY back DESC
"""


def editions_of(plan_id: int) -> list[int]:
    """Return the ids of a plan and of the editions before it, the oldest first (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_EDITIONS, [plan_id])
        return [pk for (pk,) in cursor.fetchall()]


def legend_of(plan: Plan) -> dict[str, str]:
    """Return what the marks of earlier files of a plan and its earlier editions mean; what was said last stands."""
    editions = editions_of(plan.pk)
    entries = LegendEntry.objects.filter(plan__in=editions).order_by("mark")
    said = sorted(entries.values_list("plan_id", "mark", "meaning"), key=lambda one: editions.index(one[0]))
    return {mark: meaning for _, mark, meaning in said}


def aliases_of(plan: Plan) -> list[tuple[str, int]]:
    """Return the words by which the files of a plan and its earlier editions call organisations, with their ids.

    A word that was said anew in a later edition means what it means there.
    """
    editions = editions_of(plan.pk)
    known = PlanAlias.objects.filter(plan__in=editions).values_list("plan_id", "word", "written", "organisation_id")
    said = {one[1]: one[2:] for one in sorted(known, key=lambda one: editions.index(one[0]))}
    return [said[word] for word in sorted(said)]


def bodies_for(plan: Plan) -> list[Body]:
    """Return the partnership's organisations by every name, those that the plan's own files use too."""
    return with_aliases(bodies_of(plan), [(pk, written) for written, pk in aliases_of(plan)])


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
