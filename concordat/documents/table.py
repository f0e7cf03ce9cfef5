"""A table as the writers see it: headings, a function for each column, rows that may stream.

The writers know no domain; a room describes its data set once and every format follows::

    Table("areas", "Areas", [Column("GSS code", lambda row: row.gss_code), …], rows)
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from concordat.choices import Words

Row = TypeVar("Row")


class Kind(Words):
    """What the values of a column are."""

    TEXT = "text", "Text"
    COUNT = "count", "Whole number"
    DATE = "date", "Date"
    MOMENT = "moment", "Date and time"
    YES_NO = "yes_no", "Yes or no"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, how a row's value is found, what kind of value, what it means.

    ``width`` is in characters, for formats that have widths.
    """

    heading: str
    value: Callable[[Row], Any]
    kind: Kind = Kind.TEXT
    description: str = ""
    width: int = 14


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A named table. ``rows`` are read once, in order, and never kept."""

    name: str
    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]

    @property
    def headings(self) -> list[str]:
        """Return the one header row."""
        return [column.heading for column in self.columns]

    @contextmanager
    def open_rows(self) -> Iterator[Iterator[Row]]:
        """Give the rows, and close what reads them at the end, also where not all were wanted.

        A reader of the database must end before the transaction it reads in.
        """
        try:
            yield iter(self.rows)
        finally:
            if isinstance(self.rows, Generator):
                self.rows.close()
