"""Reads of the data sets: only what may be seen leaves this folder."""

from plans.opendata.queries.sets import Rows, read, table_of
from plans.opendata.queries.sight import Sight, everybody

__all__ = ["Rows", "Sight", "everybody", "read", "table_of"]
