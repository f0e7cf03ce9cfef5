"""Columns are known by the words at their head, however they are broken."""

from __future__ import annotations

import pytest

from plans.imports.rules.columns import Meaning, head_of, heads_of
from tests.plans.imports import heads as known

HEADS = {
    "number": ["No.", "Number", "Ref", "Action No.", "#", "ID"],
    "action": ["Action", "ACTION REQUIRED", "Key actions", "What we will do", "Proposed local actions", "Task"],
    "timescale": ["Timescale", "Timesc ale", "Time-\nscale", "By when", "Due by", "Target date", "Action by when"],
    "lead": [
        "Led By",
        "Lead Agency + Footprint if not North Bank",
        "Action by whom",
        "Responsible organisation",
        "Owner",
    ],
    "outcome": ["Outcomes", "Expected outputs", "Required outcome", "What difference will it make?"],
    "indicator": ["Performance Indicator", "How will we know?", "KPIs", "Success measures"],
    "progress": [
        "Summary progress against actions (include outcome measures where relevant)",
        "RAG-Comments",
        "Update",
    ],
    "status": ["Red/Amber/ Green (RAG)", "Rag Rating", "Status", "BRAG"],
    "standard": ["Concordat Outcomes", "CCC ref", "Standard"],
    "heading": ["Recommended actions", "Objective"],
    "partners": ["Partners involved", "Supporting agencies"],
}


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, texts in HEADS.items() for text in texts])
def test_a_head_is_understood(meaning: str, text: str) -> None:
    head = head_of(text)
    assert head is not None
    assert head.meaning.value == meaning


def test_a_column_of_progress_with_marks_is_known_as_such() -> None:
    heads = [head_of(text) for text in ("Progress (RAG)", "RAG-Comments", "Progress")]
    assert [head and head.marks for head in heads] == [True, True, False]


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "Review lead roles and progress on every action", "Ongoing", "CCG", "Outcome achieved"],
        ["", "Police", "", "", ""],
        ["Version", "Author", "Changes"],
        ["", "", "", "", ""],
    ],
)
def test_a_row_of_a_plan_is_no_heading_row(texts: list[str]) -> None:
    assert heads_of(texts) is None


@pytest.mark.parametrize("meaning", list(known.HEADS))
def test_every_head_that_areas_use_is_understood(meaning: str) -> None:
    read = {text: head.meaning.value if (head := head_of(text)) else None for text in known.HEADS[meaning]}
    assert {text: found for text, found in read.items() if found != meaning} == {}


def test_heads_without_a_place_in_a_plan_are_not_read() -> None:
    read = {text: head_of(text) for text in known.NOT_READ}
    assert {text: head for text, head in read.items() if head and head.meaning is not Meaning.OTHER} == {}
