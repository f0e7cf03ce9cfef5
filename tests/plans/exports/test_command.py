"""``manage.py export`` writes a whole file or none, and says what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from plans.exports.operations import files
from plans.models import Action
from plans.planning.operations import mark_changed
from tests.cast import Cast


def _export(*words: str) -> str:
    out = StringIO()
    call_command("export", *words, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("data_set", ["national", "actions"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_data_set_can_be_had_in_each_format(cast: Cast, tmp_path: Path, data_set: str, form: str) -> None:
    out = tmp_path / f"out.{form}"
    assert f"Wrote {out}" in _export(data_set, "--format", form, "--out", str(out))
    if form == "csv":
        assert len(list(csv.reader(StringIO(out.read_text())))) == {"national": 6, "actions": 3}[data_set]
    else:
        assert "About this file" in load_workbook(out).sheetnames


def test_the_summary_contains_a_change_made_a_second_ago(cast: Cast, tmp_path: Path) -> None:
    _export("national", "--out", str(tmp_path / "a.csv"))
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete")
    mark_changed(cast.plan.pk)
    _export("national", "--out", str(tmp_path / "a.csv"))
    rows = {row["Name"]: row for row in csv.DictReader(StringIO((tmp_path / "a.csv").read_text()))}
    assert rows["Northshire"]["Complete"] == rows["England"]["Complete"] == "1"


@pytest.mark.parametrize(
    ("period", "sentence"),
    [("2026-27-Q2", "2026-27-Q2 .* has not been frozen"), ("last year", "Write the quarter like 2026-27-Q2")],
)
def test_a_period_that_is_not_kept_is_refused_with_a_sentence(
    cast: Cast, tmp_path: Path, period: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        _export("national", "--period", period, "--out", str(tmp_path / "a.csv"))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused_with_a_sentence(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory. Choose another place"):
        _export("actions", "--out", str(tmp_path / "nowhere" / "a.csv"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    whole = files.actions_table(cast.today)

    def half(rows: Any) -> Iterator[Any]:
        with closing(rows):
            yield next(rows)
            raise OSError(28, "No space left on device")

    broken = type(whole)(whole.name, whole.title, whole.columns, half(whole.rows))
    monkeypatch.setattr(files, "actions_table", lambda today: broken)
    (tmp_path / "out").write_text("old")
    with pytest.raises(CommandError, match="No space left on device"):
        _export("actions", "--format", form, "--out", str(tmp_path / "out"))
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"out": "old"}
