"""A row of a difference in words, as its reader decides about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.imports.rules.difference import FieldChange, Kind
from plans.imports.rules.likeness import How
from plans.imports.rules.workbook import Vocabulary
from plans.planning.rules.actions import NewAction
from plans.planning.rules.conflicts import ACTION_LABELS, in_words
from plans.planning.rules.states import AgeGroup, Confidence, DeliveryState
from plans.planning.rules.timescale import read_timescale

#: The fields of an action as they are named beside each other.
LABELS = {
    **ACTION_LABELS,
    "delivery_state": "Delivery state",
    "confidence": "Confidence",
    "reason": "Why it is below on track",
    "progress": "Latest progress",
}
_HOW = {
    How.SAME: "Found by its words, which are the same.",
    How.NUMBER: "Found by its number and its words.",
    How.LIKENESS: "Found by its words.",
    How.PERSON: "As you told us.",
}


@dataclass(frozen=True)
class FieldTold:
    """One field: what the plan says, what the file says, and what it was when the file was taken away."""

    label: str
    ours: str
    file: str
    base: str | None
    clash: bool
    reading: str = ""


@dataclass(frozen=True)
class RowTold:
    """One row. ``kept`` names fields changed in the service that stay; ``problems`` must be mended."""

    position: int
    place: str
    kind: Kind
    how: str
    number: str
    text: str
    timescale: str
    reading: str
    stored_number: str
    stored_text: str
    fields: tuple[FieldTold, ...]
    kept: tuple[str, ...]
    problems: tuple[str, ...]
    look: tuple[str, ...]
    include: bool
    decision: str

    @property
    def has_kept_beside(self) -> bool:
        """Whether both sides changed something else, and both changes are kept."""
        return bool(self.kept and any(not one.clash for one in self.fields))


def names_of(vocabulary: Vocabulary) -> dict[str, Mapping[Any, str]]:
    """Return for a field what its ids or choices are called."""
    return {
        "lead_id": vocabulary.organisations,
        "partner_ids": vocabulary.organisations,
        "standard_ids": vocabulary.standards,
        "delivery_state": dict(DeliveryState.choices()),
        "confidence": dict(Confidence.choices()),
        "age_group": dict(AgeGroup.choices()),
    }


def row_told(
    *,
    position: int,
    place: str,
    kind: Kind,
    how: str,
    action: NewAction,
    stored_number: str,
    stored_text: str,
    fields: Sequence[FieldChange],
    kept: Sequence[str],
    problems: Sequence[str],
    look: Sequence[str],
    include: bool,
    decision: str,
    names: Mapping[str, Mapping[Any, str]],
    plan_year: int,
) -> RowTold:
    """Return a compared row in words; bare months and quarters belong to ``plan_year``."""
    reading = read_timescale(action.timescale, plan_year=plan_year).reading if action.timescale.strip() else ""
    return RowTold(
        position=position,
        place=place,
        kind=kind,
        how=_HOW[How(how)] if how and how != How.ID else "",
        number=action.number,
        text=action.text,
        timescale=action.timescale,
        reading=reading,
        stored_number=stored_number,
        stored_text=stored_text,
        fields=tuple(_field(one, names, reading) for one in fields),
        kept=tuple(LABELS[name] for name in kept),
        problems=tuple(problems),
        look=tuple(look),
        include=include,
        decision=decision,
    )


def _field(one: FieldChange, names: Mapping[str, Mapping[Any, str]], reading: str) -> FieldTold:
    def words(value: Any) -> str:
        return in_words({one.name: value}, names)[one.name]

    base = words(one.base) if one.known and one.clash else None
    told = reading if one.name == "timescale" else ""
    return FieldTold(LABELS[one.name], words(one.ours), words(one.file), base, one.clash, told)
