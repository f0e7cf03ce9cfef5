"""The kinds of things whose history can be read. Each app adds its own in its ``ready``.

register(HistoryKind(name="plan", trail="plan", find=…, fields={"title": Field("Title")}, tracks=…, namers={"area": …}))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import Http404

from areas.history.rules import Field, Step, Version
from areas.people.access import Reach


@dataclass(frozen=True)
class Subject:
    """A thing as its history's page names it: ``noun`` says what it is ("action").

    ``back`` are the words of the way back to ``url``. ``names`` are words for values that belong to
    this thing alone, by table and value.
    """

    noun: str
    title: str
    url: str
    back: str
    caption: str = ""
    names: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A part of a thing with an audit trail of its own: its kind and id there, and what to call it."""

    kind: str
    id: int
    about: str


#: Raises Http404 or PermissionDenied as the thing's own page does.
Find = Callable[[Reach, int], Subject]
Tracks = Callable[[int], Sequence[Sequence[Version]]]
Parts = Callable[[int], Sequence[Part]]
Said = Callable[[int], Sequence[Step]]
#: Words for ids of a table, in one statement.
Namer = Callable[[Collection[Any]], Mapping[Any, str]]


def _none(pk: int) -> Sequence[Any]:
    return ()


@dataclass(frozen=True)
class HistoryKind:
    """How the history of one kind of thing is read.

    ``trail``: what the audit trail calls it. ``tracks``: the histories the database keeps of its rows,
    oldest first. ``parts``: what belongs to it and has a trail of its own. ``fields``: what fields are
    called, in the order in which they are told; ``hidden``: those that tell a reader nothing; ``first``:
    those that are told of a new one. ``said``: what was said and is kept elsewhere, with the same ids under
    the name ``same`` as in the audit trail, so that nothing is told twice.
    """

    name: str
    trail: str
    find: Find
    fields: Mapping[str, Field]
    hidden: frozenset[str] = frozenset()
    first: tuple[str, ...] = ()
    tracks: Tracks = _none
    parts: Parts = _none
    namers: Mapping[str, Namer] = field(default_factory=dict)
    said: Said = _none
    same: str = ""


_kinds: dict[str, HistoryKind] = {}
_beside: dict[str, dict[str, HistoryKind]] = {}


def register(kind: HistoryKind) -> None:
    """Add a kind; a second one of that name takes its place."""
    _kinds[kind.name] = kind


def register_beside(name: str, kind: HistoryKind) -> None:
    """Tell, in the history of things called ``name``, of what a higher room keeps beside them.

    Of ``kind`` its ``parts`` and ``said`` (of the thing's id), fields, hidden names and namers count.
    """
    _beside.setdefault(name, {})[kind.name] = kind


def kind_called(name: str) -> HistoryKind:
    """Return the kind of that name with all that stands beside it. Raises ``Http404``."""
    if name not in _kinds:
        raise Http404
    kind = _kinds[name]
    for more in _beside.get(name, {}).values():
        kind = replace(
            kind,
            fields={**kind.fields, **{key: value for key, value in more.fields.items() if key not in kind.fields}},
            hidden=kind.hidden | more.hidden,
            namers={**more.namers, **kind.namers},
        )
    return kind


def parts_of(kind: HistoryKind, pk: int) -> list[Part]:
    """Return everything that belongs to a thing and has a trail of its own."""
    return [part for one in _with_beside(kind) for part in one.parts(pk)]


def said_of(kind: HistoryKind, pk: int) -> list[tuple[str, Step]]:
    """Return what was said of a thing and is kept elsewhere; with each the name of its id."""
    return [(one.same, step) for one in _with_beside(kind) for step in one.said(pk)]


def _with_beside(kind: HistoryKind) -> list[HistoryKind]:
    return [kind, *_beside.get(kind.name, {}).values()]
