"""A whole plan as rows of the official seven-column table, the finished actions too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery

from plans.imports.rules.own_table import NO_THEME, Cells, section_words
from plans.planning.models import Action
from plans.progress.models import ProgressUpdate


@dataclass(frozen=True)
class Part:
    """Actions that stand under one sub-heading of one theme. ``heading`` may be empty."""

    theme: str
    heading: str
    rows: tuple[Cells, ...]


def parts_of(plan_id: int) -> list[Part]:
    """Return the plan in its own order (three statements, however many actions)."""
    return list(parted(actions_in_full(plan_id)))


def actions_in_full(plan_id: int) -> list[Action]:
    """Return the actions with what hangs on them; ``told`` is the newest sentence on progress."""
    told = ProgressUpdate.objects.filter(action=OuterRef("pk")).exclude(narrative="").order_by("-at", "-pk")
    return list(
        Action.objects.filter(plan=plan_id)
        .select_related("theme", "lead", "merged_into")
        .prefetch_related("partners", "standards")
        .annotate(told=Subquery(told.values("narrative")[:1]))
        .order_by("position", "pk")
    )


def parted(actions: list[Action]) -> Iterator[Part]:
    """Yield actions in order by the parts of the plan."""
    for (theme, heading), members in groupby(actions, key=_place):
        yield Part(theme, heading, tuple(_cells(one) for one in members))


def _place(action: Action) -> tuple[str, str]:
    theme = section_words(action.theme.number, action.theme.title) if action.theme else NO_THEME
    return theme, " ".join(action.heading.split())


def _cells(action: Action) -> Cells:
    return Cells(
        number=action.number,
        text=action.text,
        timescale=action.timescale,
        lead=action.lead.name if action.lead else action.lead_text,
        partners=tuple(sorted(partner.name for partner in action.partners.all())),
        standards=tuple(sorted(standard.code for standard in action.standards.all())),
        outcome=action.outcome,
        indicator=action.indicator,
        progress=action.told or action.progress,  # type: ignore[attr-defined]
        reason=action.reason,
        delivery_state=action.delivery_state,
        confidence=action.confidence,
        merged_into=action.merged_into.number if action.merged_into else "",
        is_new=action.is_new,
    )
