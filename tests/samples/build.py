"""Plans as areas might write them, each of another shape. The areas and the sentences are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tests.samples.parts import fill, grid, saved, shade, tidy

RED, AMBER, GREEN, GREY, BLUE = "FF0000", "FFC000", "92D050", "BFBFBF", "0070C0"


def headings_and_tables() -> bytes:
    """A table under each heading, no numbers, the second table without a heading row."""
    document = Document()
    document.add_heading("Brackwater crisis care action plan 2016/17", 0)
    document.add_paragraph("This plan was agreed by the partnership in spring.")
    document.add_heading("Access to support before crisis point", 1)
    grid(
        document,
        [
            ["What we will do", "Who will do it?", "When will it be done?", "What difference will it make?", "Status"],
            ["Open a crisis line for carers.", "CCG\nLocal Mind", "Autumn 2016", "Carers are heard.", "In progress"],
            ["Teach first aid for the mind in colleges.", "Public Health & CAMHS", "31.3.2017", "", "Not started"],
        ],
    )
    document.add_heading("Urgent and emergency access to crisis care", 1)
    grid(
        document,
        [
            ["Staff the 136 suite at night.", "Mental health trust", "Completed", "No waits.", "Complete"],
            ["Agree a joint handover form.", "Police, supported by Ambulance Service", "End of Q2", "", "On track"],
        ],
    )
    document.add_paragraph("Performance will be reported to the board each quarter.")
    return saved(document)


def merged_milestones() -> bytes:
    """Local numbered themes, numbers 1 then 1.1, actions merged over several steps, new and dropped ones."""
    document = Document()
    document.add_paragraph("Action plan of the Holmedale partnership, version 4, June 2015")
    table = grid(
        document,
        [
            ["Ref no", "ACTION REQUIRED", "LEAD ORGANISATION(S)", "TIME SCALE", "EXPECTED OUTPUTS", "PROGRESS TO DATE"],
            ["1", "Working together", "", "", "", ""],
            [
                "1.1",
                "Write one protocol for transport.",
                "Ambulance Service",
                "Draft: June 2015",
                "Protocol",
                "Draft shared.",
            ],
            ["", "", "Police", "Final: October 2015", "", ""],
            ["1.2*", "Name a link worker in each station.", "Police and Council", "by Dec 2015", "List of names", ""],
            ["2", "Helping people sooner", "", "", "", ""],
            ["2.1", "Print a crisis card.", "All partners", "tbc", "", ""],
            ["2.2", "Text people the day after discharge.", "Trust", "ongoing", "", "Done. Live in all teams."],
        ],
    )
    for column in (0, 1):
        table.cell(2, column).merge(table.cell(3, column))
        tidy(table.cell(2, column))
    run = table.cell(6, 1).paragraphs[0].runs[0]
    run.font.strike = True
    return saved(document)


def colours_in_the_number_column() -> bytes:
    """A key with colours, no status column, the number's background tells; a grey row; a header over two lines."""
    document = Document()
    document.add_paragraph("Crisis concordat – delivery plan. Updated 12 May 2017")
    key = grid(document, [["", "Off track"], ["", "Some risk"], ["", "Completed"]])
    for row, colour in zip(key.rows, (RED, AMBER, GREEN), strict=True):
        shade(row.cells[0], colour)
    table = grid(
        document,
        [
            ["Action", "Key", "Time", "Responsible", "Key"],
            ["Number", "actions", "scale", "agency", "outcomes"],
            ["PRIORITY AREA 1: KEEPING PEOPLE SAFE"],
            ["1:a", "Check every ligature point.", "Q1", "Trust", "Safer wards"],
            ["1:b", "Agree who waits with a person in A&E.", "Q1/Q2", "Acute trust / Police", "Shorter waits"],
            ["1:c", "Buy a second vehicle.", "Q4", "Ambulance", ""],
            ["1:d", "Rewrite the website.", "TBA", "Council", ""],
        ],
    )
    for row, colour in zip((3, 4, 5), (GREEN, AMBER, RED), strict=True):
        shade(table.cell(row, 0), colour)
    for cell in table.rows[6].cells:
        shade(cell, GREY)
    return saved(document)


def standards_and_statements() -> bytes:
    """Sections by the concordat's codes, I-statements, lists and a table in a cell, names of people."""
    document = Document()
    document.add_heading("Tidebrook: making the concordat real, April 2018", 0)
    table = grid(
        document,
        [
            ["Concordat ref", "Local action", "Named lead", "Target date", "How will we know?", "RAG-Comments"],
            ["A. Access to support before crisis point"],
            ["I can find help close to home, at any hour"],
            [
                "A1",
                "Run listening cafés:\n• north\n• south",
                "Jane Smith, CCG",
                "Sept '18",
                "Footfall",
                "R – no venue yet",
            ],
            ["B. Urgent and emergency access to crisis care"],
            ["We will publish this table on all our websites and review it twice a year with people who use services."],
            ["B6, B9", "Place a nurse in the control room.", "Police (lead), Trust", "2018-19", "Calls", "Amber"],
            [
                "B13",
                "Record the wait for an ambulance.",
                "Ambulance Service",
                "monthly",
                "",
                "A patient was left for nine hours.",
            ],
        ],
    )
    inside = table.cell(6, 1).add_table(1, 2)
    inside.cell(0, 0).text, inside.cell(0, 1).text = "Shift", "18:00–02:00"
    return saved(document)


def workbook_of_sheets() -> bytes:
    """Live and completed actions on sheets of their own, heading rows below a title, real dates, a theme column."""
    book = Workbook()
    live = book.active
    live.title = "Live actions"
    fill(
        live,
        [
            ["Ouseby crisis care partnership"],
            ["Key: B = complete; G = on track; A = some delay; R = significant delay"],
            [],
            ["Theme", "ID", "Task", "Owner", "Due date", "BRAG", "Latest update"],
            [
                "Quality of treatment and care when in crisis",
                101,
                "Audit use of restraint.",
                "Trust",
                date(2019, 6, 30),
                "G",
                "Half of wards done.",
            ],
            [None, 102, "Publish the audit.", "Trust; CCG", "Sep-19", "A", None],
            [
                "Recovery and staying well",
                103,
                "Offer a plan to all who leave.",
                "Council",
                date(2020, 3, 31),
                "R",
                "No staff",
            ],
            [None, None, None, None, None, None, None],
            ["Note: figures are provisional."],
        ],
    )
    live.merge_cells("A5:A6")
    live.merge_cells("A1:G1")
    done = book.create_sheet("Completed actions")
    fill(done, [["ID", "Task", "Owner", "Due date"], [90, "Map services.", "CCG", "March 2018"]])
    book.create_sheet("Lists").append(["R", "A", "G"])
    return saved(book)


def workbook_by_section() -> bytes:
    """A sheet for each section; objectives above actions; status by theme-free fills and words in a column."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in {
        "Access to support": [
            ["Objective", "What needs to happen", "By whom", "By when", "Outcome", "Status"],
            [
                "Help before crisis",
                "Extend the café to seven nights.",
                "Local Mind/Council",
                "Winter 2021/22",
                "Fewer visits to A&E",
                "Underway",
            ],
            ["Help before crisis", "Train GPs.", "ICB", "mid-2021", "", "Delayed"],
        ],
        "Recovery": [
            ["Objective", "What needs to happen", "By whom", "By when", "Outcome", "Status"],
            ["Staying well", "Review crisis plans yearly.", "Both trusts", "every year", "", ""],
        ],
    }.items():
        sheet = book.create_sheet(name)
        fill(sheet, rows)
        for cell in sheet[1]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FF" + BLUE)
    return saved(book)


def table_as_csv() -> bytes:
    """A list exported from another system: semicolons, start and end in two columns, a cell with a formula."""
    lines = [
        "Action ID;Action;Lead agency;Supporting agencies;Start date;End date;Progress;RAG status",
        "7;=HYPERLINK(\"http://x\");Police;Council, Trust;01/04/2022;30/09/2022;\"Two of three\nsites live\";green",
        "8;Share data weekly;ICB – Digital team;;;Q3 2022/23;;",
    ]  # fmt: skip
    return "\r\n".join(lines).encode("cp1252")


def completed_appendix() -> bytes:
    """Two action tables in one document, the second an appendix of completed actions, with other columns."""
    document = Document()
    document.add_heading("Plan for 2015-16", 0)
    grid(
        document,
        [
            ["No", "Action", "Timescales", "Led by", "Outcomes"],
            ["IMPROVED PARTNERSHIP WORKING"],
            ["a)", "Meet every month.", "In place", "Concordat group", "1. Trust\n2. Speed"],
            [
                "b)",
                "NEW: Agree an escalation route.",
                "as services are redesigned, no later than March 2016",
                "CCG/Trust",
                "",
            ],
            ["", "", "", "", "3. Fewer disputes"],
            ["No", "Action", "Timescales", "Led by", "Outcomes"],
            ["STAFF SAFETY"],
            ["", "Review lone working.", "as outlined in the workforce plan", "", ""],
        ],
    )
    document.add_heading("Appendix 1: Completed actions", 1)
    grid(
        document,
        [
            ["Action", "Lead", "Completed"],
            ["Sign the declaration.", "All agencies", "December 2014"],
        ],
    )
    return saved(document)


SAMPLES: dict[str, Callable[[], bytes]] = {
    "headings-and-tables.docx": headings_and_tables,
    "merged-milestones.docx": merged_milestones,
    "colours-in-the-number-column.docx": colours_in_the_number_column,
    "standards-and-statements.docx": standards_and_statements,
    "workbook-of-sheets.xlsx": workbook_of_sheets,
    "workbook-by-section.xlsx": workbook_by_section,
    "table-as-csv.csv": table_as_csv,
    "completed-appendix.docx": completed_appendix,
}
