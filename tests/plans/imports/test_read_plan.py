"""What holds for every plan that is read."""

from __future__ import annotations

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.grid import Cell, Document, Merged, Paragraph, Row, Table
from plans.imports.rules.read import read_plan
from plans.imports.rules.reading import as_expected_json
from tests.growth import growth

HEADS = ["No.", "Action", "Timescale", "Led By", "Outcomes", "Progress", "RAG"]
TEXTS = [
    "", "1", "1.1", "Priority 3", "Do the thing with people now.", "Q1", "TBC", "CCG & Police", "All", "G", "Amber", "*",
    "1. Access to support before crisis point", "“I know who to call”", "ACTION", "Above set to priority 2", "A1 Early",
    "new: x", "Complete", "3\n4", "Completed actions", "=1+1", "Staff safety", *HEADS,
]  # fmt: skip
cells = st.builds(
    Cell,
    st.one_of(st.sampled_from(TEXTS), st.text(max_size=20)),
    st.sampled_from([None, None, "FF0000", "92D050", "BFBFBF"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([Merged.NO, Merged.NO, Merged.NO, Merged.LEFT, Merged.ABOVE]),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 7))
    rows = draw(st.lists(st.tuples(*[cells] * width), max_size=6))
    heading = [tuple(Cell(text) for text in HEADS[:width])] if draw(st.booleans()) else []
    return Table(
        tuple(Row(number, row) for number, row in enumerate([*heading, *rows], 1)), draw(st.sampled_from(["", "S"]))
    )


paragraphs = st.builds(Paragraph, st.sampled_from(TEXTS), st.sampled_from(["", "Heading 1"]))
documents = st.lists(st.one_of(tables(), paragraphs), max_size=4).map(lambda blocks: Document(tuple(blocks)))


@given(documents, st.sampled_from([None, 2015]))
@settings(max_examples=150, deadline=None)
def test_any_document_is_read_without_failing(document: Document, year: int | None) -> None:
    found = read_plan(document, plan_year=year)
    assert json.loads(json.dumps(as_expected_json(found)))["plan_year"] == found.plan_year
    assert [action.position for action in found.actions] == list(range(1, len(found.actions) + 1))
    assert all(action.text for action in found.actions)


def plan(rows: list[list[str]]) -> Document:
    return Document((Table(tuple(Row(number, tuple(map(Cell, row))) for number, row in enumerate(rows, 1))),))


def test_the_order_of_columns_changes_nothing() -> None:
    rows = [
        HEADS,
        ["1", "Open a crisis café.", "March 2016", "CCG, Police", "Fewer waits", "Lease signed", "Amber"],
        ["2", "Train every officer.", "Q1", "Police", "Confidence", "", "Green"],
    ]
    order = list(range(len(HEADS)))
    random.Random(7).shuffle(order)
    straight = as_expected_json(read_plan(plan(rows), plan_year=2015))["actions"]
    shuffled = as_expected_json(read_plan(plan([[row[i] for i in order] for row in rows]), plan_year=2015))["actions"]
    assert shuffled == straight


def test_a_priority_in_the_number_column_is_no_number() -> None:
    rows = [HEADS[:4], ["5", "Do it soon.", "2015/16", "CCG"], ["ACTION", "Above set to priority 5", "", ""]]
    found = read_plan(plan(rows))
    assert [(action.number, action.text) for action in found.actions] == [(None, "Do it soon.")]
    assert found.left_out[-1].why == "follows up the row above"


def test_an_outcome_that_all_actions_of_a_part_share_is_the_parts_own() -> None:
    rows = [HEADS[:5], *([str(n), f"Do thing {n}.", "2016", "CCG", "One record."] for n in (1, 2, 3))]
    found = read_plan(plan(rows))
    assert [action.outcome for action in found.actions] == ["", "", ""]
    assert "One record." in [left.text for left in found.left_out]


def test_a_file_without_a_plan_says_so() -> None:
    assert "No actions were found" in read_plan(plan([["Dear all"], ["Please see below"]])).warnings[0]


def test_a_legend_that_is_given_wins_over_the_files_own() -> None:
    table = plan([[*HEADS[:4], "RAG"], ["1", "Do it.", "2016", "CCG", "R"]]).blocks[0]
    document = Document((Paragraph("Key: red = not started, green = complete"), table))
    assert read_plan(document).actions[0].state == "not_started"
    assert read_plan(document, legend={"Red": "off_track"}).actions[0].confidence == "off_track"


def _read_rows(count: int) -> None:
    body = [
        [f"{n}", f"Review the way number {n} at night.", "by June 2015", "CCG & Police", f"{n}", "", "R"]
        for n in range(count)
    ]
    assert len(read_plan(plan([HEADS, *body]), plan_year=2015).actions) == count


def test_the_work_of_reading_grows_no_faster_than_the_rows() -> None:
    assert growth(_read_rows, 300, times=10) < 3


def test_a_section_named_in_the_number_cell_is_no_action() -> None:
    rows = [HEADS[:4], ["Section 1", "Access", "", ""], ["1", "Do it.", "2016", "CCG"]]
    found = read_plan(plan(rows))
    assert [(action.text, action.theme) for action in found.actions] == [("Do it.", "Access")]


def test_green_is_not_asked_about_where_the_words_say_enough() -> None:
    rows = [[*HEADS[:4], "Update", "RAG"], ["1", "Do it.", "2016", "CCG", "Complete", "Green"]]
    assert not [one for one in read_plan(plan(rows)).warnings if "green" in one]
