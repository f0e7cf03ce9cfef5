"""Small things that pages are made of, as values. Templates in ``templates/components`` draw them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict


@dataclass(frozen=True)
class Action:
    """A link at the end of a row: ``Action("Change", url, "date signed")`` reads "Change date signed"."""

    words: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a summary list. ``value`` may be text, safe HTML or a list of paragraphs."""

    key: str
    value: Any
    actions: tuple[Action, ...] = ()
    preserve_lines: bool = False

    @property
    def lines(self) -> list[Any]:
        """Return the paragraphs of the value."""
        return list(self.value) if isinstance(self.value, list | tuple) else [self.value]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``sort`` is the word that goes into ``?sort=`` (empty: not sortable).

    ``nowrap`` keeps short things such as dates on one line; ``long`` breaks words that no line can hold.
    """

    label: str
    number: bool = False
    sort: str = ""
    nowrap: bool = False
    long: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: text or safe HTML, perhaps a link."""

    value: Any
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A table of data. The first cell of a row is its header. Cells may be plain values or ``Cell``."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    empty: str = "Nothing to show yet."
    hide_caption: bool = False
    scroll: bool = False


@dataclass(frozen=True)
class Figure:
    """A number at the head of a page, with its denominator: ``Figure("actions complete", 12, of=80)``."""

    label: str
    value: Any
    of: Any = None
    note: str = ""
    url: str = ""

    @property
    def has_of(self) -> bool:
        """Say whether there is a denominator to show."""
        return self.of is not None


@dataclass(frozen=True)
class Heading:
    """The head of a sortable column: where a click leads, and how the table is sorted now."""

    column: Column
    url: str
    direction: str


def headings(columns: Sequence[Column], query: QueryDict | Mapping[str, str] | None) -> list[Heading]:
    """Return the heads of a table's columns; ``?sort=name`` ascends, ``?sort=-name`` descends."""
    wanted = str(query.get("sort", "")) if query is not None else ""
    return [_heading(column, wanted, query) for column in columns]


def _heading(column: Column, wanted: str, query: QueryDict | Mapping[str, str] | None) -> Heading:
    if not column.sort or query is None:
        return Heading(column, "", "")
    direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(wanted, "none")
    turned = f"-{column.sort}" if direction == "ascending" else column.sort
    return Heading(column, with_query(query, sort=turned, page=None), direction)


def with_query(query: QueryDict | Mapping[str, str], **changes: str | int | None) -> str:
    """Return "?…" with some values changed; None takes a value away."""
    changed = query.copy() if isinstance(query, QueryDict) else QueryDict(mutable=True)
    if not isinstance(query, QueryDict):
        changed.update(dict(query))
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


@dataclass(frozen=True)
class Leaf:
    """One entry of the pagination; no number means "…"."""

    number: int | None
    url: str = ""
    current: bool = False


def leaves(page: Page[Any], query: QueryDict | Mapping[str, str]) -> list[Leaf]:
    """Return the numbers to show around the current page."""
    numbers: Iterable[int | str] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [Leaf(n, with_query(query, page=n), n == page.number) if isinstance(n, int) else Leaf(None) for n in numbers]


def pairs(values: Sequence[str]) -> list[tuple[str, str]]:
    """Return ("Areas", "/areas/"), … from a flat list of words and addresses."""
    return list(zip(values[::2], values[1::2], strict=True))
