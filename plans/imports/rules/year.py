"""The financial year a plan belongs to, told from the file where nobody says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from concordat.documents.grid import Document, Paragraph, Table
from plans.planning.rules.timescale import Precision, TimescaleKind, read_timescale

EARLIEST, LATEST = 2010, 2050
_FINANCIAL = re.compile(r"(?<!\d)(20\d\d|\d\d)\s?[/–-]\s?(20\d\d|\d\d)(?!\d|[/–-]\d)")
_DATED = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\s+20\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b",
    re.IGNORECASE,
)
_TITLE_ROWS, _TITLE_PARAGRAPHS, _LONGEST_TITLE = 5, 6, 160


def guess_year(document: Document, timescales: Sequence[str]) -> int | None:
    """Return the year in which the plan's financial year begins, or None where the file does not tell.

    A title that names a year counts most, then one that names a month, then the timescales: the financial
    year most of them name, else the one in which most of their dates lie.
    """
    titles = list(_titles(document))
    for years in (_financial_years(titles), _years_of_dates(titles), _financial_years(timescales)):
        if years:
            return _commonest(years)
    return _commonest(_years_of_timescales(timescales))


def _titles(document: Document) -> Iterator[str]:
    """Yield what stands at the head of a document: title, first lines, names and first rows of sheets."""
    if document.title:
        yield document.title
    paragraphs = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.text and len(block.text) <= _LONGEST_TITLE and paragraphs < _TITLE_PARAGRAPHS:
                paragraphs += 1
                yield block.text
        elif isinstance(block, Table):
            yield block.name.replace("_", " ")
            for row in block.rows[:_TITLE_ROWS]:
                if len(row.filled) == 1:
                    yield row.cells[row.filled[0]].text
            paragraphs = _TITLE_PARAGRAPHS


def _financial_years(texts: Iterable[str]) -> list[int]:
    found: list[int] = []
    for text in texts:
        for first, second in _FINANCIAL.findall(text):
            year = int(first) if len(first) == 4 else 2000 + int(first)
            if int(second) % 100 == (year + 1) % 100 and EARLIEST <= year <= LATEST:
                found.append(year)
    return found


def _years_of_dates(texts: Iterable[str]) -> list[int]:
    return [year for text in texts for match in _DATED.finditer(text) for year in _year_of(match[0])]


def _years_of_timescales(texts: Iterable[str]) -> list[int]:
    return [year for text in texts for year in _year_of(text)]


def _year_of(text: str) -> Iterator[int]:
    """Yield the financial year in which a written date lies."""
    found = read_timescale(text)
    day = found.due or found.start
    if day is None or found.kind is TimescaleKind.ONGOING or found.precision is Precision.YEAR:
        return
    year = day.year if day.month >= 4 else day.year - 1
    if EARLIEST <= year <= LATEST:
        yield year


def _commonest(years: Sequence[int]) -> int | None:
    """Return the year named most often, the earlier of two named alike."""
    counted = Counter(years)
    return min(counted, key=lambda year: (-counted[year], year)) if counted else None
