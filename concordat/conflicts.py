"""Two people changed the same thing: what can be kept of both, and both texts side by side where it cannot.

``merge`` settles what two people made of the same thing they had seen::

    merged = merge(base, theirs, mine)
    if merged.clashes:          # the same field, two ways: a person has to look (409)
        raise StaleSave(current, merged.clashes)
    save(merged.values)         # and say merged.from_theirs: what the other one changed and what is kept
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Clash:
    """A field that both changed, and not to the same: what it was, and what each made of it."""

    name: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """What comes of two people's changes.

    ``values`` holds every field on which nobody disagrees, ``clashes`` all others: together each
    field once. ``from_theirs`` and ``from_mine`` name the fields that only one of the two changed.
    """

    values: dict[str, Any] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    from_theirs: tuple[str, ...] = ()
    from_mine: tuple[str, ...] = ()


class StaleSave(Exception):
    """Somebody else saved first. ``current`` is the thing as it stands now; nothing was written.

    ``clashes`` are the fields that both changed; empty where what I had seen is not known.
    """

    def __init__(self, current: Any, clashes: tuple[Clash, ...] = ()) -> None:
        """Keep what is stored now, and on what we disagree."""
        super().__init__("Somebody else saved first")
        self.current, self.clashes = current, clashes


@dataclass(frozen=True)
class Difference:
    """One field of which the stored words and mine differ; ``base``: what I had seen, if that is known."""

    label: str
    theirs: str
    mine: str
    base: str | None = None


def merge(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """Keep what either changed since ``base``; a field that both changed to different values clashes.

    ``base`` names the fields. A field left out of ``theirs`` or ``mine`` was not touched. Texts are
    the same whatever their line endings and outer blanks, lists and tuples by what is in them.

    Raises:
        KeyError: ``theirs`` or ``mine`` names a field that ``base`` does not.
    """
    if unknown := (theirs.keys() | mine.keys()) - base.keys():
        raise KeyError(f"Not in base: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {}
    clashes, from_theirs, from_mine = [], [], []
    for name, was in base.items():
        their, my = theirs.get(name, was), mine.get(name, was)
        if same(my, was) or same(my, their):
            values[name] = their
            from_theirs += [name] if not same(my, their) else []
        elif same(their, was):
            values[name] = my
            from_mine.append(name)
        else:
            clashes.append(Clash(name, was, their, my))
    return Merged(values, tuple(clashes), tuple(from_theirs), tuple(from_mine))


def same(one: Any, other: Any) -> bool:
    """Answer whether two values say the same, line endings, outer blanks and kind of list aside."""
    return bool(_plain(one) == _plain(other))


def differences(
    theirs: Mapping[str, str],
    mine: Mapping[str, str],
    labels: Mapping[str, str],
    base: Mapping[str, str] | None = None,
) -> tuple[Difference, ...]:
    """Return the fields that differ, in the order of ``labels``; a missing field is empty words."""
    pairs = ((name, label, theirs.get(name, ""), mine.get(name, "")) for name, label in labels.items())
    return tuple(
        Difference(label, stored, typed, None if base is None else base.get(name, ""))
        for name, label, stored, typed in pairs
        if not same(stored, typed)
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return tuple(value) if isinstance(value, list) else value
