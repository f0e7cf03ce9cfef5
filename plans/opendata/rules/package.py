"""The description that machines read: a Frictionless data package (specs.frictionlessdata.io)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from concordat.documents.table import Kind
from plans.opendata.rules.fields import DataSet, Field

LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
_TYPES = {
    Kind.TEXT: "string",
    Kind.COUNT: "integer",
    Kind.DATE: "date",
    Kind.MOMENT: "datetime",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True)
class Resource:
    """A CSV file as it is at this moment: how many bytes, and what they come to."""

    data_set: DataSet
    path: str
    size: int
    sha256: str
    fields: Sequence[Field]


def data_package(
    resources: Sequence[Resource], *, made_at: datetime, site_url: str, version: str = ""
) -> dict[str, Any]:
    """Return the description of CSV files that stand beside it; ``version``: the quarter and its revision."""
    return {
        "profile": "tabular-data-package",
        "name": "concordat",
        "title": "Mental Health Crisis Care Concordat: declarations, action plans and progress",
        "description": "What the local areas of England have declared, promised and done, as far as they publish it. "
        "No person is named. The files change as areas work: a checksum is that of the moment in “created”.",
        "homepage": f"{site_url}/data/",
        **({"version": version} if version else {}),
        "created": made_at.isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "resources": [_resource(one) for one in resources],
    }


def _resource(one: Resource) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": one.data_set.value,
        "title": one.data_set.label,
        "description": one.data_set.meaning,
        "path": one.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": one.size,
        "hash": f"sha256:{one.sha256}",
        "licenses": [LICENCE],
        "schema": schema_of(one.fields),
    }


def schema_of(fields: Sequence[Field]) -> dict[str, Any]:
    """Return the table schema of a data set: fields in order, its key, and what refers to another data set."""
    return {
        "fields": [_field(one) for one in fields],
        "missingValues": [""],
        "primaryKey": [one.name for one in fields if one.is_key],
        "foreignKeys": [
            {"fields": [one.name], "reference": {"resource": one.refers.value, "fields": ["id"]}}
            for one in fields
            if one.refers
        ],
    }


def _field(one: Field) -> dict[str, Any]:
    means = f"{one.description}; between semicolons" if one.many else one.description
    told: dict[str, Any] = {"name": one.name, "type": _TYPES[one.kind], "description": means}
    if one.kind is Kind.YES_NO:
        told |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if one.kind is Kind.DATE:
        told["format"] = "default"
    if one.unit:
        told["unit"] = one.unit
    limits = {"required": True, "unique": True} if one.is_key else {}
    if one.values:
        limits["enum"] = list(one.values)  # type: ignore[assignment]
    return told | ({"constraints": limits} if limits else {})
