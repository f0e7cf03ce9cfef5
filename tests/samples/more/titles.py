"""Sections in every dress, statements, notes, words that were mangled on the way."""

from __future__ import annotations

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.samples.more.made import plan, word
from tests.samples.parts import grid, saved

HEADS = ["No.", "Action", "Timescale", "Led By", "Outcomes"]


@plan(
    "sections-in-capitals.docx",
    actions=[
        {"theme": "KEEPING WELL", "heading": None},
        {"theme": "KEEPING WELL", "heading": None},
        {"theme": "IN A CRISIS", "heading": None},
    ],
    left={"KEEPING WELL": "section", "IN A CRISIS": "section"},
)
def sections_in_capitals() -> bytes:
    return word(
        [
            HEADS,
            ["KEEPING WELL"],
            ["1", "Open a garden.", "May 2015", "Council", ""],
            ["2", "Walk together.", "May 2015", "Council", ""],
            ["IN A CRISIS"],
            ["3", "Answer at once.", "May 2015", "Trust", ""],
        ]
    )


@plan(
    "sections-with-sub-headings.docx",
    actions=[
        {
            "theme": "Commissioning to allow earlier intervention and responsive crisis services",
            "theme_number": "1",
            "heading": "Matching local need with a suitable range of services",
        },
        {
            "theme": "Commissioning to allow earlier intervention and responsive crisis services",
            "theme_number": "1",
            "heading": "Improved partnership working in Holmedale",
        },
        {"theme": "Access to support before crisis point", "theme_number": "2", "heading": None},
    ],
)
def sections_with_sub_headings() -> bytes:
    return word(
        [
            HEADS,
            ["1. Commissioning to allow earlier intervention and responsive crisis services"],
            ["Matching local need with a suitable range of services"],
            ["1", "Ask people what they need.", "May 2015", "CCG", ""],
            ["Improved partnership working in Holmedale"],
            ["2", "Meet each month.", "Ongoing", "All", ""],
            ["2. Access to support before crisis point"],
            ["3", "Open a line.", "June 2015", "Trust", ""],
        ]
    )


@plan(
    "statements-of-people.docx",
    actions=[
        {"action": "Publish one number.", "theme": "Access to support before crisis point"},
        {"action": "Train receptionists.", "theme": "Access to support before crisis point"},
        {"action": "Offer two visits a day.", "theme": "Quality of treatment and care when in crisis"},
    ],
    left={
        "“I know who to contact at any time, 24 hours a day”": "I-statement",
        "I am treated with dignity": "I-statement",
        "Outcome: people know where to turn and are believed when they do": "about",
    },
)
def statements_of_people() -> bytes:
    return word(
        [
            HEADS,
            ["A - Access to support before crisis point"],
            ["“I know who to contact at any time, 24 hours a day”"],
            ["1", "Publish one number.", "May 2015", "CCG", ""],
            ["2", "Train receptionists.", "May 2015", "CCG", ""],
            ["Outcome: people know where to turn and are believed when they do"],
            ["C - Quality of treatment and care when in crisis"],
            ["I am treated with dignity"],
            ["3", "Offer two visits a day.", "May 2015", "Trust", ""],
        ]
    )


@plan(
    "statements-as-outcomes.docx",
    actions=[
        {"action": "Answer within a minute.", "outcome": "“I am believed when I ring”", "lead": "111"},
        {"action": "Visit within four hours.", "outcome": "“Help comes quickly”", "lead": "Trust"},
    ],
)
def statements_as_outcomes() -> bytes:
    return word(
        [
            ["What will be done?", "What difference will it make?", "Led by", "Due date"],
            ["Answer within a minute.", "“I am believed when I ring”", "111", "01.09.2015"],
            ["Visit within four hours.", "“Help comes quickly”", "Trust", "1 Sept 2015"],
        ]
    )


@plan(
    "words-mangled-on-the-way.docx",
    actions=[
        {
            "action": "Review people’s care – “crisis” plans – in each café.",
            "timescale": "by March 2016",
            "due": "2016-03-31",
            "lead": "Children’s Services",
            "outcome": "No one’s plan is lost…",
        },
        {"action": "Write to carers’ groups.", "due": "2015-06-30", "lead": "Council"},
    ],
)
def words_mangled_on_the_way() -> bytes:
    return word(
        [
            ["No.", "Action", "Timescale", "Led\u00a0By", "Outcomes"],
            [
                "1",
                "Review peopleâ€™s\u00a0care â€“ â€œcrisisâ€\u009d plans â€“ in each cafÃ©.",
                "by\u00a0March\u00a02016",
                "Childrenâ€™s Services",
                "No oneâ€™s plan is lostâ€¦",
            ],
            ["2", "Write to carers\u2019 groups.\u200b", "June\u00ad 2015", "Council\ufeff", ""],
        ]
    )


@plan(
    "changes-tracked.docx",
    actions=[{"action": "Open the new room at night.", "due": "2015-05-31", "lead": "Trust"}],
)
def changes_tracked() -> bytes:
    """Inserted words count, deleted ones and deleted rows do not."""
    document = Document()
    table = grid(
        document,
        [HEADS, ["1", "Open the", "May 2015", "Trust", ""], ["2", "Close the old one.", "May 2015", "Trust", ""]],
    )
    paragraph = table.cell(1, 1).paragraphs[0]._p
    for tag, inner, text in (
        ("w:ins", "w:t", " new room"),
        ("w:del", "w:delText", " old room"),
        ("w:ins", "w:t", " at night."),
    ):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        paragraph.append(change)
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    return saved(document)
