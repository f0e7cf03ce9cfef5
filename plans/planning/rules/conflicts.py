"""Two people changed the same thing: the toolkit's words for it, and what the fields are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.conflicts import Clash, Difference, Merged, StaleSave, differences, merge, same

__all__ = [
    "ACTION_LABELS",
    "PLAN_LABELS",
    "Clash",
    "Difference",
    "Merged",
    "StaleSave",
    "differences",
    "in_words",
    "kept_beside",
    "merge",
    "same",
]

#: The fields of an action as they are named where two versions stand side by side.
ACTION_LABELS = {
    "text": "What will be done",
    "outcome": "Outcome",
    "indicator": "Measure",
    "timescale": "Timescale",
    "lead_id": "Lead organisation",
    "lead_text": "Lead as the plan writes it",
    "partner_ids": "Supporting partners",
    "named_post": "Named post",
    "number": "Number",
    "theme": "Theme",
    "heading": "Sub-heading",
    "standard_ids": "Standards",
    "age_group": "For whom",
}
PLAN_LABELS = {
    "title": "Title",
    "plan_year": "Plan year",
    "rhythm": "Updated",
    "area_ids": "Areas",
    "framework_ids": "Standards it answers to",
}


def kept_beside(merged: Merged, labels: Mapping[str, str]) -> str:
    """Return a sentence on what somebody else changed and is kept; empty where that is nothing."""
    names = [labels[name] for name in labels if name in merged.from_theirs]
    if not names:
        return ""
    listed = ", ".join(f"“{name}”" for name in names)
    return f"Somebody else changed {listed} while you were writing. What both of you wrote is kept."


def in_words(values: Mapping[str, Any], names: Mapping[str, Mapping[Any, str]]) -> dict[str, str]:
    """Return values as words; ``names`` says for a field what its ids or choices are called."""
    return {name: _words(value, names.get(name, {})) for name, value in values.items()}


def _words(value: Any, names: Mapping[Any, str]) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(names.get(one, str(one)) for one in value)
    return "" if value in (None, "") else names.get(value, str(value))
