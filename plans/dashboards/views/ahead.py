"""A picture of what falls due in the coming months."""

from __future__ import annotations

from django.utils.formats import date_format

from concordat.charts.columns import Column, Columns, make_columns
from plans.dashboards.queries.ahead import Ahead


def months_picture(ahead: Ahead | None) -> Columns | None:
    """Return how many actions fall due in each month; None where none does."""
    if ahead is None or not ahead.count:
        return None
    columns = [Column(date_format(month, "M"), number, date_format(month, "F Y")) for month, number in ahead.months]
    return make_columns("Actions due in each of the next twelve months", columns)
