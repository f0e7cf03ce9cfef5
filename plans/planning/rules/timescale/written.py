"""A date as somebody wrote it, and the days it stands for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from plans.planning.rules.timescale.kinds import Precision


class Shape(Enum):
    """What was written. The comment says what ``year`` and ``number`` hold."""

    DAY = auto()  # calendar year, month; ``day`` beside it
    MONTH = auto()  # calendar year, month
    QUARTER = auto()  # financial year, 1 = April to June
    HALF = auto()  # calendar year, 1 or 2
    FINANCIAL_HALF = auto()  # financial year, 1 = April to September
    SEASON = auto()  # calendar year in which it begins, 1 = spring
    YEAR = auto()  # calendar year
    FINANCIAL_YEAR = auto()  # financial year; ``until`` is the last one of a longer span


PRECISION = {
    Shape.DAY: Precision.DAY,
    Shape.MONTH: Precision.MONTH,
    Shape.QUARTER: Precision.QUARTER,
    Shape.HALF: Precision.HALF,
    Shape.FINANCIAL_HALF: Precision.HALF,
    Shape.SEASON: Precision.SEASON,
    Shape.YEAR: Precision.YEAR,
    Shape.FINANCIAL_YEAR: Precision.YEAR,
}
#: Shapes whose year is the one in which a financial year begins.
FINANCIAL = (Shape.QUARTER, Shape.FINANCIAL_HALF, Shape.FINANCIAL_YEAR)
#: Shapes that mean from–to unless the words around them ask for a last day.
PERIODS = (Shape.HALF, Shape.FINANCIAL_HALF, Shape.SEASON, Shape.YEAR, Shape.FINANCIAL_YEAR)
SEASONS = {1: "spring", 2: "summer", 3: "autumn", 4: "winter"}


@dataclass(frozen=True)
class Written:
    """A date found at ``begin:end`` of a text. ``year`` is None where none was written."""

    begin: int
    end: int
    shape: Shape
    year: int | None
    number: int = 0
    day: int = 0
    until: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision:
        """How fine it is."""
        return PRECISION[self.shape]

    def in_year(self, year: int) -> Written:
        """Return it with its own year set to ``year``."""
        return replace(self, year=year)

    def in_plan_year(self, plan_year: int) -> Written:
        """Return it with the year it has in the financial year that begins in ``plan_year``."""
        if self.shape in (Shape.DAY, Shape.MONTH) and self.number < 4:
            return self.in_year(plan_year + 1)
        return self.in_year(plan_year)

    def warned(self, *warnings: str) -> Written:
        """Return it with more warnings."""
        return replace(self, warnings=self.warnings + warnings)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; months beyond December run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    return start, month_end(year, last)


def days_of(written: Written) -> tuple[date, date]:
    """Return the first and the last day of a date whose year is known."""
    year, number = written.year or 0, written.number
    match written.shape:
        case Shape.DAY:
            day = date(year, number, min(written.day, month_end(year, number).day))
            return day, day
        case Shape.MONTH:
            return _months(year, number, number)
        case Shape.QUARTER:
            return _months(year, 1 + 3 * number, 3 + 3 * number)
        case Shape.HALF:
            return _months(year, 6 * number - 5, 6 * number)
        case Shape.FINANCIAL_HALF:
            return _months(year, 6 * number - 2, 6 * number + 3)
        case Shape.SEASON:
            return _months(year, 3 * number, 3 * number + 2)
        case Shape.YEAR:
            return _months(year, 1, 12)
    return date(year, 4, 1), date((written.until or year) + 1, 3, 31)


def words_of(written: Written) -> str:
    """Say it in words, for the part of the reading in brackets."""
    year, number = written.year or 0, written.number
    financial = financial_year(year)
    match written.shape:
        case Shape.DAY:
            return long_date(days_of(written)[0])
        case Shape.MONTH:
            return f"{date(year, number, 1):%B} {year}"
        case Shape.QUARTER:
            return f"Q{number} of {financial}"
        case Shape.HALF:
            return f"{'first' if number == 1 else 'second'} half of {year}"
        case Shape.FINANCIAL_HALF:
            return f"{'first' if number == 1 else 'second'} half of {financial}"
        case Shape.SEASON:
            return f"{SEASONS[number]} {year}" + (f"/{(year + 1) % 100:02d}" if number == 4 else "")
        case Shape.YEAR:
            return f"the year {year}"
    last = f" to the financial year {financial_year(written.until)}" if written.until else ""
    return f"the financial year {financial_year(year)}{last}"


def financial_year(year: int) -> str:
    """Write the financial year that begins in ``year``: 2015 is "2015/16"."""
    return f"{year}/{(year + 1) % 100:02d}"


def long_date(day: date) -> str:
    """Write a day as "31 March 2016"."""
    return f"{day.day} {day:%B} {day.year}"


def easter(year: int) -> date:
    """Return Easter Sunday (the Gregorian rule of Oudin)."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 1) + timedelta(days=moon - weekday + 27)
