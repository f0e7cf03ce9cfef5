"""How actions stand: shading, letters, words, legends, progress beside a mark."""

from __future__ import annotations

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.samples.more.made import plan, word
from tests.samples.parts import grid, saved, shade

HEADS = ["No.", "Action", "Timescale", "Led By", "Status"]


def rows(*marks: str) -> list[list[str]]:
    return [[str(n), f"Do thing number {n}.", "May 2015", "CCG", mark] for n, mark in enumerate(marks, 1)]


@plan(
    "words-in-any-case.docx",
    actions=[
        {"state": "in_progress", "confidence": "on_track"},
        {"state": "complete", "confidence": None},
        {"state": "not_started", "confidence": None},
        {"state": "in_progress", "confidence": "off_track"},
        {"state": "in_progress", "confidence": "at_risk"},
        {"state": "merged", "confidence": None},
        {"state": "withdrawn", "confidence": None},
        {"state": "in_progress", "confidence": None},
        {"state": "complete", "confidence": None},
    ],
)
def words_in_any_case() -> bytes:
    marks = ["ON TRACK", "complete", "Not Yet Started", "Off track", "AT RISK", "Merged with 3", "no longer required",
             "Underway", "ACHIEVED"]  # fmt: skip
    return word([HEADS, *rows(*marks)])


@plan(
    "letters-with-a-key.docx",
    actions=[
        {"rag": "B", "state": "complete", "confidence": None},
        {"rag": "G", "state": "in_progress", "confidence": "on_track"},
        {"rag": "A", "state": "in_progress", "confidence": "at_risk"},
        {"rag": "R", "state": "in_progress", "confidence": "off_track"},
    ],
    left={"B = Complete, G = On track, A = At risk, R = Off track": "key"},
)
def letters_with_a_key() -> bytes:
    heads = [*HEADS[:4], "BRAG"]
    return word([heads, *rows("B", "G", "A", "R")], "B = Complete, G = On track, A = At risk, R = Off track")


@plan(
    "a-key-in-rows.docx",
    actions=[
        {"state": "not_started"},
        {"state": "in_progress"},
        {"state": "complete"},
    ],
    left={"Red | Not started": "key"},
)
def a_key_in_rows() -> bytes:
    return word(
        [["Colour", "Meaning"], ["Red", "Not started"], ["Amber", "Started"], ["Green", "Completed"]],
        [[*HEADS[:4], "RAG rating"], *rows("Red", "AMBER", "green")],
    )


@plan(
    "shading-of-every-kind.docx",
    legend={"red": "not_started", "amber": "in_progress", "green": "complete"},
    actions=[
        {"state": "complete"},
        {"state": "in_progress"},
        {"state": "not_started"},
        {"state": "complete"},
        {"state": "in_progress"},
        {"state": None},
    ],
)
def shading_of_every_kind() -> bytes:
    """A fill, a theme's fill with its own colour, solid shading, words with a highlight, a paragraph's shading."""
    document = Document()
    table = grid(document, [[*HEADS[:4], "RAG"], *rows("", "", "", "done", "", "")])
    shade(table.cell(1, 4), "92d050")
    shade(table.cell(2, 4), "FFC000")
    table.cell(2, 4)._tc.tcPr.find(qn("w:shd")).set(qn("w:themeFill"), "accent4")
    solid = OxmlElement("w:shd")
    for name, value in (("w:val", "solid"), ("w:color", "C00000"), ("w:fill", "auto")):
        solid.set(qn(name), value)
    table.cell(3, 4)._tc.get_or_add_tcPr().append(solid)
    highlight = OxmlElement("w:highlight")
    highlight.set(qn("w:val"), "green")
    table.cell(4, 4).paragraphs[0].runs[0]._r.get_or_add_rPr().append(highlight)
    shade(table.cell(5, 4), "FFBF00")
    shade(table.cell(6, 4), "FFFFFF")
    return saved(document)


@plan(
    "mark-and-report-together.docx",
    actions=[
        {"rag": "AMBER", "progress": "Lease not yet signed.", "confidence": "at_risk"},
        {"rag": "Green", "progress": "Rota agreed in May.", "confidence": None},
        {"rag": "R", "progress": "No money.", "confidence": "off_track"},
        {"rag": "", "progress": "Waiting for the board.", "confidence": None},
    ],
)
def mark_and_report_together() -> bytes:
    heads = [*HEADS[:4], "Progress (RAG)"]
    marks = ["AMBER: Lease not yet signed.", "Green\nRota agreed in May.", "R - No money.", "Waiting for the board."]
    return word([heads, *rows(*marks)])


@plan(
    "seven-columns-of-the-refresh.docx",
    actions=[
        {
            "number": "1.1", "timescale": "February ‘15", "due": "2015-02-28", "lead": "CCG", "outcome": "One route in",
            "progress": "Agreed by the board.", "rag": "GREEN", "confidence": None,
        },
        {"number": "1.2", "progress": "Delayed by estates.", "rag": "Red", "confidence": "off_track"},
    ],
    year=2014,
)  # fmt: skip
def seven_columns_of_the_refresh() -> bytes:
    return word(
        [
            [
                "No.", "Action", "Timescale", "Led By", "Outcomes",
                "Summary progress against actions (include outcome measures where relevant)", "Red/Amber/Green (RAG)",
            ],
            ["1.1", "Agree one route in.", "February ‘15", "CCG", "One route in", "Agreed by the board.", "GREEN"],
            ["1.2", "Build the suite.", "2014/15", "Trust", "", "Delayed by estates.", "Red"],
        ]
    )  # fmt: skip
