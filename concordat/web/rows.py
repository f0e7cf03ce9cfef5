"""The body of a table as HTML, joined by hand: a page of some hundred rows must not wait for templates.

``templates/components/_table.html`` draws what is around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from concordat.web.components import Cell, Column, Table

_NOTHING = '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">nothing recorded</span>'


def drawn_rows(table: Table) -> SafeString:
    """Return the rows of the table's body. Values are escaped unless they are safe HTML."""
    if not table.rows:
        return SafeString(
            '<tr class="govuk-table__row" role="row"><td role="cell" class="govuk-table__cell"'
            f' colspan="{len(table.columns)}">{conditional_escape(table.empty)}</td></tr>'
        )
    before = [_before(at, column) for at, column in enumerate(table.columns)]
    after = ["</th>", *["</td>"] * (len(table.columns) - 1)]
    return SafeString("".join(_row(row, before, after) for row in table.rows))


def _row(row: Sequence[Any], before: Sequence[str], after: Sequence[str]) -> str:
    cells = [start + _inside(value) + end for start, value, end in zip(before, row, after, strict=True)]
    return f'<tr class="govuk-table__row" role="row">{"".join(cells)}</tr>\n'


def _before(at: int, column: Column) -> str:
    """Return the opening tag of a column's cells; the first cell of a row is its header."""
    if at == 0:
        return '<th scope="row" role="rowheader" class="govuk-table__header">'
    more = " govuk-table__cell--numeric" if column.number else ""
    more += " app-nowrap" if column.nowrap else ""
    more += " app-table__long" if column.long else ""
    return f'<td role="cell" class="govuk-table__cell{more}" data-label="{conditional_escape(column.label)}">'


def _inside(value: Any) -> str:
    if isinstance(value, Cell):
        if value.url:
            return f'<a class="govuk-link" href="{escape(value.url)}">{_words(value.value)}</a>'
        value = value.value
    if value is None or value == "":
        return _NOTHING
    return f'<span class="app-table__value">{_words(value)}</span>'


def _words(value: Any) -> str:
    """Return the value as read: whole numbers with commas, safe HTML as it is, the rest escaped."""
    if isinstance(value, SafeString):
        return value
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return conditional_escape(value)
