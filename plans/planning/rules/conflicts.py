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
    "stays_beside",
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
    names = _only_theirs(merged, labels)
    return f"Somebody else changed {names} while you were writing. What both of you wrote is kept." if names else ""


def stays_beside(merged: Merged, labels: Mapping[str, str]) -> str:
    """Return a sentence, where the two disagree about something else, on what only they changed."""
    names = _only_theirs(merged, labels)
    return f"They changed {names} too. The form below has that as they saved it." if names else ""


def _only_theirs(merged: Merged, labels: Mapping[str, str]) -> str:
    return ", ".join(f"“{labels[name]}”" for name in labels if name in merged.from_theirs)


def in_words(values: Mapping[str, Any], names: Mapping[str, Mapping[Any, str]]) -> dict[str, str]:
    """Return values as words; ``names`` says for a field what its ids or choices are called."""
    return {name: _words(value, names.get(name, {})) for name, value in values.items()}


def _words(value: Any, names: Mapping[Any, str]) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(names.get(one, str(one)) for one in value)
    return "" if value in (None, "") else names.get(value, str(value))
