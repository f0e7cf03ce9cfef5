"""The actions of a plan as values: what a workbook takes away, and what a file is laid beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Q

from plans.imports.rules.workbook import StoredAction, Vocabulary, labels_of
from plans.planning.models import Action, Plan, Theme
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.actions import NewAction
from plans.progress.models import ProgressUpdate
from plans.standards.models import Standard

_TEXTS = (
    "text", "number", "outcome", "indicator", "timescale", "heading", "lead_id", "lead_text", "named_post", "age_group",
    "delivery_state", "confidence", "reason",
)  # fmt: skip


def stored_actions(plan_id: int) -> list[StoredAction]:
    """Return the actions of a plan in its order (four statements, whatever their number)."""
    partners = _linked(Action.partners.through.objects.filter(action__plan=plan_id), "organisation_id")
    standards = _linked(Action.standards.through.objects.filter(action__plan=plan_id), "standard_id")
    newest = _newest_words(plan_id)
    rows = Action.objects.filter(plan_id=plan_id).select_related("theme").order_by("position", "pk")
    return [
        StoredAction(
            row.pk,
            row.version,
            NewAction(
                theme=row.theme.title if row.theme else "",
                partner_ids=tuple(sorted(partners[row.pk])),
                standard_ids=tuple(sorted(standards[row.pk])),
                progress=newest.get(row.pk) or row.progress,
                **{name: getattr(row, name) for name in _TEXTS},
            ),
            row.timescale_reading,
            row.merged_into_id,
        )
        for row in rows
    ]


def _linked(rows: Any, name: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for action, other in rows.values_list("action_id", name):
        found[action].append(other)
    return found


def _newest_words(plan_id: int) -> dict[int, str]:
    """Return what was said last of each action, "still true" aside."""
    updates = ProgressUpdate.objects.filter(action__plan=plan_id).exclude(narrative="")
    return dict(updates.order_by("action_id", "-at", "-pk").distinct("action_id").values_list("action_id", "narrative"))


def actions_as_they_were(wanted: Mapping[int, int]) -> dict[int, NewAction]:
    """Return actions as they stood at a row version: ``wanted`` maps ids to versions (two statements).

    What the history does not hold is missing. Partners, standards and progress do not lie in the row: empty.
    """
    if not wanted:
        return {}
    events = apps.get_model("plans", "ActionEvent").objects.filter(
        pgh_obj__in=wanted.keys(), version__in=set(wanted.values())
    )
    found: dict[int, dict[str, Any]] = {}
    for row in events.order_by("pgh_id").values("pgh_obj_id", "version", "theme_id", *_TEXTS):
        if wanted[row["pgh_obj_id"]] == row["version"]:
            found[row["pgh_obj_id"]] = row
    themes = dict(Theme.objects.filter(pk__in={row["theme_id"] for row in found.values()}).values_list("pk", "title"))
    return {
        pk: NewAction(theme=themes.get(row["theme_id"], ""), **{name: row[name] for name in _TEXTS})
        for pk, row in found.items()
    }


def vocabulary_of(plan: Plan) -> Vocabulary:
    """Return what the organisations, standards and themes of a plan are called (three statements)."""
    asked = Q(section__framework__plans=plan.pk) | Q(actions__plan=plan.pk)
    standards = Standard.objects.filter(asked).select_related("section__framework").distinct()
    ordered = standards.order_by("section__framework__slug", "section__position", "position", "pk")
    slugs = {one.pk: one.section.framework.slug for one in ordered}
    return Vocabulary(
        labels_of(organisations_for(plan), lambda pk: f"no. {pk}"),
        labels_of(((one.pk, one.code) for one in ordered), lambda pk: slugs[pk]),
        _titles(Theme.objects.filter(plan=plan.pk).order_by("position").values_list("title", flat=True)),
    )


def standards_help(plan: Plan) -> list[tuple[str, str, str]]:
    """Return code, title and section of the standards a plan answers to, in order (one statement)."""
    standards = Standard.objects.filter(section__framework__plans=plan.pk).select_related("section__framework")
    ordered = standards.order_by("section__framework__slug", "section__position", "position")
    return [(one.code, one.title, one.section.title) for one in ordered]


def _titles(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(title.split()) for title in titles if title.strip()))
