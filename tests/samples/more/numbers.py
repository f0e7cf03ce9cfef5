"""Numbers, priorities, markers of new and dropped, follow-up rows, lists in cells."""

from __future__ import annotations

from docx import Document

from tests.samples.more.made import plan, word
from tests.samples.parts import grid, saved

HEADS = ["No.", "Action", "Timescale", "Led By", "Outcomes"]


def row(number: str, text: str, *more: str) -> list[str]:
    return [number, text, *(more or ("May 2015", "CCG", ""))]


@plan(
    "numbers-of-every-fashion.docx",
    actions=[
        {"number": number, "action": f"Do the thing {place} times."}
        for place, number in enumerate(["1.1", "1.1.2", "1:a", "a)", "1001)", "7", "7", None, "A3", "iv"], 1)
    ],
)
def numbers_of_every_fashion() -> bytes:
    printed = ["1.1", "1.1.2", "1:a", "a)", "1001)", "7", "7", "", "A3", "iv."]
    return word([HEADS, *(row(number, f"Do the thing {place} times.") for place, number in enumerate(printed, 1))])


@plan(
    "numbers-before-the-words.docx",
    actions=[
        {"number": "1.1", "action": "Agree a protocol.", "theme": "Working together"},
        {"number": "1.2", "action": "Train all staff.", "theme": "Working together"},
        {"number": "2.1", "action": "Ring people back.", "theme": "Staying well"},
    ],
)
def numbers_before_the_words() -> bytes:
    return word(
        [
            ["Action", "When", "Who", "Outcome"],
            ["1. Working together"],
            ["1.1 Agree a protocol.", "June 2015", "Police", ""],
            ["1.2 Train all staff.", "2015/16", "Trust", ""],
            ["2. Staying well"],
            ["2.1 Ring people back.", "Ongoing", "Trust", ""],
        ]
    )


@plan(
    "priorities-and-follow-ups.docx",
    actions=[
        {"number": None, "action": "Publish the plan.", "lead": "CCG"},
        {"number": None, "action": "Review beds.", "lead": "Trust"},
        {"number": None, "action": "Count the calls.", "lead": "111"},
    ],
    left={
        "ACTION Above set to priority 2": "follows up",
        "Update: above moved to priority 1": "follows up",
    },
    warned=["The number column holds priorities"],
)
def priorities_and_follow_ups() -> bytes:
    return word(
        [
            HEADS,
            row("Priority 1", "Publish the plan."),
            ["ACTION", "Above set to priority 2", "", "", ""],
            row("2", "Review beds.", "2015/16", "Trust", ""),
            ["", "Update: above moved to priority 1", "", "", ""],
            row("High", "Count the calls.", "2015/16", "111", ""),
        ]
    )


@plan(
    "priority-in-a-column-of-its-own.docx",
    actions=[
        {"number": "1", "action": "Publish the plan.", "lead": "CCG"},
        {"number": "2", "action": "Review beds.", "lead": "Trust"},
    ],
)
def priority_in_a_column_of_its_own() -> bytes:
    return word(
        [
            ["Priority", "No", "Action required", "Responsible", "Completion date"],
            ["High", "1", "Publish the plan.", "CCG", "May 2015"],
            ["Medium", "2", "Review beds.", "Trust", "June 2015"],
        ]
    )


@plan(
    "new-dropped-and-done.docx",
    actions=[
        {"number": "1", "action": "Keep the street team.", "is_new": False, "state": None},
        {"number": "2", "action": "Add a nurse at night.", "is_new": True, "state": None},
        {"number": "3", "action": "Start a café.", "is_new": True, "state": None},
        {"number": "4", "action": "Buy a van.", "is_new": False, "state": "withdrawn"},
        {"number": "5", "action": "Write a leaflet.", "is_new": False, "state": "complete"},
        {"number": "6", "action": "Count the calls.", "is_new": False, "state": "complete"},
    ],
    left={"* new since the last version": "about"},
)
def new_dropped_and_done() -> bytes:
    document = Document()
    table = grid(
        document,
        [
            HEADS,
            row("1", "Keep the street team."),
            row("2*", "Add a nurse at night."),
            row("3", "Start a café. (NEW)"),
            row("4", "Buy a van."),
            ["* new since the last version"],
        ],
    )
    table.cell(4, 1).paragraphs[0].runs[0].font.strike = True
    document.add_heading("Appendix: completed actions", 1)
    grid(document, [HEADS, row("5", "Write a leaflet."), row("6", "Count the calls.")])
    return saved(document)


@plan(
    "lists-and-tables-in-cells.docx",
    actions=[
        {
            "action": "Improve the suite:\nPaint it\nStaff it\nRoom – Beds\nNorth – 2",
            "outcome": "Fewer waits\nMore calm",
            "lead": "Trust",
        },
        {"action": "Then look again.", "lead": "CCG"},
    ],
)
def lists_and_tables_in_cells() -> bytes:
    document = Document()
    table = grid(
        document, [HEADS, row("1", "Improve the suite:", "May 2015", "Trust", ""), row("2", "Then look again.")]
    )
    cell = table.cell(1, 1)
    for text in ("Paint it", "Staff it"):
        cell.add_paragraph(text, style="List Bullet")
    inner = cell.add_table(2, 2)
    for place, text in enumerate(("Room", "Beds", "North", "2")):
        inner.cell(place // 2, place % 2).text = text
    cell.add_paragraph("")
    outcome = table.cell(1, 4)
    outcome.paragraphs[0].text = "Fewer waits"
    outcome.add_paragraph("More calm", style="List Bullet")
    return saved(document)


@plan(
    "dates-of-every-fashion.docx",
    actions=[
        {"due": due, "kind": kind}
        for due, kind in [
            ("2016-03-31", "date"), ("2016-03-31", "date"), ("2016-03-31", "date"), ("2015-12-31", "date"),
            ("2016-03-31", "period"), (None, "unset"), (None, "ongoing"), (None, "done"),
        ]
    ],
)  # fmt: skip
def dates_of_every_fashion() -> bytes:
    printed = [
        "Mar-16",
        "31/3/16",
        "Q4 15/16",
        "By the end of Dec 2015",
        "2015/16",
        "To be agreed",
        "Ongoing",
        "Complete",
    ]
    return word([HEADS, *(row(str(n), f"Do thing {n}.", text, "CCG", "") for n, text in enumerate(printed, 1))])
