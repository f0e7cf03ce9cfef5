"""What a plan file says once it has been read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plans.planning.rules.states import Confidence, DeliveryState
from plans.planning.rules.timescale import Timescale


@dataclass(frozen=True)
class Column:
    """A column of a plan's table: what stands at its head, and what we took it to mean.

    ``table`` is the label of its heading row. Where the table is not read, ``meaning`` is only likely.
    """

    table: str
    place: int
    heading: str
    meaning: str
    label: str
    is_read: bool = True


@dataclass(frozen=True)
class ActionReading:
    """One action as a careful person reads it. What the file does not say is empty or None.

    ``also``: heads and texts of what the row says beyond that.
    """

    position: int
    row: str
    text: str
    timescale: Timescale
    number: str | None = None
    heading: str | None = None
    theme: str | None = None
    theme_number: str | None = None
    standards: tuple[str, ...] = ()
    lead_text: str = ""
    lead: str | None = None
    partners: tuple[str, ...] = ()
    outcome: str = ""
    indicator: str = ""
    progress: str = ""
    rag: str = ""
    state: DeliveryState | None = None
    confidence: Confidence | None = None
    reason: str = ""
    is_new: bool = False
    warnings: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A row or paragraph that is no action, and why. Not ``is_row`` where it is only a piece of a row."""

    row: str
    text: str
    why: str
    is_row: bool = True


@dataclass(frozen=True)
class Seen:
    """A mark by which the file shows how actions stand: how often, and what it was read as."""

    mark: str
    count: int
    meaning: str


@dataclass(frozen=True)
class PlanReading:
    """A whole plan file as read: the actions in order, what was left out, and what to look at."""

    columns: tuple[Column, ...]
    actions: tuple[ActionReading, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    legend_seen: tuple[Seen, ...]
    plan_year: int | None
    legend: Mapping[str, str] = field(default_factory=dict)
    own_legend: Mapping[str, str] = field(default_factory=dict)


def as_expected_json(reading: PlanReading) -> dict[str, Any]:
    """Return a reading as JSON values, one object for each action."""
    return {
        "plan_year": reading.plan_year,
        "legend": dict(reading.legend),
        "actions": [_action_as_json(action) for action in reading.actions],
        "own_legend": dict(reading.own_legend),
        "left_out": [
            {"row": one.row, "text": one.text, "why": one.why, "is_row": one.is_row} for one in reading.left_out
        ],
        "warnings": list(reading.warnings),
        "tables": _counted(one.row.rpartition(", row ")[0] or one.row for one in reading.actions),
        "sections": _counted(one.theme or "" for one in reading.actions),
        "columns": [
            {
                "table": one.table,
                "place": one.place,
                "heading": one.heading,
                "meaning": one.label,
                "value": one.meaning,
                "is_read": one.is_read,
            }
            for one in reading.columns
        ],
        "legend_seen": [{"mark": one.mark, "count": one.count, "meaning": one.meaning} for one in reading.legend_seen],
    }


def _counted(names: Iterable[str]) -> list[dict[str, Any]]:
    """Return names in the order in which they come, each with how many actions stand under it."""
    return [{"name": name, "count": count} for name, count in Counter(names).items()]


def _action_as_json(action: ActionReading) -> dict[str, Any]:
    timescale = action.timescale
    return {
        "position": action.position,
        "row": action.row,
        "number": action.number,
        "action": action.text,
        "timescale": " ".join(timescale.text.split()),
        "kind": timescale.kind.value,
        "start": timescale.start.isoformat() if timescale.start else None,
        "due": timescale.due.isoformat() if timescale.due else None,
        "reading": timescale.reading,
        "milestones": [
            {"text": one.text, "due": one.due.isoformat() if one.due else None} for one in timescale.milestones
        ],
        "heading": action.heading,
        "theme": action.theme,
        "theme_number": action.theme_number,
        "standards": list(action.standards),
        "lead_text": action.lead_text,
        "lead": action.lead,
        "partners": list(action.partners),
        "outcome": action.outcome,
        "indicator": action.indicator,
        "progress": action.progress,
        "rag": action.rag,
        "state": action.state.value if action.state else None,
        "confidence": action.confidence.value if action.confidence else None,
        "reason": action.reason,
        "is_new": action.is_new,
        "warnings": list(action.warnings),
        "also": [{"heading": heading, "text": text} for heading, text in action.also],
    }
