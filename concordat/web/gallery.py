"""What the gallery of components shows: every piece in every state, with invented words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict

from concordat.charts.bars import Segment, make_bar
from concordat.charts.columns import Column as DatesColumn
from concordat.charts.columns import Columns, make_columns
from concordat.charts.hexmap import Hex, HexMap, Kind, make_hexmap
from concordat.charts.lines import Line, Target, Trend, make_trend
from concordat.conflicts import differences
from concordat.web.components import Action, Cell, Column, Figure, Row, Table
from concordat.web.gallery_forms import FilterExample, FormExample, wrong_answers
from concordat.web.statuses import WORDS, Status, status_of

LONG = (
    "Agree with all twenty-two partners, including the voluntary sector and people who have used services, how the "
    "health-based place of safety is staffed day and night throughout the year "
)
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
STEPS = ("Nothing recorded", "Group formed", "Declared", "Plan in draft", "Submitted", "Published", "Delivering")


def contents(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the gallery page."""
    return {
        "statuses": [status_of(key) for key in WORDS],
        "odd_statuses": _odd_statuses(),
        "steps": list(enumerate(STEPS, start=1)),
        "long_ago": date(2020, 1, 1),
        "long_words": LONG * 3,
        "figures": _figures(),
        "rows": _summary_rows(),
        "table": _table(),
        "empty_table": Table("Actions due this month", _columns(), [], empty="No action is due this month."),
        "wide_table": _wide_table(),
        "page_of_many": Paginator(range(612), 20).page(7),
        "page_of_one": Paginator(range(3), 20).page(1),
        "bar": make_bar("Actions by state", _segments()),
        "empty_bar": make_bar("Actions by state", []),
        "trend": _trend(),
        "columns": _months(),
        "map": _map(),
        # In a dictionary of their own: the page itself is not in error.
        "examples": {
            "empty": FormExample(prefix="empty", cancel_url="#forms"),
            "wrong": FormExample(wrong_answers(), {}, prefix="wrong", cancel_url="#forms"),
            "differences": differences({"t": "Agreed in May"}, {"t": LONG}, {"t": "Agreed text"}),
            "filter": FilterExample(QueryDict("q=triage&state=at_risk")),
        },
    }


def _odd_statuses() -> list[Status]:
    return [
        status_of("", "Not recorded"),
        status_of("conditional", "Depends on something else"),
        status_of("at_risk", note="since 3 March 2026"),
        status_of("off_track", LONG),
    ]


def _figures() -> list[Figure]:
    return [
        Figure("actions complete", 34, of=80, note="6 more than last quarter"),
        Figure("actions overdue", 5, of=80, url="#figures"),
        Figure("areas heard from this quarter", 141, of=153),
        Figure("standards without an action", 0, of=19),
    ]


def _summary_rows() -> list[Row]:
    return [
        Row("Lead", "Northshire Police", (Action("Change", "#lists", "lead"),)),
        Row(
            "Timescale", ["By March 2027", "We read this as 31 March 2027"], (Action("Change", "#lists", "timescale"),)
        ),
        Row("Outcome", ""),
        Row("Action", LONG * 2, (Action("Change", "#lists", "action"), Action("History", "#lists", "of the action"))),
        Row("Agreed text", "First paragraph.\n\nSecond paragraph.", preserve_lines=True),
    ]


def _columns() -> list[Column]:
    return [
        Column("Area", sort="name"),
        Column("Lead"),
        Column("Overdue", number=True, sort="overdue"),
        Column("Due", nowrap=True),
    ]


def _table() -> Table:
    rows: list[list[Any]] = [
        [Cell("Northshire", "#tables"), "Northshire Police", 3, "31 March 2027"],
        [Cell("Southbury", "#tables"), None, 0, "30 June 2027"],
        [Cell(LONG_WORD, "#tables"), LONG, 12_345, ""],
    ]
    return Table("Areas and their overdue actions", _columns(), rows)


def _wide_table() -> Table:
    periods = [f"Quarter {q} of {y} to {y + 1}" for y in (2024, 2025) for q in (1, 2, 3, 4)]
    columns = [Column("Area"), *(Column(period, number=True) for period in periods)]
    rows = [["Northshire", *range(20, 28)], ["Southbury", *range(3, 11)]]
    return Table("Updates in each quarter", columns, rows, scroll=True)


def _segments() -> list[Segment]:
    values = {"complete": 34, "on_track": 21, "at_risk": 9, "off_track": 4, "not_started": 10, "silent": 2}
    return [Segment(key, WORDS[key], value) for key, value in values.items()]


def _trend() -> Trend:
    periods = [f"Q{q} {year}" for year in ("2024/25", "2025/26", "2026/27") for q in (1, 2, 3, 4)][:10]
    lines = [
        Line("Detentions under section 136", (820, 790, 805, 760, None, 740, 733, 701, 688, 690)),
        Line("Taken by ambulance", (310, 335, 340, 352, None, 401, 420, 433, 470, 512)),
    ]
    target = Target(600, "Target for detentions")
    return make_trend("Section 136 in Northshire", periods, lines, unit="people in each quarter", target=target)


def _months() -> Columns:
    """Return how much falls due in each month, one of them empty."""
    names = ("April", "May", "June", "July", "August", "September")
    numbers = zip(names, (4, 9, 0, 120, 12, 1), strict=True)
    return make_columns(
        "Actions due in each month", [DatesColumn(name[:3], number, f"{name} 2026") for name, number in numbers]
    )


def _map() -> HexMap:
    kinds = [Kind(words.lower().replace(" ", "-"), words, str(i + 1), i) for i, words in enumerate(STEPS)]
    names = ("North", "Upper West", "Mid-shire", "Eastholme", "Old Bridge and Vale", "Southbury", "Isle")
    hexes = [
        Hex(
            x=1 + i % 3 + (0.5 if i // 3 % 2 else 0),
            y=i // 3 * 0.866,
            label=name if len(name) < 12 else "Old Bridge",
            name=name,
            kind=kinds[i].key,
            href=f"#map-{i}" if i else "",
            note="no update for 20 weeks" if i in (2, 6) else "",
            dashed=i in (2, 6),
        )
        for i, name in enumerate(names)
    ]
    return make_hexmap("Seven invented areas by stage", hexes, kinds, map_id="gallery-map", view_box="-0.2 -0.7 5 3.2")
