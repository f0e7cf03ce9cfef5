"""Timescales as areas write them, each with everything that is read: kind, days, precision, sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from plans.planning.rules.timescale import read_timescale

#: One written form a line, for a plan whose year begins in April 2015.
with (Path(__file__).parent / "timescales.csv").open(encoding="utf-8", newline="") as file:
    TABLE = [tuple(row.values()) for row in csv.DictReader(file)]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({row[0] for row in TABLE}) >= 120


@pytest.mark.parametrize(("text", "kind", "start", "due", "precision", "reading"), TABLE)
def test_a_written_form_is_read_whole(text: str, kind: str, start: str, due: str, precision: str, reading: str) -> None:
    found = read_timescale(text, plan_year=2015)
    days = [day.isoformat() if day else "" for day in (found.start, found.due)]
    fine = found.precision.value if found.precision else ""
    assert (found.text, found.kind.value, *days, fine, found.reading) == (text, kind, start, due, precision, reading)


@pytest.mark.parametrize("text", [row[0] for row in TABLE])
def test_the_reading_of_a_written_form_reads_back_to_the_same_days(text: str) -> None:
    found = read_timescale(text, plan_year=2015)
    again = read_timescale(found.reading)
    assert (again.kind, again.start, again.due) == (found.kind, found.start, found.due)


def test_a_slip_in_a_month_is_mended_in_sight() -> None:
    assert read_timescale("Setpember 2015").warnings == ("“Setpember” is read as September",)


def test_a_number_that_stands_alone_in_a_list_of_quarters_gets_its_words() -> None:
    found = read_timescale("Q3/4", plan_year=2015)
    assert [step.text for step in found.milestones] == ["Q3", "Q4 of 2015/16"]


def test_a_date_that_holds_no_longer_is_left_out_and_said() -> None:
    found = read_timescale("March 2016 (was June 2015)")
    assert found.warnings == ("More than one date is written: the former one is left out",)
