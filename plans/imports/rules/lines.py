"""A row as its reader checks it: words beside what we made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.imports.rules.proposal import from_fields
from plans.planning.rules.actions import NewAction
from plans.planning.rules.timescale import Timescale, read_timescale


@dataclass(frozen=True)
class Line:
    """One row on the page. ``lead`` and ``partners`` are names of organisations we matched."""

    position: int
    include: bool
    corrected: bool
    action: NewAction
    timescale: Timescale
    lead: str
    partners: tuple[str, ...]
    rag: str
    standards: tuple[str, ...]
    warnings: tuple[str, ...]


def line_of(
    *,
    position: int,
    fields: Mapping[str, Any],
    as_read: Mapping[str, Any],
    warnings: Sequence[str],
    include: bool,
    corrected: bool,
    names: Mapping[int, str],
    codes: Mapping[int, str],
    plan_year: int,
) -> Line:
    """Return a stored row as a line; ``names`` and ``codes`` say what the ids are called."""
    action = from_fields(fields)
    return Line(
        position=position,
        include=include,
        corrected=corrected,
        action=action,
        timescale=read_timescale(action.timescale, plan_year=plan_year),
        lead=names.get(action.lead_id or 0, ""),
        partners=tuple(names[pk] for pk in action.partner_ids if pk in names),
        rag=str(as_read.get("rag") or ""),
        standards=tuple(codes[pk] for pk in action.standard_ids if pk in codes),
        warnings=tuple(warnings),
    )
