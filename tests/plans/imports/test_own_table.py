"""What this service writes into the official table, it reads back word for word."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.grid import Document
from concordat.documents.paper import Head, Heading, Paper, Rows
from concordat.documents.read_docx import read_docx
from concordat.documents.write_docx import docx_bytes
from plans.imports.rules.own_table import HEADS, KIND, Cells, section_words, standing_words, written
from plans.imports.rules.read import read_plan
from plans.imports.rules.reading import ActionReading
from plans.planning.rules.states import Confidence, DeliveryState, is_live

STANDINGS = [
    (state, rated)
    for state, rated in product(DeliveryState.values(), ["", *Confidence.values()])
    if is_live(state) or not rated
]
words = st.text("abc D19.,:;-–’“”/()&*=\n", min_size=1, max_size=40).map(str.strip).filter(lambda text: len(text) > 1)


def _document(*rows: Cells, heads: tuple[str, ...] = HEADS, kind: str = KIND, above: tuple[str, ...] = ()) -> Document:
    titles = [Heading(text, level) for level, text in enumerate(above, start=1)]
    table = Rows("Actions", [Head(text) for text in heads], [written(row)[: len(heads)] for row in rows])
    return read_docx(docx_bytes(Paper("Plan", [*titles, table], date(2026, 11, 23), kind=kind)))


def _read(row: Cells, *above: str) -> ActionReading:
    return read_plan(_document(row, above=above), plan_year=2026).actions[0]


def _cells(**more: object) -> Cells:
    given_: dict[str, object] = {
        "number": "1", "text": "Open a crisis café.", "timescale": "Q2", "lead": "Council",
        "outcome": "", "progress": "", "delivery_state": "in_progress",
    }  # fmt: skip
    return Cells(**{**given_, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(("state", "confidence"), STANDINGS)
def test_every_state_with_every_confidence_comes_back(state: str, confidence: str) -> None:
    found = _read(_cells(delivery_state=state, confidence=confidence, progress="Completed in two wards."))
    assert (found.state, found.confidence or "") == (state, confidence)


@given(number=st.sampled_from(["1", "3.4", "A2", "P1", "High", "7."]), text=words, outcome=words, progress=words)
@settings(max_examples=40, deadline=None)
def test_texts_come_back_as_they_were(number: str, text: str, outcome: str, progress: str) -> None:
    found = _read(_cells(number=number, text=text, outcome=outcome, progress=progress, timescale=outcome, reason=text))
    assert (found.number, found.text, found.outcome, found.progress) == (number, text, outcome, progress)
    assert (found.timescale.text, found.reason) == (outcome, text)


def test_what_stands_on_a_line_of_its_own_comes_back_apart() -> None:
    found = _read(_cells(standards=("A1", "B4"), indicator="Waits", partners=("Mind", "Police, North"), is_new=True))
    assert (found.text, found.standards, found.indicator) == ("Open a crisis café.", ("A1", "B4"), "Waits")
    assert (found.lead, found.partners, found.is_new) == ("Council", ("Mind", "Police, North"), True)


def test_a_lead_with_a_comma_in_its_name_stays_one_body() -> None:
    assert _read(_cells(lead="Bristol, North Somerset and South Gloucestershire ICB")).partners == ()


def test_several_that_lead_together_name_no_lead() -> None:
    assert (_read(_cells(lead="All partners")).lead, _read(_cells(lead="")).lead) == (None, None)


def test_parts_and_sub_headings_come_from_the_headings() -> None:
    found = _read(_cells(), section_words("2", "Governance of the plan"), "Review")
    assert (found.theme_number, found.theme, found.heading) == ("2", "Governance of the plan", "Review")


@pytest.mark.parametrize("number", ["", "1", "IV", "Part 1", "2.1"])
def test_a_part_keeps_its_number_or_its_whole_heading(number: str) -> None:
    found = _read(_cells(), section_words(number, "St. Mary’s"))
    assert f"{found.theme_number or ''} {found.theme}".strip() == f"{number} St. Mary’s".strip()


def test_an_outcome_shared_by_all_actions_stays_with_each() -> None:
    found = read_plan(_document(*[_cells(number=str(n), outcome="One record.") for n in range(3)]))
    assert {action.outcome for action in found.actions} == {"One record."}


def test_a_mark_that_somebody_wrote_in_word_is_read_as_in_any_file() -> None:
    table = Rows("Actions", [Head(text) for text in HEADS], [["1", "Do it now.", "", "", "", "", "Amber"]])
    document = read_docx(docx_bytes(Paper("Plan", [table], date(2026, 11, 23), kind=KIND)))
    assert read_plan(document).actions[0].confidence == "at_risk"


def test_a_table_with_other_columns_is_left_to_the_reader_of_all_files() -> None:
    found = read_plan(_document(_cells(text="Open a crisis café by the river."), heads=HEADS[:6]))
    assert [action.text for action in found.actions] == ["Open a crisis café by the river."]


def test_another_document_is_never_taken_for_our_own() -> None:
    assert read_plan(_document(_cells(number="P1"), kind="")).actions[0].number is None


def test_a_merged_action_says_into_which() -> None:
    assert standing_words("merged", "", "3.2") == "Merged into 3.2"
    assert _read(_cells(delivery_state="merged", merged_into="3.2")).state == "merged"
