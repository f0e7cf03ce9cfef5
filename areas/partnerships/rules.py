"""How partnerships are named, and what is said about a member."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from itertools import count

LONGEST_NAME = 120
#: Words that stand in an address where a partnership's slug could.
RESERVED_SLUGS = frozenset({"add"})


@dataclass(frozen=True)
class Named:
    """What a partnership is called and which areas (ids) it covers."""

    name: str
    areas: frozenset[int]


@dataclass(frozen=True)
class Entry:
    """How a member stands in a partnership: what the local plan calls it, and since when it belongs."""

    alias: str = ""
    joined_on: date | None = None


def same_name(one: str, other: str) -> bool:
    """Answer whether two names are one to a reader: case and spaces tell nothing apart."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """Return a name without what does not tell names apart."""
    return " ".join(name.split()).casefold()


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """Return the slug, with a number behind it where it is taken: "dorset", "dorset-2"."""
    return _first_free(wanted or "partnership", "-", lambda slug: slug not in taken)


def free_name(wanted: str, taken: Collection[str]) -> str:
    """Return the name, with a number behind it where it is taken; ``taken`` holds folded names."""
    return _first_free(wanted, " ", lambda name: folded(name) not in taken)


def _first_free(wanted: str, joint: str, is_free: Callable[[str], bool]) -> str:
    for number in count(1):
        ending = "" if number == 1 else f"{joint}{number}"
        if is_free(one := wanted[: LONGEST_NAME - len(ending)] + ending):
            return one
    raise AssertionError("Counting does not end")
