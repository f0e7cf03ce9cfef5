"""Workbooks and text tables: many sheets, hidden things, days, formulas, colours, odd encodings."""

from __future__ import annotations

from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Color, Font, PatternFill

from tests.samples.more.made import edited, plan
from tests.samples.parts import fill, saved

HEADS = ["Ref", "Action", "Lead", "Due date", "RAG", "Comments"]


@plan(
    "book-of-many-sheets.xlsx",
    actions=[
        {"number": "1", "action": "Map the services.", "theme": "Prevention"},
        {"number": "2", "action": "Train the staff.", "theme": "Response"},
    ],
    left={"Contents": "heading row", "Detentions | 120 | 90": "measures"},
    warned=["The sheet “Old plan” is hidden"],
)
def book_of_many_sheets() -> bytes:
    book = Workbook()
    book.active.title = "Contents"
    fill(book.active, [["Contents"], ["Prevention"], ["Response"]])
    for number, (name, text) in enumerate((("Prevention", "Map the services."), ("Response", "Train the staff.")), 1):
        fill(book.create_sheet(name), [HEADS, [number, text, "CCG", date(2015, 6, 30), "G", None]])
    old = book.create_sheet("Old plan")
    fill(old, [HEADS, [9, "Buy a fax machine.", "CCG", date(2009, 6, 30), "G", None]])
    old.sheet_state = "hidden"
    fill(book.create_sheet("KPIs"), [["Indicator", "Baseline", "Target"], ["Detentions", 120, 90]])
    return saved(book)


@plan(
    "book-with-hidden-rows.xlsx",
    actions=[{"number": "1", "action": "Open the line.", "progress": ""}, {"number": "3", "action": "Ring back."}],
    left={"2 | Close the old line. | CCG | 2015-07-31": "hidden"},
    warned=["The column “Comments” is hidden"],
)
def book_with_hidden_rows() -> bytes:
    book = Workbook()
    sheet = book.active
    fill(
        sheet,
        [
            HEADS,
            [1, "Open the line.", "CCG", date(2015, 6, 30), None, "a private note"],
            [2, "Close the old line.", "CCG", date(2015, 7, 31)],
            [3, "Ring back.", "CCG", date(2015, 8, 31)],
        ],
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    return saved(book)


@plan(
    "book-of-days-and-formulas.xlsx",
    actions=[
        {"number": "1.10", "due": "2015-06-30", "timescale": "2015-06-30", "lead": "CCG"},
        {"number": "2", "due": "2016-03-31", "lead": "Trust", "action": "Build the suite."},
        {"number": "3", "action": "=HYPERLINK(\"x\")", "due": "2016-03-31"},
    ],
)  # fmt: skip
def book_of_days_and_formulas() -> bytes:
    book = Workbook()
    sheet = book.active
    fill(
        sheet,
        [
            ["Ref", "Action", "Lead", "Due date"],
            [1.1, "Look at the beds.", "CCG", datetime(2015, 6, 30, 9)],  # noqa: DTZ001 – a workbook's days have no zone
            ["=A2+0.9", '="Build "&"the suite."', "Trust", "=DATE(2016,3,31)"],
            [3, '=HYPERLINK("x")', "CCG", "31 March 2016"],
        ],
    )
    sheet["A2"].number_format = "0.00"
    sheet["D3"].number_format = "dd/mm/yyyy"
    return edited(
        saved(book), "xl/worksheets/sheet1.xml",
        ("<f>A2+0.9</f><v></v>", "<f>A2+0.9</f><v>2</v>"),
        ('<c r="B3"><f>"Build "&amp;"the suite."</f><v></v>', '<c r="B3" t="str"><f>x</f><v>Build the suite.</v>'),
        ("<f>DATE(2016,3,31)</f><v></v>", "<f>DATE(2016,3,31)</f><v>42460</v>"),
    )  # fmt: skip


@plan(
    "book-of-colours.xlsx",
    legend={"red": "off_track", "amber": "at_risk", "green": "on_track", "blue": "complete"},
    actions=[
        {"confidence": "on_track"},
        {"confidence": "at_risk"},
        {"confidence": "off_track"},
        {"state": "complete"},
        {"state": "withdrawn"},
    ],
    warned=["The row is struck through"],
)
def book_of_colours() -> bytes:
    book = Workbook()
    sheet = book.active
    fill(sheet, [HEADS, *([n, f"Do thing number {n}.", "CCG", "May 2015"] for n in range(1, 6))])
    colours = [Color(theme=6), Color(rgb="FFFFC000"), Color(indexed=10), Color(rgb="FF0070C0")]
    for number, colour in enumerate(colours, 2):
        sheet.cell(number, 5).fill = PatternFill("solid", fgColor=colour)
    sheet.cell(6, 2).font = Font(strike=True)
    return saved(book)


@plan(
    "book-set-in-the-middle.xlsx",
    actions=[
        {"number": "1", "action": "Open the line.", "theme": "Access to support before crisis point"},
        {"number": "2", "action": "Ring back.", "theme": "Access to support before crisis point"},
        {
            "number": "3",
            "action": "Talk of what helped.",
            "theme": "Recovery and staying well / preventing future crises",
        },
    ],
    left={"Crisis care concordat: action plan": "above"},
)
def book_set_in_the_middle() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet["C2"] = "Crisis care concordat: action plan"
    sheet.merge_cells("C2:H2")
    table = [
        ["Theme", "No", "Action", "Lead", "When", "RAG"],
        ["Access to support before crisis point", 1, "Open the line.", "CCG", "May 2015", "G"],
        [None, 2, "Ring back.", "CCG", "May 2015", "G"],
        ["Recovery and staying well", 3, "Talk of what helped.", "CCG", "May 2015", "A"],
    ]
    for number, row in enumerate(table, 5):
        for column, value in enumerate(row, 3):
            sheet.cell(number, column, value)
    sheet.merge_cells("C6:C7")
    return saved(book)


@plan(
    "a-report-for-each-quarter.xlsx",
    actions=[
        {"number": "1", "action": "Open the line.", "rag": "G", "progress": "Lease signed\nLine open"},
        {"number": "2", "action": "Ring back.", "rag": "R", "confidence": "off_track", "progress": "Not begun"},
    ],
)
def a_report_for_each_quarter() -> bytes:
    book = Workbook()
    fill(
        book.active,
        [
            ["No", "Action", "Lead", "By when", "Q1 update", "Q1 RAG", "Q2 update", "Q2 RAG"],
            [1, "Open the line.", "CCG", "May 2015", "Lease signed", "A", "Line open", "G"],
            [2, "Ring back.", "CCG", "May 2015", "Not begun", "R", None, None],
        ],
    )
    return saved(book)


TEXT = (
    "Crisis care concordat action plan 2015/16;;;;\r\n"
    "No.;Action;Timescale;Led by;Outcomes\r\n"
    "1;Offer people’s families a café;by March 2016;Council, Police;“Fewer waits”\r\n"
    '2;"Write one form; print it";Ongoing;CCG;\r\n'
)
READ = [
    {
        "number": "1", "action": "Offer people’s families a café", "due": "2016-03-31", "lead": "Council",
        "partners": ["Police"], "outcome": "“Fewer waits”",
    },
    {"number": "2", "action": "Write one form; print it", "kind": "ongoing"},
]  # fmt: skip


@plan("semicolons-of-windows.csv", actions=READ, left={"Crisis care concordat action plan 2015/16": "above"})
def semicolons_of_windows() -> bytes:
    return TEXT.encode("cp1252")


@plan("tabs-of-sixteen-bits.csv", actions=READ)
def tabs_of_sixteen_bits() -> bytes:
    return (
        TEXT.replace('"Write one form; print it"', "Write one form\0 print it")
        .replace(";", "\t")
        .replace("\0", ";")
        .encode("utf-16")
    )


@plan("says-its-separator.csv", actions=READ)
def says_its_separator() -> bytes:
    return b"sep=;\r\n" + TEXT.encode("utf-8-sig")[3:]
