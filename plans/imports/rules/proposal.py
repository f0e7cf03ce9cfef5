"""From what a row says to the action we propose, with what an officer should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.imports.rules.matching import Body, match_body
from plans.imports.rules.writing import writing_warnings
from plans.planning.rules.actions import MOST_LETTERS, NewAction
from plans.planning.rules.states import DeliveryState, is_live, needs_reason

#: Stored where a row is below on-track and the file gives no reason; said on the page too.
NO_REASON = "No reason is given in the file."


@dataclass(frozen=True)
class Proposal:
    """The action we propose for a row, and sentences about what is doubtful in it."""

    action: NewAction
    warnings: tuple[str, ...]


def propose(row: Mapping[str, Any], bodies: Sequence[Body], standards: Mapping[str, int]) -> Proposal:
    """Return the action that a row, with the keys of ``as_expected_json``, proposes.

    ``standards`` maps codes to ids; what cannot be matched stays as text and is warned about.
    """
    warnings = [str(one) for one in row.get("warnings", ())]
    lead = _lead(row, bodies, warnings)
    partners = _partners(row, bodies, warnings)
    state, confidence, reason = _standing(row, warnings)
    texts = {name: _cut(name, str(row.get(key) or ""), warnings) for name, key in _TEXTS.items()}
    warnings.extend(writing_warnings(*(texts[name] for name in ("text", "outcome", "indicator", "progress"))))
    action = NewAction(
        **texts,
        lead_id=lead,
        partner_ids=tuple(partner for partner in partners if partner != lead),
        standard_ids=tuple(standards[code] for code in row.get("standards") or () if code in standards),
        delivery_state=state,
        confidence=confidence,
        reason=_cut("reason", reason, warnings),
        is_new=bool(row.get("is_new")),
    )
    return Proposal(action, tuple(dict.fromkeys(warnings)))


def as_fields(action: NewAction) -> dict[str, Any]:
    """Return an action as JSON values."""
    values = vars(action)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def from_fields(fields: Mapping[str, Any]) -> NewAction:
    """Return the action that ``as_fields`` wrote down."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return NewAction(**values)


_TEXTS = {
    "text": "action",
    "number": "number",
    "outcome": "outcome",
    "indicator": "indicator",
    "timescale": "timescale",
    "heading": "heading",
    "theme": "theme",
    "theme_number": "theme_number",
    "lead_text": "lead_text",
    "progress": "progress",
}


def _cut(name: str, text: str, warnings: list[str]) -> str:
    """Keep a text within its column; what does not fit is said, and stays in the file we keep."""
    most, label = MOST_LETTERS[name]
    if len(text) <= most:
        return text
    warnings.append(f"{label} has {len(text)} characters; {most} fit. Shorten it, or keep the beginning.")
    return text[: most - 1] + "…"


def _lead(row: Mapping[str, Any], bodies: Sequence[Body], warnings: list[str]) -> int | None:
    name = row.get("lead") or ""
    written = row.get("lead_text") or ""
    if not name:
        warnings.append(
            f"“{written}” names no single lead. Choose who answers for it." if written else "No lead is named."
        )
        return None
    found = match_body(str(name), bodies)
    if found is None:
        warnings.append(f"We do not know “{name}” in your partnership. Choose who leads.")
    return found


def _partners(row: Mapping[str, Any], bodies: Sequence[Body], warnings: list[str]) -> list[int]:
    found: list[int] = []
    unknown: list[str] = []
    for name in row.get("partners") or ():
        match = match_body(str(name), bodies)
        found.append(match) if match is not None else unknown.append(str(name))
    if unknown:
        warnings.append(f"Not matched to an organisation: {', '.join(unknown)}. The words are kept.")
    return list(dict.fromkeys(found))


def _standing(row: Mapping[str, Any], warnings: list[str]) -> tuple[str, str, str]:
    """Return state, confidence and reason as far as the file says; else as little as possible."""
    confidence = str(row.get("confidence") or "")
    state = str(row.get("state") or "") or _implied_state(row, confidence)
    if not is_live(state):
        return state, "", ""
    if not needs_reason(confidence):
        return state, confidence, ""
    reason = str(row.get("reason") or row.get("progress") or "").strip()
    if not reason:
        warnings.append("It is below on track and the file gives no reason. Say why.")
    return state, confidence, reason or NO_REASON


def _implied_state(row: Mapping[str, Any], confidence: str) -> str:
    if confidence or row.get("progress"):
        return DeliveryState.IN_PROGRESS
    return DeliveryState.COMPLETE if row.get("kind") == "done" else DeliveryState.NOT_STARTED
