"""Every sample plan is read as a careful person reads it, where the samples are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plans.imports.rules.files import read_file

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "samples"
EXPECTED = sorted(FOLDER.glob("*.expect.json")) if FOLDER.is_dir() else []


def read_like(expected: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    file = expected.with_name(expected.name.removesuffix(".expect.json"))
    found = read_file(file.name, file.read_bytes(), plan_year=wanted["plan_year"], legend=wanted.get("legend"))
    return found, wanted


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expect.json"))
def test_a_sample_is_read_as_a_careful_person_reads_it(expected: Path) -> None:
    found, wanted = read_like(expected)
    keys = [list(action) for action in wanted["actions"]]
    same = [{key: action[key] for key in names} for action, names in zip(found["actions"], keys, strict=True)]
    assert same == wanted["actions"]
    assert wanted.get("warnings", found["warnings"]) == found["warnings"]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expect.json"))
def test_every_row_of_a_sample_is_read_or_left_out_with_a_reason(expected: Path) -> None:
    found, _ = read_like(expected)
    assert all(left["why"] and left["text"] for left in found["left_out"])
    assert len({action["row"] for action in found["actions"]}) == len(found["actions"])
