"""Read the history of a thing, and put it into words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from areas.audit.models import AuditEntry
from areas.history.registry import HistoryKind, Subject, parts_of, said_of
from areas.history.rules import Field, Step, steps_of, together, told
from areas.people.models import Person
from concordat.web.words import date_words, list_words

SERVICE = "The service itself"
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
_HOUR = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


@dataclass(frozen=True)
class Change:
    """One field, before and after, in words; empty where there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One thing that was done: when, by whom, what, and what it changed."""

    at: datetime
    who: str
    did: str
    changes: tuple[Change, ...]

    @property
    def when(self) -> str:
        """The hour in words, local time: "24 November 2026 at 3:15pm"."""
        at = timezone.localtime(self.at)
        return f"{date_words(at)} at {at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}"


def history_of(kind: HistoryKind, pk: int) -> list[Step]:
    """Return everything that was done to a thing, newest first, not yet in words."""
    parts = {(part.kind, part.id): part.about for part in parts_of(kind, pk)}
    entries = AuditEntry.objects.filter(_about(kind.trail, pk, parts)).order_by("id")
    said = [
        Step(one.at, one.by_id, one.verb, parts.get((one.object_kind, one.object_id), ""), one.before, one.after)
        for one in entries
    ]
    said += _not_said_yet(said, said_of(kind, pk))
    rows = together(_without(steps_of(track, kind.first), kind.hidden) for track in kind.tracks(pk))
    return told(said, rows)


def _not_said_yet(said: Sequence[Step], kept: Iterable[tuple[str, Step]]) -> list[Step]:
    """Return what is kept elsewhere and not in the audit trail."""
    kept = list(kept)
    ids = {(name, step.after.get(name)) for name in {name for name, _ in kept} for step in said}
    return [step for name, step in kept if (name, step.after[name]) not in ids]


def _about(trail: str, pk: int, parts: Iterable[tuple[str, int]]) -> Q:
    wanted = Q(object_kind=trail, object_id=pk)
    ids: dict[str, list[int]] = defaultdict(list)
    for name, part in parts:
        ids[name].append(part)
    for name, listed in ids.items():
        wanted |= Q(object_kind=name, object_id__in=listed)
    return wanted


def _without(steps: Iterable[Step], hidden: frozenset[str]) -> list[Step]:
    """Drop what tells a reader nothing, and steps in which nothing else changed."""
    kept = []
    for step in steps:
        before, after = (
            {name: value for name, value in values.items() if name not in hidden}
            for values in (step.before, step.after)
        )
        if after or step.made:
            kept.append(Step(step.at, step.by, before=before, after=after, made=step.made))
    return kept


def in_words(kind: HistoryKind, subject: Subject, steps: Sequence[Step]) -> list[Told]:
    """Put steps into words: one statement for the people, and one for each table whose ids occur."""
    names = {**_names(kind, steps), **subject.names}
    people = dict(Person.objects.filter(pk__in={step.by for step in steps if step.by}).values_list("pk", "name"))
    return [
        Told(step.at, people.get(step.by or 0, SERVICE), _did(step), tuple(_changes(kind, step, names)))
        for step in steps
    ]


def _names(kind: HistoryKind, steps: Iterable[Step]) -> dict[str, Mapping[Any, str]]:
    wanted: dict[str, set[Any]] = defaultdict(set)
    for step in steps:
        for values in (step.before, step.after):
            for name, value in values.items():
                table = kind.fields[name].of if name in kind.fields else ""
                if table in kind.namers:
                    wanted[table].update(value if isinstance(value, list) else [value])
    return {table: kind.namers[table]({one for one in ids if one is not None}) for table, ids in wanted.items()}


def _did(step: Step) -> str:
    verb = step.verb or ("added" if step.made else "changed")
    words = verb[:1].upper() + verb[1:]
    return f"{words}: {step.about}" if step.about else words


def _changes(kind: HistoryKind, step: Step, names: Mapping[str, Mapping[Any, str]]) -> Iterable[Change]:
    """Yield what changed, in the order of the kind's fields; two names of one thing are told once."""
    order = {name: place for place, name in enumerate(kind.fields)}
    seen = set()
    for name in sorted((n for n in step.names if n not in kind.hidden), key=lambda n: order.get(n, len(order))):
        field = kind.fields.get(name) or Field(name.removesuffix("_id").replace("_", " ").capitalize())
        before, after = (words_for(values.get(name), field, names) for values in (step.before, step.after))
        if before != after and field.label not in seen:
            seen.add(field.label)
            yield Change(field.label, before, after)


def words_for(value: Any, field: Field, names: Mapping[str, Mapping[Any, str]]) -> str:
    """Return a stored value as a reader says it: labels, names instead of ids, dates in words."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return list_words([words_for(one, field, names) for one in value])
    if field.of:
        return names.get(field.of, {}).get(value, str(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return field.choices.get(value) or _day(value) or value
    return str(value)


def _day(value: str) -> str:
    try:
        if _DATE.match(value):
            return date_words(date.fromisoformat(value))
        if _HOUR.match(value):
            return date_words(datetime.fromisoformat(value))
    except ValueError:
        pass
    return ""
