"""What a page shows when somebody else saved first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plans.planning.models import Action, Plan
from plans.planning.queries.actions import last_change
from plans.planning.rules.conflicts import Difference, Merged, differences, in_words, merge, stays_beside


@dataclass(frozen=True)
class Conflict:
    """Their words and mine, and who saved when. ``thing`` is what both of us changed ("action").

    ``beside``: a sentence on what only they changed, which stays whatever happens to the rest.
    """

    thing: str
    differences: tuple[Difference, ...]
    who: str
    at: datetime | None
    beside: str = ""

    @property
    def knows_before(self) -> bool:
        """Say whether it is known what stood there before either of us changed it."""
        return any(one.base is not None for one in self.differences)


def conflict_about(
    current: Action | Plan,
    theirs: Mapping[str, Any],
    mine: Mapping[str, Any],
    labels: Mapping[str, str],
    names: Mapping[str, Mapping[Any, str]],
    seen: Mapping[str, Any] | None = None,
) -> Conflict:
    """Lay what is stored beside what was typed, and beside what stood there before if ``seen`` says it."""
    kind = "plan" if isinstance(current, Plan) else "action"
    entry = last_change(kind, current.pk)
    merged = merged_of(seen, theirs, mine)
    clashing = {clash.name for clash in merged.clashes}
    shown = {name: label for name, label in labels.items() if not seen or name in clashing}
    base = in_words(seen, names) if seen else None
    return Conflict(
        thing=kind,
        differences=differences(in_words(theirs, names), in_words(mine, names), shown, base),
        who=entry.by.name if entry and entry.by else "Somebody else",
        at=entry.at if entry else None,
        beside=stays_beside(merged, labels),
    )


def merged_of(seen: Mapping[str, Any] | None, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """Return what comes of both; nothing where what I had seen is not known."""
    if not seen:
        return Merged()
    return merge(seen, {name: theirs[name] for name in seen}, {name: mine[name] for name in seen})
