"""Indicators and signatories as tables of a summary, from rows as they stand today or were frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.documents.table import Kind
from plans.exports.rules.summary import Part, SummaryColumn, SummaryTable
from plans.indicators.rules import Unit, period_words, shown, standing_of, travel_words

_TEXT = Kind.TEXT
#: Counts of people from 1 to 4 are not shown: somebody could be recognised.
SUPPRESSED = "1 to 4, not shown"


def beside_tables(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterable[SummaryTable]:
    """Return the tables of what ``plans.rollups.queries.beside`` reads; of names that are not there, none."""
    if "signatories" in rows:
        yield _signatories(rows["signatories"])
    if "missing_core" in rows:
        yield _missing_core(rows["missing_core"])
    if "indicators" in rows:
        yield _indicators(rows["indicators"])


def _signatories(rows: Sequence[Mapping[str, Any]]) -> SummaryTable:
    return SummaryTable(
        Part.SIGNATORIES, "signatories", "Signatories by kind of body",
        (
            SummaryColumn("Kind of body", _TEXT, 40), SummaryColumn("Bodies that signed"), SummaryColumn("Signatures"),
            SummaryColumn("Supporters"),
        ),
        tuple((one["kind"], one["bodies"], one["signatures"], one["supporters"]) for one in rows),
        note="A body that signed in several areas is one body with several signatures.",
    )  # fmt: skip


def _missing_core(rows: Sequence[Mapping[str, Any]]) -> SummaryTable:
    return SummaryTable(
        Part.SIGNATORIES, "missing_core", "Signed declarations that lack a core kind of body",
        (
            SummaryColumn("Partnership", _TEXT, 34), SummaryColumn("Signed", Kind.DATE),
            SummaryColumn("Nobody has signed for", _TEXT, 60),
        ),
        tuple((one["partnership"], date.fromisoformat(one["signed_on"]), one["kinds"]) for one in rows), long=True,
    )  # fmt: skip


def _indicators(rows: Sequence[Mapping[str, Any]]) -> SummaryTable:
    return SummaryTable(
        Part.INDICATORS, "indicators", "Indicators with their latest figures",
        (
            SummaryColumn("Indicator", _TEXT, 44), SummaryColumn("Partnership", _TEXT, 28), SummaryColumn("Unit", _TEXT),
            SummaryColumn("Period", _TEXT, 24), SummaryColumn("Figure", _TEXT), SummaryColumn("Which way", _TEXT, 14),
            SummaryColumn("Target", _TEXT), SummaryColumn("How it stands", _TEXT, 28), SummaryColumn("Source", _TEXT, 40),
        ),
        tuple(_indicator(one) for one in rows),
        note="Each partnership says what it counts, so figures of different partnerships are not added up.", long=True,
    )  # fmt: skip


def _indicator(one: Mapping[str, Any]) -> tuple[object, ...]:
    unit, values = one["unit"], [_figure(each["value"]) for each in one["readings"]]
    period = period_words(one["every"], date.fromisoformat(one["readings"][0]["began"])) if values else "None yet"
    figure = shown(values[0], unit) if values else ""
    small = one["of_people"] and any(map(is_small, values))
    if one["of_people"] and values and is_small(values[0]):
        figure = SUPPRESSED
    target = _figure(one["target"])
    newest = next((value for value in values if value is not None), None)
    standing = "" if small else standing_of(newest, target, one["better"]).label
    travel = "" if small else travel_words(values, one["better"])
    return (
        one["name"], one["partnership"], Unit(unit).label, period, figure, travel, shown(target, unit), standing,
        one["source"],
    )  # fmt: skip


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def is_small(value: Decimal | None) -> bool:
    """Answer whether a count of people could tell who somebody is: more than none, and fewer than five."""
    return value is not None and 0 < value < 5
