"""The sentence in which an officer sees how a timescale was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plans.planning.rules.timescale.kinds import TimescaleKind
from plans.planning.rules.timescale.values import Value
from plans.planning.rules.timescale.written import long_date

#: The database keeps this many characters of a reading.
LONGEST = 300
_STATES = {
    TimescaleKind.DONE: "done",
    TimescaleKind.CONDITIONAL: "depends on something else",
    TimescaleKind.EXTERNAL: "refers to another document",
}


def sentence(kind: TimescaleKind, start: date | None, due: date | None, values: Sequence[Value]) -> str:
    """Say how a timescale was read, in words that read back to the same days."""
    if kind is TimescaleKind.UNSET:
        return "no date set"
    if kind is TimescaleKind.ONGOING:
        since = f" since {long_date(start)}" if start else ""
        reviews = [long_date(value.due) for value in values if value.due]
        return f"ongoing{since}: no end date" + (f"; review {', '.join(reviews)}" if reviews else "")
    state = _STATES.get(kind)
    days = _days(start, due, values)
    if state is None:
        return days
    if not days:
        return state if kind is TimescaleKind.DONE else f"{state}: no date"
    return f"{state}: {days}" if kind is TimescaleKind.DONE or start else f"{state}; no later than {days}"


def _days(start: date | None, due: date | None, values: Sequence[Value]) -> str:
    """Say the days alone."""
    if due is None:
        return f"starts {long_date(start)}; the last day is not said" if start else ""
    dated = [value for value in values if value.due]
    if len(dated) > 1:
        text = ", then ".join(_span(value.start, value.due) for value in dated)
        spans = [value.start for value in dated if value.start]
        if start and (len(spans) < len(dated) or min(spans) != start):
            text = f"from {long_date(start)}: {text}"
        return text if len(text) < LONGEST - 60 else f"{_span(start, due)} (the last of {len(dated)} dates)"
    text = _span(start, due)
    words = dated[0].words if dated and (dated[0].start, dated[0].due) == (start, due) else ""
    if not words or words == text:
        return text
    return f"{text} ({words})" if start else f"{text} (by the end of {words})"


def _span(start: date | None, due: date | None) -> str:
    days = [long_date(day) for day in (start, due) if day]
    return " to ".join(days)
