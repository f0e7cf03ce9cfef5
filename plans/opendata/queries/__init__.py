"""Reads of the data sets: only what may be seen leaves this folder."""

from plans.opendata.queries.quarters import published_quarters, published_revision, quarter_table
from plans.opendata.queries.sets import Rows, read, table_of
from plans.opendata.queries.sight import Sight, everybody

__all__ = [
    "Rows",
    "Sight",
    "everybody",
    "published_quarters",
    "published_revision",
    "quarter_table",
    "read",
    "table_of",
]
