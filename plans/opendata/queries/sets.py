"""Each data set as rows in the order of its fields, read as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from concordat.documents.table import Column, Table
from plans.opendata.queries import declared, places, promised
from plans.opendata.queries.sight import Sight
from plans.opendata.rules import FIELDS, DataSet, column_value

Row = tuple[Any, ...]
_AT_ONCE = 2000


@dataclass(frozen=True)
class Rows:
    """How a data set is read from the tables: values, and what makes a row of them."""

    values: Callable[[Sight], QuerySet[Any, Row]]
    shape: Callable[[Row, Sight], Row]


FROM_TABLES: dict[DataSet, Rows] = {
    DataSet.DECLARATIONS: Rows(declared.declaration_rows, declared.shape_declaration),
    DataSet.SIGNATORIES: Rows(declared.signatory_rows, declared.shape_signatory),
    DataSet.PLANS: Rows(promised.plan_rows, promised.shape_plan),
    DataSet.ACTIONS: Rows(promised.action_rows, promised.shape_action),
    DataSet.UPDATES: Rows(promised.update_rows, promised.shape_update),
    DataSet.STANDARDS: Rows(declared.standard_rows, declared.as_it_is),
}
#: Data sets of as many rows as there are areas: read at once.
COUNTED: dict[DataSet, Callable[[Sight], list[Row]]] = {
    DataSet.AREAS: places.areas,
    DataSet.FIGURES: places.figures,
}


def read(data_set: DataSet, sight: Sight) -> Generator[Row]:
    """Yield the rows in the order of ids, inside a transaction; memory does not grow with their number."""
    if data_set in COUNTED:
        yield from COUNTED[data_set](sight)
        return
    rows = FROM_TABLES[data_set]
    for values in rows.values(sight).order_by("pk").iterator(chunk_size=_AT_ONCE):
        yield rows.shape(values, sight)


def _alone(data_set: DataSet, sight: Sight) -> Generator[Row]:
    with transaction.atomic(), closing(read(data_set, sight)) as rows:
        yield from rows


def table_of(data_set: DataSet, sight: Sight, *, lists: bool = False, inside: bool = False) -> Table[Row]:
    """Return a data set for the writers; ``lists`` leaves lists as they are, for formats that have them.

    The rows open a transaction of their own; ``inside`` reads them in the one that is open.
    """
    columns: list[Column[Row]] = [
        Column(one.name, column_value(at, one, lists=lists), one.kind, one.description, 20)
        for at, one in enumerate(FIELDS[data_set])
    ]
    return Table(data_set.value, data_set.label, columns, (read if inside else _alone)(data_set, sight))
