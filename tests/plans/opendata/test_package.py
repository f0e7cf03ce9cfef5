"""The description of the files is true: what it says of types, keys and checksums is what the files hold."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from jsonschema import Draft7Validator

from plans.opendata.rules import DataSet
from tests.cast import Cast
from tests.plans.exports.files import taken
from tests.plans.opendata.inside import fill
from tests.plans.public.publishing import show

#: What the profile "tabular-data-package" asks of a description, as far as ours goes (specs.frictionlessdata.io).
_FIELD = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {
        "name": {"pattern": "^[a-z_]+$"},
        "type": {"enum": ["string", "integer", "date", "datetime", "boolean"]},
        "description": {"type": "string", "minLength": 3},
        "constraints": {
            "type": "object",
            "propertyNames": {"enum": ["required", "unique", "enum"]},
            "properties": {"enum": {"type": "array", "minItems": 1, "uniqueItems": True}},
        },
    },
}
_PROFILE = {
    "type": "object",
    "required": ["profile", "name", "licenses", "created", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"pattern": "^[-a-z0-9._/]+$"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "licenses": {"type": "array", "minItems": 1, "items": {"required": ["name", "path"]}},
        "resources": {
            "type": "array",
            "minItems": 8,
            "items": {
                "required": ["profile", "name", "path", "schema", "encoding", "bytes", "hash", "mediatype"],
                "properties": {
                    "profile": {"const": "tabular-data-resource"},
                    "path": {"pattern": "^[a-z]+[.]csv$"},
                    "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
                    "schema": {"required": ["fields", "primaryKey"], "properties": {"fields": {"items": _FIELD}}},
                },
            },
        },
    },
}


def _whole(text: str) -> bool:
    return re.fullmatch(r"-?\d+", text) is not None


def _date(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


#: Whether a text may be read as a type.
_READS: dict[str, Callable[[str], bool]] = {
    "string": lambda text: True,
    "integer": _whole,
    "date": _date,
    "boolean": lambda text: text in {"yes", "no"},
}


@pytest.fixture
def package(client: Client, cast: Cast) -> dict[str, Any]:
    cache.clear()
    fill(cast)
    show(cast, narratives=True, reasons=True, posts=True)
    return client.get("/data/latest/datapackage.json").json()


@pytest.fixture
def resources(package: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in package["resources"]}


def _rows(client: Client, name: str) -> list[dict[str, str]]:
    body = taken(client, f"/data/latest/{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(body, newline="")))


def test_the_description_is_of_the_profile_it_names(package: dict[str, Any]) -> None:
    assert [str(error.message) for error in Draft7Validator(_PROFILE).iter_errors(package)] == []
    assert [one["name"] for one in package["resources"]] == DataSet.values()
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"


@pytest.mark.parametrize("name", DataSet.values())
def test_a_file_is_as_long_and_comes_to_what_is_said(client: Client, resources: dict[str, Any], name: str) -> None:
    body = taken(client, f"/data/latest/{name}.csv")
    assert (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}") == (
        resources[name]["bytes"],
        resources[name]["hash"],
    )


@pytest.mark.parametrize("name", DataSet.values())
def test_every_value_is_of_the_type_that_is_said(client: Client, resources: dict[str, Any], name: str) -> None:
    schema, rows = resources[name]["schema"], _rows(client, name)
    assert rows
    for field in schema["fields"]:
        values = [row[field["name"]] for row in rows]
        wrong = [value for value in values if value and not _READS[field["type"]](value)]
        closed = field.get("constraints", {}).get("enum")
        assert wrong == [], field["name"]
        assert not closed or {*values} - {""} <= {*closed}, field["name"]


@pytest.mark.parametrize("name", DataSet.values())
def test_keys_are_there_and_lead_somewhere(client: Client, resources: dict[str, Any], name: str) -> None:
    schema, rows = resources[name]["schema"], _rows(client, name)
    keys = [tuple(row[part] for part in schema["primaryKey"]) for row in rows]
    assert len(keys) == len({*keys})
    for link in schema["foreignKeys"]:
        there = {row["id"] for row in _rows(client, link["reference"]["resource"])}
        assert {row[link["fields"][0]] for row in rows} <= there
