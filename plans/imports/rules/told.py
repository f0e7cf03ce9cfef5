"""What people have said that helps to read a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """What an officer said of this file, and what is known of its plan.

    ``columns``: a heading row's label and a place in it ("table 1, row 1|3") → a ``Meaning``.
    ``wanted``: labels of rows ("table 1, row 7") that are actions though they do not look it.
    ``remembered``: a legend told for an earlier file; the file's own words win over it.
    ``names``: names of the partnership's bodies, which are never taken apart.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    remembered: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def column(self, heading: str, column: int) -> str:
        """Return what was said of a column, counted from 0, under a heading row."""
        return self.columns.get(column_key(heading, column + 1), "")

    def knows(self, heading: str) -> bool:
        """Answer whether anything was said of the columns under a heading row."""
        return any(key.startswith(f"{heading}|") for key in self.columns)


NOTHING_TOLD = Told()


def column_key(heading: str, place: int) -> str:
    """Return the name of a column, counted from 1, under a heading row."""
    return f"{heading}|{place}"
