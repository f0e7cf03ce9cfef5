"""What a page shows when somebody else saved first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plans.planning.models import Action, Plan
from plans.planning.queries.actions import last_change
from plans.planning.rules.conflicts import Difference, differences, in_words


@dataclass(frozen=True)
class Conflict:
    """Their words and mine, and who saved when. ``thing`` is what both of us changed ("action")."""

    thing: str
    differences: tuple[Difference, ...]
    who: str
    at: datetime | None


def conflict_about(
    current: Action | Plan,
    theirs: Mapping[str, Any],
    mine: Mapping[str, Any],
    labels: Mapping[str, str],
    names: Mapping[str, Mapping[Any, str]],
) -> Conflict:
    """Lay what is stored beside what was typed."""
    kind = "plan" if isinstance(current, Plan) else "action"
    entry = last_change(kind, current.pk)
    return Conflict(
        thing=kind,
        differences=differences(in_words(theirs, names), in_words(mine, names), labels),
        who=entry.by.name if entry and entry.by else "Somebody else",
        at=entry.at if entry else None,
    )
