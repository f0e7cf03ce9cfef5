"""Lay two records of the same thing together: what was said (audit), and what the rows say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

#: An operation writes its audit entry in the transaction that changes the row; no transaction lasts longer.
WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Field:
    """What a field is called; ``choices`` are words for its values, ``of`` names the table of its ids."""

    label: str
    choices: Mapping[str, str] = field(default_factory=dict)
    of: str = ""


@dataclass(frozen=True)
class Version:
    """A row as it stood from an hour on.

    ``by`` is a person's id; ``made``: it came into being then; ``quiet``: its record began then, and
    nothing was done.
    """

    at: datetime
    values: Mapping[str, Any]
    by: int | None = None
    made: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Step:
    """Something that was done. ``verb`` is empty where nobody said what; ``about``: a part of the thing."""

    at: datetime
    by: int | None = None
    verb: str = ""
    about: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    made: bool = False

    @property
    def names(self) -> list[str]:
        """The fields it speaks of, in order."""
        return list(dict.fromkeys([*self.after, *self.before]))


def steps_of(track: Sequence[Version], first: Iterable[str] = ()) -> list[Step]:
    """Return what changed from each version to the next; of a new row only the fields ``first`` are told."""
    found = []
    last: Mapping[str, Any] = {}
    for version in track:
        names = first if version.made else version.values
        after = {name: plain(version.values.get(name)) for name in names}
        changed = {name: value for name, value in after.items() if not _same(last.get(name), value)}
        if (changed or version.made) and not version.quiet:
            before = {name: last[name] for name in changed if name in last}
            found.append(Step(version.at, version.by, before=before, after=changed, made=version.made))
        last = {**last, **{name: plain(value) for name, value in version.values.items()}}
    return found


def together(tracks: Iterable[Sequence[Step]]) -> list[Step]:
    """Return the steps of several tracks, oldest first; what has the same hour was one transaction."""
    joined: dict[datetime, Step] = {}
    for step in (step for track in tracks for step in track):
        same = joined.get(step.at)
        joined[step.at] = _join(same, step) if same else step
    return [joined[at] for at in sorted(joined)]


def told(said: Iterable[Step], rows: Iterable[Step]) -> list[Step]:
    """Return everything that was done, newest first: what was said, filled up with what the rows say.

    A change of the rows that nobody spoke of stands by itself.
    """
    waiting = sorted(said, key=lambda step: step.at)
    found = []
    for row in rows:
        match = next((step for step in waiting if _is_of(step, row)), None)
        if match is None:
            found.append(row)
            continue
        waiting.remove(match)
        found.append(_join(row, match))
    return sorted([*found, *waiting], key=lambda step: step.at, reverse=True)


def plain(value: Any) -> Any:
    """Return a value as the audit trail keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _same(one: Any, other: Any) -> bool:
    return (one in (None, "", []) and other in (None, "", [])) or one == other


def _is_of(said: Step, row: Step) -> bool:
    """Answer whether an entry of the trail speaks of a change of the rows: its hour fits, and so does a value."""
    fits = not said.about and timedelta(0) <= said.at - row.at <= WITHIN
    return fits and any(name in row.after and row.after[name] == value for name, value in said.after.items())


def _join(row: Step, said: Step) -> Step:
    """Return one step of both; what was said comes first and wins."""
    return replace(
        said,
        at=row.at,
        by=said.by if said.by is not None else row.by,
        verb=said.verb or row.verb,
        before={**row.before, **said.before},
        after={**row.after, **said.after},
        made=row.made or said.made,
    )
