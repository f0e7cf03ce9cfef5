"""Read a timescale as an officer wrote it. Never raises, never loses a letter."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from plans.planning.rules.timescale.find import find_written
from plans.planning.rules.timescale.kinds import Milestone, Precision, Timescale, TimescaleKind
from plans.planning.rules.timescale.sentence import sentence
from plans.planning.rules.timescale.spelling import mend_months
from plans.planning.rules.timescale.values import Value, values_of
from plans.planning.rules.timescale.words import Role, Word, words_in

#: A timescale is read this far; the rest is kept as text.
_LONGEST = 1000
_COMMON = 100
_PLAIN = str.maketrans("‘’ʼ`´′“”„–—‒―−‐‑\u00ad\u00a0\u2007\u202f\u2009\u200b\ufeff", "''''''\"\"\"-------- " + " " * 5)
_SPREADSHEET_DAY = re.compile(r"\s*(?:3[6-9]|[4-6]\d)\d{3}(?:\.0+)?\s*")
_TRAILING_AND = re.compile(r"\s(?:and|&)\s*$")
_FINENESS = list(Precision)
_NO_VALUE = {
    Word.EXTERNAL: TimescaleKind.EXTERNAL,
    Word.CONDITIONAL: TimescaleKind.CONDITIONAL,
    Word.DONE: TimescaleKind.DONE,
    Word.ONGOING: TimescaleKind.ONGOING,
    Word.UNSET: TimescaleKind.UNSET,
}


def read_timescale(text: str, *, plan_year: int | None = None) -> Timescale:
    """Read a timescale; ``plan_year`` 2015 puts bare months and quarters into April 2015–March 2016."""
    return _read(text, plan_year) if len(text) > _COMMON else _read_before(text, plan_year)


@lru_cache(maxsize=1024)
def _read_before(text: str, plan_year: int | None) -> Timescale:
    """Read a short timescale once: a plan says "March 2016" many times."""
    return _read(text, plan_year)


def _read(text: str, plan_year: int | None) -> Timescale:
    plain = _plain(text[:_LONGEST])
    if _SPREADSHEET_DAY.fullmatch(plain):
        return _spreadsheet_day(text)
    plain, mended = mend_months(plain)
    values, warnings = values_of(plain, find_written(plain, text), plan_year)
    if values:
        values, warnings = _without_former(values, [*mended, *warnings])
    rest = list(plain)
    for value in values:
        rest[value.begin : value.end] = "\x00" * (value.end - value.begin)
    words = words_in("".join(rest))
    if not values:
        return _without_date(text, plain, words, warnings)
    if Word.MOVED in words and len(values) > 1:
        values = values[-1:]
        warnings.append("More than one date is written: the last one, the moved date, is used")
    return _with_dates(text, plain, values, words, warnings)


def _plain(text: str) -> str:
    """Return ``text`` in lower case with plain quotes, dashes and spaces, letter for letter."""
    lowered = (char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(lowered).translate(_PLAIN).replace("\x00", " ")


def _without_date(text: str, plain: str, words: dict[Word, int], warnings: Sequence[str]) -> Timescale:
    """Read a timescale in which no date stands."""
    stated = [word for word in sorted(words, key=lambda word: words[word]) if word in _NO_VALUE]
    kind = _NO_VALUE[stated[0]] if stated else TimescaleKind.UNSET
    notes = list(warnings)
    if not stated and not notes and plain.strip(" \t\r\n-?.*/"):
        if Word.SOON in words or Word.LENGTH in words:
            notes.append("This counts from a day that is not said: give the last day")
        else:
            notes.append("No date could be read here; the words are kept")
    return _made(text, kind, None, None, None, (), (), notes)


def _with_dates(text: str, plain: str, values: list[Value], words: dict[Word, int], warnings: list[str]) -> Timescale:
    """Read a timescale with at least one date."""
    reviews = [value for value in values if value.role is Role.REVIEW]
    others = _distinct([value for value in values if value.role is not Role.REVIEW])
    if not others and Word.ONGOING not in words:
        others, reviews = _distinct(reviews), []
    start, due = _bounds(others)
    kind = _kind(plain, others, words, start, due)
    notes = warnings + [warning for value in values for warning in value.warnings]
    if kind in (TimescaleKind.DATE, TimescaleKind.PERIOD) and due:
        if Word.ONGOING in words and any(v.role is Role.PLAIN and not v.is_span for v in others):
            notes.append("“Ongoing” and a date are both written: the date is used")
        if Word.UNSET in words:
            notes.append("The date is still to be confirmed, the text says")
    if due and any(value.start > due for value in others if value.start and not value.due):
        notes.append("A start after the last day is written: check the last day")
    dated = [value for value in others if value.due]
    shown = reviews if kind is TimescaleKind.ONGOING else dated
    precision = max((v.precision for v in dated if v.due == due), key=_FINENESS.index, default=None)
    several = len(dated) + len(reviews) > 1 or (reviews and not dated)
    milestones = _milestones(text, plain, [*dated, *reviews]) if several else ()
    return _made(text, kind, start, due, precision, shown, milestones, notes)


def _without_former(values: list[Value], warnings: list[str]) -> tuple[list[Value], list[str]]:
    """Leave out dates that are said to hold no longer ("was June 2015")."""
    kept = [value for value in values if value.role is not Role.FORMER]
    if not kept or len(kept) == len(values):
        return values, warnings
    return kept, [*warnings, "More than one date is written: the former one is left out"]


def _distinct(values: list[Value]) -> list[Value]:
    """Keep one value for each last day, the coarser where two say the same."""
    kept: list[Value] = []
    for value in values:
        twin = next((i for i, one in enumerate(kept) if one.due and one.due == value.due), None)
        if twin is None:
            kept.append(value)
        elif _FINENESS.index(value.precision) > _FINENESS.index(kept[twin].precision):
            coarser = value if value.start == kept[twin].start else kept[twin]
            kept[twin] = coarser
    return kept


def _bounds(values: list[Value]) -> tuple[date | None, date | None]:
    """Return the first and the last day that the values allow together."""
    dues = [value.due for value in values if value.due]
    starts = [value.start for value in values if value.start]
    due = max(dues, default=None)
    begun = [value.start for value in values if value.start and not value.due]
    if dues and not begun and not all(value.is_span for value in values):
        return None, due
    start = min(starts, default=None)
    return (start if start and (due is None or start <= due) else None), due


def _kind(
    plain: str, values: list[Value], words: dict[Word, int], start: date | None, due: date | None
) -> TimescaleKind:
    """Decide what sort of timescale values and words make together."""
    stated = [word for word in (Word.EXTERNAL, Word.CONDITIONAL) if word in words]
    if stated:
        return _NO_VALUE[min(stated, key=lambda word: words[word])]
    if Word.DONE in words and _is_done(plain, values, words[Word.DONE]):
        return TimescaleKind.DONE
    if due is None:
        since = Word.ONGOING in words or any(value.role is Role.SINCE for value in values)
        return TimescaleKind.ONGOING if since or start is None else TimescaleKind.PERIOD
    return TimescaleKind.PERIOD if start else TimescaleKind.DATE


def _is_done(plain: str, values: list[Value], at: int) -> bool:
    """Answer whether "done" speaks of the last date: on its line, or alone on its own."""
    last = max(values, key=lambda value: value.begin)
    begun = any(value.start and not value.due for value in values)
    if begun and len(values) > 1 and not plain.startswith("completed", at):
        return False  # "start April 2015, complete March 2016"
    line = plain[plain.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return "\n" not in plain[min(at, last.begin) : max(at, last.begin)] or len(line.split()) < 2


def _milestones(text: str, plain: str, values: list[Value]) -> tuple[Milestone, ...]:
    """Return one milestone for each value, with the words that belong to it."""
    ordered = sorted(values, key=lambda value: value.begin)
    breaks = [0]
    for before, after in itertools.pairwise(ordered):
        cut = re.search(r"[\n;,&/]|\band\b", plain[before.end : after.begin])
        breaks.append(before.end + (cut.end() if cut else 0))
    ends = [*breaks[1:], len(text)]
    return tuple(
        Milestone(_step_words(_TRAILING_AND.sub("", text[begin:end]).strip(" \t\r\n;,&/"), value), value.due)
        for value, begin, end in zip(ordered, breaks, ends, strict=True)
    )


def _step_words(typed: str, value: Value) -> str:
    """Return the words of a step; a bare number ("Q3/4") says too little alone."""
    return value.words if typed.isdigit() and value.words else typed


def _spreadsheet_day(text: str) -> Timescale:
    """Read the number in which a spreadsheet keeps a day."""
    day = date(1899, 12, 30) + timedelta(days=int(float(text)))
    note = f"{text.strip()} is read as the number a spreadsheet keeps for a day"
    return _made(text, TimescaleKind.DATE, None, day, Precision.DAY, (), (), [note])


def _made(
    text: str,
    kind: TimescaleKind,
    start: date | None,
    due: date | None,
    precision: Precision | None,
    values: Sequence[Value],
    milestones: tuple[Milestone, ...],
    warnings: Sequence[str],
) -> Timescale:
    reading = sentence(kind, start, due, values)
    unique = tuple(dict.fromkeys(warnings))
    return Timescale(text, kind, start, due, precision, milestones, reading, unique)
