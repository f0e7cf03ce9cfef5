"""Lay the rows of a file beside the actions of a plan: which is which, and what each changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plans.imports.rules.difference import COMPARED, FieldChange, FileRow, Kind, RowDifference, compare
from plans.imports.rules.likeness import How, Match, Named, likeness, match_rows
from plans.imports.rules.workbook import StoredAction, Vocabulary
from plans.planning.rules.actions import NewAction
from plans.planning.rules.states import is_live, needs_reason

DUPLICATE = (
    "Its action id stands in another row too, which is more like that action. So this row was looked up by its words."
)


@dataclass(frozen=True)
class RowIn:
    """A row of a file. ``action_id`` and ``version`` are what a workbook of ours says of it.

    ``said`` names what a file that is not ours says of how the action stands ("state", "confidence",
    "reason"); ``typed`` what an officer corrected.
    """

    key: int
    action: NewAction
    action_id: int | None = None
    version: int | None = None
    given: frozenset[str] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    typed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What the plan has. ``past``: actions as they stood at the version a row names; ``told``: as a file said before.

    ``fixed`` holds what a person said of a row: the action it means, or None for a new one.
    """

    stored: Sequence[StoredAction]
    vocabulary: Vocabulary
    past: Mapping[int, NewAction] = field(default_factory=dict)
    told: Mapping[int, NewAction] = field(default_factory=dict)
    fixed: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Laid:
    """A row beside its action: None where it is new. ``look``: what a person should look at."""

    key: int
    stored: StoredAction | None
    how: str
    likeness: float
    difference: RowDifference
    look: tuple[str, ...] = ()


def lay_beside(rows: Sequence[RowIn], known: Known) -> list[Laid]:
    """Return every row with the action it means and what it changes there, in the order of the rows."""
    by_id = {one.id: one for one in known.stored}
    matches, look = _matches(rows, known, by_id)
    return [_laid(row, matches.get(row.key), known, by_id, look.get(row.key, ())) for row in rows]


def absent_from(laid: Sequence[Laid], stored: Sequence[StoredAction]) -> list[StoredAction]:
    """Return the actions still to be done that no row means."""
    meant = {one.stored.id for one in laid if one.stored}
    return [one for one in stored if one.id not in meant and one.is_live]


def _matches(
    rows: Sequence[RowIn], known: Known, by_id: Mapping[int, StoredAction]
) -> tuple[dict[int, Match], dict[int, tuple[str, ...]]]:
    """Match by what a person said, by id, and then by number and words."""
    found: dict[int, Match] = {}
    for row in rows:
        action = known.fixed.get(row.key)
        if action in by_id and action is not None:
            found[row.key] = Match(row.key, action, How.PERSON, 1.0)
    taken = {match.action for match in found.values()}
    claims: dict[int, list[RowIn]] = defaultdict(list)
    for row in rows:
        if row.key not in known.fixed and row.action_id in by_id and row.action_id not in taken:
            claims[row.action_id or 0].append(row)
    look: dict[int, tuple[str, ...]] = {}
    for pk, claiming in claims.items():
        best = max(claiming, key=lambda row: likeness(row.action.text, by_id[pk].action.text))
        found[best.key] = Match(best.key, pk, How.ID, 1.0)
        look |= {row.key: (DUPLICATE,) for row in claiming if row is not best}
    taken = {match.action for match in found.values()}
    left = [one for one in rows if one.key not in found and one.key not in known.fixed]
    found |= match_rows(
        [Named(one.key, one.action.number, one.action.text) for one in left],
        [Named(one.id, one.action.number, one.action.text) for one in known.stored if one.id not in taken],
    )
    return found, look


def _laid(
    row: RowIn, match: Match | None, known: Known, by_id: Mapping[int, StoredAction], look: tuple[str, ...]
) -> Laid:
    if match is None:
        how = How.PERSON.value if row.key in known.fixed else ""
        return Laid(row.key, None, how, 0.0, RowDifference(Kind.NEW), look)
    stored = by_id[match.action]
    base, fresh = _base_of(row, stored, match, known)
    file_row = FileRow(row.action, _given(row, stored), row.texts, row.marks)
    difference = compare(file_row, stored, base, known.vocabulary, unchanged_since=fresh)
    difference = _with_reason(difference, row, stored)
    if match.unsure:
        difference = replace(difference, kind=Kind.UNSURE)
    return Laid(row.key, stored, match.how.value, match.likeness, difference, look)


def _base_of(row: RowIn, stored: StoredAction, match: Match, known: Known) -> tuple[NewAction | None, bool]:
    """Return the action as it was when the file was taken away, and whether nobody saved it since."""
    if row.action_id == stored.id and row.given is not None:
        return known.past.get(stored.id), row.version == stored.version
    told = known.told.get(stored.id) if row.given is None else None
    return told, told is None


def _given(row: RowIn, stored: StoredAction) -> frozenset[str]:
    """Return the fields of which the file speaks.

    An empty cell empties a field only beside the action's own id; else what the file leaves empty stays as it is.
    """
    if row.given is not None:
        told = row.given if row.action_id == stored.id else {name for name in row.given if row.texts.get(name)}
        return frozenset(told) | row.typed
    action, ours = row.action, stored.action
    names = {
        name for name in COMPARED if name not in ("delivery_state", "confidence", "reason") and getattr(action, name)
    }
    if action.lead_id is not None and action.lead_id == ours.lead_id:
        names.discard("lead_text")
    if "confidence" in row.said:
        names |= {"confidence"} if stored.is_live else {"confidence", "delivery_state"}
    if "state" in row.said:
        names |= {"delivery_state"} if is_live(action.delivery_state) else {"delivery_state", "confidence"}
    if "reason" in row.said and needs_reason(action.confidence):
        names.add("reason")
    return frozenset(names) | row.typed


def _with_reason(difference: RowDifference, row: RowIn, stored: StoredAction) -> RowDifference:
    """Add the reason that a lower confidence needs, where the plan has none and the row has one."""
    changed = {one.name: one.file for one in difference.fields}
    if "reason" in changed or not needs_reason(str(changed.get("confidence", ""))):
        return difference
    if stored.action.reason or not row.action.reason:
        return difference
    reason = FieldChange("reason", stored.action.reason, row.action.reason, stored.action.reason)
    return replace(difference, fields=(*difference.fields, reason))
