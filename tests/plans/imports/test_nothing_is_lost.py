"""Whatever the layout, every word of a table is in an action or left out with a reason."""

from __future__ import annotations

import itertools
import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.grid import Cell, Document, Merged, Paragraph, Row, Table
from plans.imports.rules.read import read_plan
from plans.imports.rules.reading import as_expected_json
from tests.plans.imports.heads import HEADS, NOT_READ

MUST, MAY = ("action", "timescale"), ("number", "lead", "partners", "outcome", "indicator", "progress", "status", "start",
                                      "standard", "theme", "heading", "priority", "other")  # fmt: skip
#: What stands in a cell; "{}" is a word that stands nowhere else.
TEXTS = {
    "number": ["", "1.{}", "{})", "{}*", "Priority {}"],
    "action": ["Train {} officers.", "new: Open the {} café.\n• by night {}", "Review {}", "{} Agree a form. (NEW)"],
    "timescale": ["", "by March 2016 {}", "Q1 {}", "Ongoing {}", "TBC {}"],
    "start": ["", "April 2015 {}"],
    "lead": ["", "Police {}", "All {}", "CCG {}, Trust {} and Council {}", "Jane Smith {}", "Trust with sign up from Police {}"],
    "partners": ["", "All {}", "Police {}; Mind {}", "n/a {}"],
    "status": ["", "G", "Amber {}", "On track {}", "Complete", "waiting for the {} board to decide when to meet again"],
    "standard": ["", "A1", "B2 {}", "{}"],
    "theme": ["", "1. Access {}", "{}"],
    "heading": ["", "People know {}"],
    "priority": ["", "High {}", "{}"],
}  # fmt: skip
OTHERWISE = ["", "Fewer waits {}", "{}", "R – not yet {}", "Complete. Signed {}"]
ALONE = ["{} ACCESS TO SUPPORT", "1. Section {}", "I know who to call {}", "Above set to priority 2 {}", "Note: see page {}",
         "This plan was agreed by the {} partnership and will be reviewed twice a year.", "Completed actions {}"]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of a plan: which columns, how they are headed, in what order, what stands between the rows."""
    words = (f"zq{n}x" for n in itertools.count(draw(st.integers(0, 9)) * 1000))
    columns = draw(st.permutations([*MUST, *draw(st.lists(st.sampled_from(MAY), max_size=5, unique=True))]))
    heads = [draw(st.sampled_from(NOT_READ if column == "other" else HEADS[column])) for column in columns]
    grid: list[list[Cell]] = []

    def filled(text: str) -> str:
        return re.sub(r"\{\}", lambda _: next(words), text)

    def line() -> list[Cell]:
        cells = []
        for place, column in enumerate(columns):
            goes_on = grid and column in ("theme", "heading", "lead", "standard") and draw(st.integers(0, 3)) == 0
            above = grid[-1][place] if goes_on else None
            text = filled(draw(st.sampled_from(TEXTS.get(column, OTHERWISE))))
            cells.append(Cell(above.text, merged=Merged.ABOVE) if above else Cell(text))
        return cells

    def alone() -> list[Cell]:
        text = filled(draw(st.sampled_from(ALONE)))
        return [Cell(text), *[Cell(text, merged=Merged.LEFT)] * (len(columns) - 1)]

    if draw(st.booleans()):
        grid.append([Cell(filled("Plan of {}")), *[Cell()] * (len(columns) - 1)])
    grid.append([Cell(head) for head in heads])
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.integers(0, 7))
        again = [Cell(head.upper()) for head in heads]
        grid.append(alone() if kind == 0 else again if kind == 1 else [Cell()] * len(columns) if kind == 2 else line())
    hidden = draw(st.sets(st.integers(2, 6), max_size=1))
    rows = (Row(n, tuple(cells), hidden=n in hidden) for n, cells in enumerate(grid, 1))
    return Table(tuple(rows), draw(st.sampled_from(["", "Plan"])))


def words_of(text: str) -> set[str]:
    return set(re.findall(r"zq\d+x", text))


@given(st.lists(st.one_of(tables(), st.builds(Paragraph, st.sampled_from(["Introduction", "Prevention"]))), max_size=2))
@settings(max_examples=200)
def test_every_word_is_in_an_action_or_left_out_with_a_reason(blocks: list[Paragraph | Table]) -> None:
    document = Document(tuple(blocks))
    read = as_expected_json(read_plan(document))
    kept = words_of(json.dumps(read["actions"])) | words_of(json.dumps(read["left_out"]))
    written = words_of(" ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells))
    assert written - kept == set()
    assert all(left["why"] for left in read["left_out"])
