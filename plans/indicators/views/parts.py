"""What the pages about indicators draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from concordat.charts.lines import Line, Target, Trend, make_trend
from concordat.web.components import Cell, Column, Row, Table
from concordat.web.words import date_words, plural
from plans.indicators.models import Indicator, Reading
from plans.indicators.queries import Measure
from plans.indicators.rules import Better, Every, Standing, Unit, period_in, period_words, shown
from plans.planning.models import Action

#: So many periods are drawn at the most.
MOST_DRAWN = 16
_MARKS = {
    Standing.REACHED: ("●", ""),
    Standing.NEAR: ("◐", ""),
    Standing.OFF: ("▲", "app-problem"),
    Standing.NO_TARGET: ("○", "app-muted"),
    Standing.NO_FIGURE: ("○", "app-muted"),
}


def measures_table(measures: Iterable[Measure], today: date, caption: str, *, hide_caption: bool = False) -> Table:
    """Return indicators with their latest figures as a table."""
    columns = [
        Column("Indicator", long=True),
        Column("Latest figure"),
        Column("Target"),
        Column("How it stands"),
        Column("Next figure", nowrap=True),
    ]
    rows = [
        [
            Cell(one.indicator.name, one.indicator.get_absolute_url()),
            latest_words(one),
            shown(one.indicator.target, one.indicator.unit) or "None",
            standing_words(one.standing),
            next_words(one, today),
        ]
        for one in measures
    ]
    return Table(caption, columns, rows, hide_caption=hide_caption)


def latest_words(one: Measure) -> SafeString | str:
    """Return the latest figure, its period and in which direction it went."""
    if one.latest is None:
        return "None yet"
    unit = one.indicator.unit
    figure = shown(one.latest.value, unit) or "No figure"
    period = period_words(one.indicator.every, one.latest.began)
    travel = f", {one.travel}" if one.travel and one.latest.value is not None else ""
    return format_html('{}<br><span class="app-muted">{}{}</span>', figure, period, travel)


def standing_words(standing: Standing) -> SafeString:
    """Return how the latest figure stands, as shape and words."""
    mark, look = _MARKS[standing]
    return format_html('<span class="{}"><span aria-hidden="true">{}</span> {}</span>', look, mark, standing.label)


def next_words(one: Measure, today: date) -> SafeString | str:
    """Return by when the next figure is looked for."""
    if one.indicator.retired_on is not None:
        return f"Measured no more since {date_words(one.indicator.retired_on)}"
    day = date_words(one.indicator.next_due)
    return format_html('<strong class="app-problem">Late: was due {}</strong>', day) if one.is_late(today) else day


def rows_of(one: Indicator, actions: Sequence[Action], by: str) -> list[Row]:
    """Return everything an indicator says, line by line."""
    weeks = "at the end of the period" if not one.weeks else f"{plural(one.weeks, 'week')} after it ends"
    rows = [
        Row("Exactly what is counted", one.definition or "Not said", preserve_lines=bool(one.definition)),
        Row("Unit", Unit(one.unit).label),
        Row("Which way is better", Better(one.better).label),
        Row("Target", shown(one.target, one.unit) or "None is agreed"),
        Row("Read", f"{Every(one.every).label}, {weeks}"),
        Row("Who gives the figure", one.provider.name if one.provider else "Officers of the partnership"),
        Row("Where it comes from", one.source or "Not said"),
        Row("Actions it belongs to", _links(actions) or "None"),
        Row("Added", f"{date_words(one.created_at)}, {by}" if by else date_words(one.created_at)),
    ]
    if one.of_people:
        rows.insert(2, Row("It counts people", "Figures from 1 to 4 stay inside the partnership"))
    return rows


def counting(readings: Iterable[Reading]) -> list[Reading]:
    """Return of each period the reading that counts; ``readings`` has the newest period and revision first."""
    return list({one.began: one for one in reversed(list(readings))}.values())[::-1]


def picture_of(one: Indicator, readings: Sequence[Reading]) -> Trend | None:
    """Return the figures over time beside the target; None before there are two. A period without one is a gap."""
    known = {reading.began: reading.value for reading in counting(readings)}
    if sum(value is not None for value in known.values()) < 2:
        return None
    first, last, began = min(known), max(known), []
    while first <= last:
        began.append(first)
        first = _after(one.every, first)
    began = began[-MOST_DRAWN:]
    values = [None if known.get(day) is None else float(known[day] or 0) for day in began]
    target = None if one.target is None else Target(float(one.target))
    periods = [_short(one.every, day) for day in began]
    return make_trend(one.name, periods, [Line("Figure", values)], unit=_unit_words(one), target=target)


def readings_table(one: Indicator, readings: Sequence[Reading]) -> Table:
    """Return every reading, those replaced too."""
    now = {reading.pk for reading in counting(readings)}
    columns = [Column("Period"), Column("Figure"), Column("Note", long=True), Column("Given", nowrap=True)]
    rows: list[list[Any]] = []
    for reading in readings:
        period = period_words(one.every, reading.began)
        name = period if reading.pk in now else format_html('{} <span class="app-muted">(replaced)</span>', period)
        rows.append([name, figure_words(one, reading), note_words(reading), given_words(reading)])
    return Table("Figures, the newest first", columns, rows, hide_caption=True)


def figure_words(one: Indicator, reading: Reading) -> str:
    """Return a figure, with the part and the whole it was worked out from."""
    figure = shown(reading.value, one.unit) or "No figure"
    if reading.numerator is None:
        return figure
    part, whole = shown(reading.numerator, Unit.NUMBER), shown(reading.denominator, Unit.NUMBER)
    return f"{figure} ({part} of {whole})"


def note_words(reading: Reading) -> SafeString | str:
    """Return the note and where the figure was published."""
    if not reading.source_url:
        return reading.note
    link = format_html(
        '<a class="govuk-link" rel="noopener noreferrer external" href="{}">Where it was published</a>',
        reading.source_url,
    )
    return format_html("{}<br>{}", reading.note, link) if reading.note else link


def given_words(reading: Reading) -> str:
    """Return when and by whom a figure was given."""
    day = date_words(reading.at)
    return f"{day}, {reading.by.name}" if reading.by else day


def _links(actions: Iterable[Action]) -> SafeString:
    each = ((one.get_absolute_url(), str(one)) for one in actions)
    return format_html_join("", '<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>', each)


def _after(every: str, began: date) -> date:
    ended = period_in(every, began).ended
    return date.fromordinal(ended.toordinal() + 1)


def _short(every: str, began: date) -> str:
    return f"{began:%b %Y}" if every == Every.MONTH else period_in(every, began).name


def _unit_words(one: Indicator) -> str:
    unit = {Unit.PERCENT: "per cent", Unit.NUMBER: ""}.get(Unit(one.unit), str(one.unit))
    each = {Every.MONTH: "month", Every.QUARTER: "quarter", Every.HALF: "half-year", Every.YEAR: "financial year"}
    return f"{unit}, each {each[Every(one.every)]}".lstrip(", ")
