"""What a file changes in a plan: row by row and field by field, against what stood there when it was taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from concordat.choices import Words
from concordat.conflicts import merge
from plans.imports.rules.workbook import BESIDE, FIELDS, StoredAction, Vocabulary, as_read, cell_of, mark_of
from plans.planning.rules.actions import EDITABLE, NewAction, problems_in, settled
from plans.planning.rules.states import DeliveryState, is_live, needs_reason
from plans.progress.rules import Hand, NewUpdate
from plans.progress.rules import problems_in as update_problems

#: What becomes an update; the rest is what was promised.
STANDING = ("delivery_state", "confidence", "reason", "progress")
#: What a file may change, in the order in which it is shown.
COMPARED = tuple(FIELDS)
_UNKNOWN = object()


class Kind(Words):
    """What a row of a file is to the plan."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    CONFLICT = "conflict", "Conflict"
    UNSURE = "unsure", "The same action?"
    UNCHANGED = "unchanged", "Unchanged"


class Decision(Words):
    """What is done with a field that both changed."""

    FILE = "file", "Take the file’s"
    OURS = "ours", "Keep ours"


class AbsentDecision(Words):
    """What is done with an action that the file does not name."""

    KEEP = "keep", "Keep it as it is"
    WITHDRAW = "withdraw", "Mark it withdrawn"
    COMPLETE = "complete", "Mark it complete"


@dataclass(frozen=True)
class FieldChange:
    """One field that the file changes. ``base`` is what it said when the file was taken away, if that is ``known``."""

    name: str
    ours: Any
    file: Any
    base: Any = None
    clash: bool = False
    known: bool = True


@dataclass(frozen=True)
class RowDifference:
    """What a row changes. ``kept``: fields changed in the service meanwhile, of which the file says nothing new."""

    kind: Kind
    fields: tuple[FieldChange, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRow:
    """What a row says: the action it makes, and the names of the fields of which the file speaks.

    ``texts`` are the cells' words where the file is a workbook of ours, ``marks`` those of what lay
    beside the action's own row when it was taken away.
    """

    action: NewAction
    given: frozenset[str]
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What is to be written for an action: changes of what was promised, and an update; either may be missing."""

    edits: Mapping[str, Any]
    update: NewUpdate | None


def compare(
    row: FileRow, stored: StoredAction, base: NewAction | None, vocabulary: Vocabulary, *, unchanged_since: bool
) -> RowDifference:
    """Return what ``row`` changes in ``stored``.

    ``base`` is the action as it was when the file was taken away, None where that is not known;
    ``unchanged_since`` says that nobody has saved the action since. What is not known never wins silently:
    a field of which we cannot tell who changed it is a conflict.
    """
    ours = _values(stored.action)
    names = [name for name in COMPARED if name in row.given]
    was = {name: _base(name, row, ours, base, vocabulary, unchanged_since) for name in names}
    mine = {name: _mine(name, row, ours, was, vocabulary) for name in names}
    merged = merge(was, {name: ours[name] for name in names}, mine)
    differing = {clash.name for clash in merged.clashes}
    clashing = differing - _added(row, was)
    changed = differing | set(merged.from_mine)
    fields = tuple(
        FieldChange(name, ours[name], mine[name], clash=name in clashing, **_told(was[name]))
        for name in names
        if name in changed
    )
    fields = _without_leftovers(fields, ours)
    kind = Kind.CONFLICT if any(one.clash for one in fields) else Kind.CHANGED if fields else Kind.UNCHANGED
    return RowDifference(kind, fields, (*merged.from_theirs, *sorted(differing - clashing)))


def _added(row: FileRow, was: Mapping[str, Any]) -> set[str]:
    """Return what is added to rather than changed: two sentences about progress are two updates, and both stay.

    Not where we cannot tell whether the file says anything new: an old sentence would be said again.
    """
    told = "progress" in row.marks or was.get("progress", _UNKNOWN) is not _UNKNOWN
    return {"progress"} if told else set()


def _told(base: Any) -> dict[str, Any]:
    return {"known": False} if base is _UNKNOWN else {"base": base}


def _values(action: NewAction) -> dict[str, Any]:
    values = {name: getattr(action, name) for name in COMPARED}
    return {name: tuple(sorted(value)) if isinstance(value, tuple) else value for name, value in values.items()}


def _base(
    name: str, row: FileRow, ours: Mapping[str, Any], base: NewAction | None, vocabulary: Vocabulary, fresh: bool
) -> Any:
    """Return what a field said when the file was taken away, as far as it can be told."""
    if fresh:
        return ours[name]
    if name in BESIDE and name in row.marks:
        if mark_of(cell_of(name, ours[name], vocabulary)) == row.marks[name]:
            return ours[name]
        if mark_of(row.texts.get(name, "")) == row.marks[name]:
            return getattr(row.action, name)
        return _UNKNOWN
    if base is None or (name in BESIDE and row.texts):
        return _UNKNOWN
    return _values(base)[name]


def _mine(name: str, row: FileRow, ours: Mapping[str, Any], was: Mapping[str, Any], vocabulary: Vocabulary) -> Any:
    """Return what the file says; a cell that reads as one of ours would is that value, whatever it cannot show."""
    if name in row.texts:
        for value in (was[name], ours[name]):
            if value is not _UNKNOWN and as_read(cell_of(name, value, vocabulary)) == as_read(row.texts[name]):
                return value
    return _values(row.action)[name]


def _without_leftovers(fields: tuple[FieldChange, ...], ours: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Leave out an emptied confidence and reason of an action that is finished anyway: they go by themselves."""
    now = {one.name: one.file for one in fields}
    if is_live(str(now.get("delivery_state", ours["delivery_state"]))):
        return fields
    return tuple(one for one in fields if one.name not in ("confidence", "reason") or one.clash or one.file)


def as_json(difference: RowDifference, problems: Iterable[str], look: Iterable[str]) -> dict[str, Any]:
    """Return what a row changes as JSON values."""
    return {
        "fields": [dict(vars(one)) for one in difference.fields],
        "kept": list(difference.kept),
        "problems": list(problems),
        "look": list(look),
    }


def fields_in(changes: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return the fields that ``as_json`` wrote down."""
    return tuple(
        FieldChange(
            str(one["name"]),
            _untold(one["ours"]),
            _untold(one["file"]),
            _untold(one["base"]),
            bool(one["clash"]),
            bool(one["known"]),
        )
        for one in changes.get("fields", ())
    )


def _untold(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def taken(fields: Iterable[FieldChange], decision: str) -> dict[str, Any]:
    """Return the values that are taken from the file, given what was decided about conflicts."""
    return {one.name: one.file for one in fields if not one.clash or decision == Decision.FILE}


def outcome_of(stored: StoredAction, values: Mapping[str, Any], file_name: str) -> Outcome:
    """Return what is to be written so that ``values`` stand in the plan."""
    edits = {name: value for name, value in values.items() if name in EDITABLE}
    if not any(name in STANDING for name in values):
        return Outcome(edits, None)
    now = stored.action
    state = str(values.get("delivery_state", now.delivery_state))
    confidence = str(values.get("confidence", now.confidence)) if is_live(state) else ""
    reason = str(values.get("reason", now.reason)) if needs_reason(confidence) else ""
    said = str(values.get("progress", "")).strip() or f"Changed in the file “{file_name}”."
    merged_into = stored.merged_into_id if state == DeliveryState.MERGED else None
    return Outcome(edits, NewUpdate(state, confidence, said, reason, merged_into))


def problems_with(stored: StoredAction, outcome: Outcome) -> tuple[str, ...]:
    """Return what has to be mended before the outcome can be written; empty is good."""
    found: list[str] = []
    if outcome.edits:
        found += [one.sentence for one in problems_in(settled(replace(stored.action, **outcome.edits)))]
    if outcome.update:
        now = stored.action.delivery_state
        found += [one.sentence for one in update_problems(outcome.update, now=now, hand=Hand.OFFICER)]
    return tuple(dict.fromkeys(found))


def absent_update(decision: str, file_name: str) -> NewUpdate | None:
    """Return the update that a decision about an absent action makes; none where it is kept."""
    said = f"Not in the file “{file_name}” any more."
    if decision == AbsentDecision.WITHDRAW:
        return NewUpdate(DeliveryState.WITHDRAWN, "", said)
    return NewUpdate(DeliveryState.COMPLETE, "", said) if decision == AbsentDecision.COMPLETE else None


def summary_of(counts: Mapping[str, int]) -> str:
    """Return "3 new, 5 changed, 1 conflict, 30 unchanged, 2 not in the file"; what there is none of is left out."""
    parts = [
        (counts.get("new", 0), "new", "new"),
        (counts.get("changed", 0), "changed", "changed"),
        (counts.get("conflict", 0), "conflict", "conflicts"),
        (counts.get("unsure", 0), "to be told apart", "to be told apart"),
        (counts.get("unchanged", 0), "unchanged", "unchanged"),
        (counts.get("absent", 0), "not in the file", "not in the file"),
    ]
    told = [f"{number:,} {one if number == 1 else many}" for number, one, many in parts if number]
    return ", ".join(told) or "Nothing in the file is an action"
