"""The shapes of questions and answers, made of the fields and filters of each data set: OpenAPI is written from them.

Annotations are looked at while the service runs, so this module may not put them off.
"""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field, create_model

from concordat.documents.table import Kind
from plans.api.rules import CURSOR, FILTERS, LARGEST_ID, MOST, USUAL, Filter, example_of
from plans.opendata.rules import FIELDS, DataSet
from plans.opendata.rules import Field as DataField


def _written_day(value: Any) -> Any:
    """Let through a day written 2026-11-23; pydantic would also take a number of seconds for one."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else "no day"
        except ValueError:
            return "no day"
    return value


_Day = Annotated[date, BeforeValidator(_written_day)]
_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
#: PostgreSQL holds no zero byte.
_Text = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
_TYPED: dict[type, Any] = {int: _Id, date: _Day, str: _Text}
_OF_KIND: dict[Kind, Any] = {Kind.COUNT: int | None, Kind.DATE: date | None, Kind.YES_NO: bool}


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Unprocessable Entity"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["Some parameters cannot be read."])
    errors: list[dict[str, str]] = Field(
        default=[], examples=[[{"name": "limit", "says": "Input should be 1 or more"}]]
    )


class Feature(Schema):
    """A hexagon of the map: a polygon in units of the map, y downwards, not in degrees."""

    type: Literal["Feature"]
    id: int
    geometry: dict[str, Any]
    properties: dict[str, Any]


class FeatureCollection(Schema):
    """All hexagons, as GeoJSON shapes them."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


def _row_type(field: DataField) -> Any:
    if field.many:
        return list[str]
    if field.is_key:
        return int if field.kind is Kind.COUNT else str
    if field.values:
        return Literal[(*field.values, "")]
    return _OF_KIND.get(field.kind, str)


def _row(data_set: DataSet) -> type[Schema]:
    fields: dict[str, Any] = {
        one.name: (_row_type(one), Field(description=one.description, examples=[example_of(one)]))
        for one in FIELDS[data_set]
    }
    return create_model(data_set.label.rstrip("s"), __base__=Schema, __doc__=data_set.meaning, **fields)


def _page(data_set: DataSet, row: type[Schema]) -> type[Schema]:
    following = Field(description="Where it goes on; null on the last page", examples=[None])
    fields: dict[str, Any] = {"data": (list[row], ...), "next": (str | None, following), "licence": (str, ...)}  # type: ignore[valid-type]
    return create_model(f"{data_set.label}Page", __base__=Schema, **fields)


def _filter_type(one: Filter) -> Any:
    if one.values:
        return Literal[one.values] | None
    return _TYPED[one.kind] | None


def _asked(data_set: DataSet) -> type[Schema]:
    fields: dict[str, Any] = {
        one.name: (_filter_type(one), Field(default=None, description=one.description)) for one in FILTERS[data_set]
    }
    fields["limit"] = (int, Field(default=USUAL, ge=1, le=MOST, description="Most rows on a page"))
    cursor = Field(default=None, pattern=CURSOR, description="Where to go on: take it from “next”")
    fields["cursor"] = (str | None, cursor)
    return create_model(f"{data_set.label}Asked", __base__=Schema, **fields)


ROWS: dict[DataSet, type[Schema]] = {one: _row(one) for one in DataSet}
PAGES: dict[DataSet, type[Schema]] = {one: _page(one, ROWS[one]) for one in DataSet}
ASKED: dict[DataSet, type[Schema]] = {one: _asked(one) for one in DataSet}
