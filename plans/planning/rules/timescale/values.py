"""From dates found in a text to values: spans joined, years borrowed, the words beside them heard."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.planning.rules.timescale.kinds import Precision
from plans.planning.rules.timescale.words import ABOUT, Role, role_of
from plans.planning.rules.timescale.written import PERIODS, Shape, Written, days_of, month_end, words_of

_UNTIL = re.compile(
    r"(?:st|nd|rd|th)?[ \t)]*(?:-|to|until|till|through(?: to)?|thru|up to)[ \t]*(?:the )?"
    r"(?:end(?: of)?|early|late|year)?[ \t]*$"
)
_BESIDE = re.compile(r"\s*/\s*$")
_BETWEEN = re.compile(r"(?<![a-z])between(?: the)?\s*$")
_LOOK = 60


@dataclass(frozen=True)
class Value:
    """One value of a timescale, with the days it allows. ``start`` is set for a period."""

    begin: int
    end: int
    start: date | None
    due: date | None
    precision: Precision
    role: Role
    words: str
    warnings: tuple[str, ...] = ()

    @property
    def is_span(self) -> bool:
        """Whether it says from when till when."""
        return self.start is not None and self.due is not None


def values_of(text: str, found: list[Written], plan_year: int | None) -> tuple[list[Value], list[str]]:
    """Return the values of plain lower-case ``text``, and warnings about dates without a year."""
    dated, warnings = _with_years(text, found, plan_year)
    values: list[Value] = []
    index = 0
    while index < len(dated):
        last = _last_beside(text, dated, index)
        joined = _joined(text, dated, index, last)
        values.append(joined or _single(text, dated, index))
        index = last + 1 if joined else index + 1
    return values, warnings


def _with_years(text: str, found: list[Written], plan_year: int | None) -> tuple[list[Written], list[str]]:
    """Give every date a year: of the next date, of the one before, or of the plan."""
    dated: list[Written] = []
    warnings: list[str] = []
    found = [one for one in found if one.year is None or _is_likely(one.shape, one.year)]
    for index, written in enumerate(found):
        if written.year is not None:
            dated.append(written)
            continue
        lent = _lent(written, dated, found[index + 1 :])
        if lent is None and plan_year is None:
            warnings.append("No year is written, so no date could be read")
            continue
        year = lent if lent is not None else _plan_year_of(written, plan_year or 0)
        if lent is None and written.shape in (Shape.DAY, Shape.MONTH):
            written = written.warned("No year is written: the plan’s own year is used")
        if _is_likely(written.shape, year):
            dated.append(written.in_year(year))
    return dated, warnings


def _is_likely(shape: Shape, year: int) -> bool:
    """Answer whether a plan may speak of that year."""
    return (1900 if shape is Shape.DAY else 1951) <= year <= 2120


def _plan_year_of(written: Written, plan_year: int) -> int:
    return written.in_plan_year(plan_year).year or plan_year


def _lent(written: Written, before: list[Written], after: list[Written]) -> int | None:
    """Return the year a date without one takes from its neighbours."""
    lender = next((other for other in after if other.year is not None), None)
    if lender is not None:
        return _aligned(written, lender, -1)
    return _aligned(written, before[-1], 1) if before else None


def _aligned(written: Written, lender: Written, step: int) -> int | None:
    """Return the year that puts ``written`` just before (-1) or after (1) its lender."""
    first, last = days_of(lender)
    if step < 0:
        years = (last.year, last.year - 1, last.year - 2)
        return next(year for year in years if days_of(written.in_year(year))[0] <= last)
    years = (first.year - 1, first.year, first.year + 1)
    return next(year for year in years if days_of(written.in_year(year))[1] >= first)


def _last_beside(text: str, dated: list[Written], index: int) -> int:
    """Return the index of the last of months or seasons written side by side: "April/May/June 2015"."""
    last = index
    while last + 1 < len(dated) and _is_beside(text, dated[last], dated[last + 1]):
        last += 1
    return last if last > index else index + 1


def _is_beside(text: str, first: Written, last: Written) -> bool:
    alike = first.shape is last.shape and first.shape in (Shape.MONTH, Shape.SEASON)
    return alike and text[first.begin : first.end].isalpha() and bool(_BESIDE.match(text[first.end : last.begin]))


def _joined(text: str, dated: list[Written], index: int, last_index: int) -> Value | None:
    """Return the span that a date and a later one make together, if they do."""
    if last_index >= len(dated):
        return None
    first, last = dated[index], dated[last_index]
    gap, before = text[first.end : last.begin], text[max(0, first.begin - _LOOK) : first.begin]
    beside = _is_beside(text, first, dated[index + 1])
    spans = beside or _UNTIL.match(gap) or (_BETWEEN.search(before) and gap.strip() == "and")
    start, due = days_of(first)[0], days_of(last)[1]
    if not spans or due < start:
        return None
    words = f"{words_of(first)} to {words_of(last)}" if first.shape is last.shape else ""
    warnings = first.warnings + last.warnings
    role = role_of(before, text[last.end : last.end + _LOOK])
    role = Role.REVIEW if role is Role.REVIEW else Role.PLAIN
    return Value(first.begin, last.end, start, due, last.precision, role, words, warnings)


def _single(text: str, dated: list[Written], index: int) -> Value:
    """Return the value of one date with the words beside it."""
    written = dated[index]
    floor = max(dated[index - 1].end if index else 0, written.begin - _LOOK)
    before, after = text[floor : written.begin], text[written.end : written.end + _LOOK]
    about = ABOUT.search(before)
    if about:
        before = before[: about.start()]
    role = role_of(before, after)
    first, last = days_of(written)
    value = Value(
        written.begin,
        written.end,
        None,
        last,
        written.precision,
        role,
        words_of(written),
        written.warnings,
    )
    if about:
        return _about(value, about[0].strip(" -"), first, last, written.shape in PERIODS)
    return _in_role(value, first, last, written.shape in PERIODS)


def _in_role(value: Value, first: date, last: date, period: bool) -> Value:
    """Apply a role to a value that stands for ``first`` to ``last``."""
    match value.role:
        case Role.FROM | Role.SINCE:
            return replace(value, start=first, due=None)
        case Role.BEFORE if first > date(1901, 1, 1):
            return replace(value, due=first - timedelta(days=1), precision=Precision.DAY, words="")
        case Role.BEGINNING:
            return replace(
                value,
                due=first,
                precision=Precision.DAY,
                words="",
                warnings=(*value.warnings, f"The beginning of {value.words} is read as its first day"),
            )
        case Role.MIDDLE:
            long = (last - first).days > 300
            middle = month_end(first.year, first.month + 5) if long else first + (last - first) // 2
            return replace(
                value,
                due=middle,
                precision=Precision.DAY,
                words="",
                warnings=(
                    *value.warnings,
                    f"The middle of {value.words} is read as {middle.day} {middle:%B}",
                ),
            )
        case Role.PLAIN if period:
            return replace(value, start=first)
    return value


def _about(value: Value, word: str, first: date, last: date, period: bool) -> Value:
    """Read "early" and "late" in a year as its first and last quarter; keep the rest whole."""
    warned = replace(value, warnings=(*value.warnings, f"“{word}” is not exact: check the days it is read as"))
    if not period or (last - first).days < 300 or word.split()[0] not in ("early", "late"):
        return _in_role(warned, first, last, period)
    if word.startswith("early"):
        last = month_end(first.year, first.month + 2)
    else:
        first = last.replace(month=last.month - 2, day=1)
    return _in_role(replace(warned, due=last, words=""), first, last, period)
