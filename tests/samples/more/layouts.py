"""Heads and layouts: broken, doubled, repeated, out of order, one table to an action."""

from __future__ import annotations

from docx import Document

from tests.samples.more.made import across, down, plan, word
from tests.samples.parts import grid, saved


@plan(
    "heads-broken-over-lines.docx",
    actions=[
        {
            "number": "1", "action": "Open the suite at weekends.", "timescale": "March 2016", "lead": "Trust",
            "outcome": "No closed doors.", "progress": "Staff hired.",
        },
    ],
)  # fmt: skip
def heads_broken_over_lines() -> bytes:
    heads = ["Ref\nNo.", "Ac-\ntion", "Time-\nscale", "Lead\nAgen-\ncy", "Out-\ncomes", "Pro-\ngress to\ndate"]
    return word(
        [heads, ["1", "Open the suite at weekends.", "March 2016", "Trust", "No closed doors.", "Staff hired."]]
    )


@plan(
    "head-of-two-rows.docx",
    actions=[
        {
            "number": "1", "action": "Agree one form.", "lead": "Police", "partners": ["Trust"], "start": "2015-04-01",
            "due": "2015-09-30", "rag": "G",
        },
        {"number": "2", "action": "Print it.", "lead": "Trust", "partners": ["Police", "Council"], "due": "2016-03-31"},
    ],
)  # fmt: skip
def head_of_two_rows() -> bytes:
    document = Document()
    table = grid(
        document,
        [
            ["No", "What we will do", "Responsibility", "", "Timescale", "", "RAG"],
            ["", "", "Lead", "Support", "Start", "Finish", ""],
            ["1", "Agree one form.", "Police", "Trust", "April 2015", "September 2015", "G"],
            ["2", "Print it.", "Trust", "Police, Council", "October 2015", "March 2016", "A"],
        ],
    )
    across(table, 0, 2, 3)
    across(table, 0, 4, 5)
    for column in (0, 1, 6):
        down(table, column, 0, 1)
    return saved(document)


@plan(
    "heads-again-on-each-page.docx",
    actions=[
        {"number": "1", "theme": "Urgent and emergency access to crisis care"},
        {"number": "2", "theme": "Urgent and emergency access to crisis care"},
        {"number": "3", "theme": "Recovery and staying well / preventing future crises"},
    ],
    left={"3. Urgent and emergency access to crisis care (continued)": "section"},
)
def heads_again_on_each_page() -> bytes:
    heads = ["No.", "Action", "Timescale", "Led By", "Outcomes"]
    return word(
        [
            heads,
            ["3. Urgent and emergency access to crisis care"],
            ["1", "Answer within a minute.", "May 2015", "111", "Calm"],
            ["NO.", "ACTION", "TIME SCALE", "LED BY:", "OUTCOMES"],
            ["3. Urgent and emergency access to crisis care (continued)"],
            ["2", "Answer texts too.", "June 2015", "111", "Calm"],
            heads,
            ["5. Recovery and staying well"],
            ["3", "Ring after discharge.", "July 2015", "Trust", "Safety"],
        ]
    )


@plan(
    "a-table-to-each-section.docx",
    actions=[
        {"action": "Train pharmacists.", "lead": "Public Health", "due": "2015-06-30", "theme": "Prevention"},
        {"action": "Map the services.", "lead": "CCG", "due": "2015-12-31", "theme": "Crisis response"},
        {"action": "Share the map.", "lead": "Council", "due": "2016-01-31", "theme": "Crisis response"},
    ],
)
def a_table_to_each_section() -> bytes:
    return word(
        "# Prevention",
        [["Who", "What", "When"], ["Public Health", "Train pharmacists.", "June 2015"]],
        "# Crisis response",
        [
            ["Deadline", "Task", "Owner", "Notes"],
            ["31/12/2015", "Map the services.", "CCG", ""],
            ["31/01/2016", "Share the map.", "Council", "On the website"],
        ],
    )


@plan(
    "title-above-the-heads.docx",
    actions=[{"number": "1.1", "action": "Write to every surgery.", "due": "2015-10-31", "theme": "Primary care"}],
    left={
        "Mental Health Crisis Care Concordat – Multi-agency action plan for Eastmoor": "above",
        "Last updated 3 June 2015 by the partnership manager": "above",
    },
)
def title_above_the_heads() -> bytes:
    return word(
        [
            ["Mental Health Crisis Care Concordat – Multi-agency action plan for Eastmoor"],
            ["Last updated 3 June 2015 by the partnership manager"],
            ["", "", "", ""],
            ["Ref", "Key actions", "By when?", "By whom?"],
            ["1. Primary care"],
            ["1.1", "Write to every surgery.", "End of October 2015", "CCG"],
        ]
    )


@plan(
    "one-table-to-an-action.docx",
    actions=[
        {
            "number": "1", "action": "Set up a carers’ line.", "lead": "Local Mind", "due": "2015-11-30",
            "outcome": "Carers are heard.", "progress": "Volunteers found.",
        },
        {"number": "2", "action": "Check on people who leave A&E.", "lead": "Acute trust", "kind": "ongoing"},
    ],
)  # fmt: skip
def one_table_to_an_action() -> bytes:
    return word(
        "# Our actions",
        [
            ["Action no.", "1"],
            ["Action", "Set up a carers’ line."],
            ["Lead", "Local Mind"],
            ["Timescale", "November 2015"],
            ["Outcome", "Carers are heard."],
            ["Progress", "Volunteers found."],
        ],
        [
            ["Action no.", "2"],
            ["Action", "Check on people who leave A&E."],
            ["Lead", "Acute trust"],
            ["Timescale", "Ongoing"],
            ["Outcome", ""],
            ["Progress", ""],
        ],
    )


@plan(
    "introduction-and-measures.docx",
    actions=[{"number": "1", "action": "Agree a transport protocol.", "lead": "Ambulance Service"}],
    left={
        "Chair | Director of adult services": "heading row",
        "Section 136 detentions | 120 | 90 | 101": "measures",
        "Anna Poole | Ouse Council | Commissioner": "heading row",
        "CCG | Chief officer | 1 May 2015": "heading row",
    },
)
def introduction_and_measures() -> bytes:
    return word(
        "Ouse action plan, April 2015",
        [["Chair", "Director of adult services"], ["Version", "3"], ["Approved by", "Health and wellbeing board"]],
        [["Name", "Organisation", "Role"], ["Anna Poole", "Ouse Council", "Commissioner"]],
        [["Organisation", "Post", "Signature", "Date"], ["CCG", "Chief officer", "", "1 May 2015"]],
        [
            ["No.", "Action", "Timescale", "Led By", "Outcomes"],
            ["1", "Agree a transport protocol.", "July 2015", "Ambulance Service", "Dignity"],
        ],
        "Key performance indicators",
        [["Indicator", "Baseline", "Target", "Latest"], ["Section 136 detentions", "120", "90", "101"]],
    )


@plan(
    "levels-merged-down.docx",
    actions=[
        {"heading": "People know whom to call", "action": "Print a card.", "lead": "Council", "standards": ["A1"]},
        {"heading": "People know whom to call", "action": "Put it online.", "lead": "Council", "standards": ["A1"]},
        {"heading": "Carers are heard", "action": "Ask carers each year.", "lead": "Local Mind", "standards": ["A1"]},
        {"heading": "No one waits in a cell", "action": "Open a second room.", "lead": "Trust", "standards": ["B9"]},
    ],
)
def levels_merged_down() -> bytes:
    document = Document()
    table = grid(
        document,
        [
            ["Concordat standard", "Objective", "Action", "Lead", "By when"],
            ["A1", "People know whom to call", "Print a card.", "Council", "May 2015"],
            ["", "", "Put it online.", "", "June 2015"],
            ["", "Carers are heard", "Ask carers each year.", "Local Mind", "Ongoing"],
            ["B9", "No one waits in a cell", "Open a second room.", "Trust", "2015/16"],
        ],
    )
    down(table, 0, 1, 3)
    down(table, 1, 1, 2)
    down(table, 3, 1, 2)
    return saved(document)
