"""What an indicator must say, for which periods it is read, and how a reading stands beside its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from concordat.choices import Words
from concordat.periods import financial_year_of
from plans.planning.rules.periods import ReportingPeriod, period_of
from plans.planning.rules.states import Rhythm

LONGEST_NAME, LONGEST_TEXT, LONGEST_SOURCE = 150, 1000, 300
#: A reading holds so many digits, four of them after the point.
DIGITS, PLACES = 16, 4
LARGEST = Decimal(10) ** (DIGITS - PLACES) - 1
MOST_WEEKS = 52
#: A reading may be given for so many periods back.
PERIODS_BACK = 12
#: "Within a tenth of the target" is amber in Havering's performance framework (domain notes, section 7).
NEAR = Decimal("0.1")


class Unit(Words):
    """What a figure counts."""

    NUMBER = "number", "Number"
    PERCENT = "percent", "Per cent"
    MINUTES = "minutes", "Minutes"
    HOURS = "hours", "Hours"
    DAYS = "days", "Days"


class Better(Words):
    """In which direction a figure should go."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither: it is watched, not steered"


class Every(Words):
    """How often it is read."""

    MONTH = "month", "Every month"
    QUARTER = "quarter", "Every quarter"
    HALF = "half", "Every six months"
    YEAR = "year", "Every financial year"


class Standing(Words):
    """How the latest figure stands beside the target."""

    REACHED = "reached", "Target reached"
    NEAR = "near", "Within a tenth of the target"
    OFF = "off", "More than a tenth off the target"
    NO_TARGET = "no_target", "No target"
    NO_FIGURE = "no_figure", "No figure yet"


_RHYTHMS = {Every.MONTH: Rhythm.MONTHLY, Every.QUARTER: Rhythm.QUARTERLY, Every.HALF: Rhythm.HALF_YEARLY}


@dataclass(frozen=True)
class NewIndicator:
    """An indicator as somebody wants it. ``weeks``: how long after the end of a period its figure is there."""

    name: str
    definition: str = ""
    unit: str = Unit.NUMBER
    better: str = Better.NEITHER
    every: str = Every.QUARTER
    weeks: int = 4
    target: Decimal | None = None
    source: str = ""
    provider_id: int | None = None
    of_people: bool = False
    action_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class NewReading:
    """A figure for the period that began on ``began``: itself, or as a part of a whole; or why there is none."""

    began: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    source_url: str = ""


def period_in(every: Every | str, day: date) -> ReportingPeriod:
    """Return the period in which ``day`` lies; a financial year is named "2026-27"."""
    if every == Every.YEAR:
        year = financial_year_of(day)
        return ReportingPeriod(f"{year}-{(year + 1) % 100:02d}", date(year, 4, 1), date(year + 1, 3, 31))
    return period_of(_RHYTHMS[Every(every)], day)


def period_words(every: Every | str, began: date) -> str:
    """Return a period as read: "November 2026", "October to December 2026", "April 2025 to March 2026"."""
    ended = period_in(every, began).ended
    if every == Every.MONTH:
        return f"{began:%B %Y}"
    year = "" if began.year == ended.year else f" {began.year}"
    return f"{began:%B}{year} to {ended:%B %Y}"


def ended_periods(every: Every | str, today: date, most: int = PERIODS_BACK) -> list[ReportingPeriod]:
    """Return the periods that are over, the newest first."""
    found: list[ReportingPeriod] = []
    day = period_in(every, today).began
    while len(found) < most:
        found.append(period_in(every, day - timedelta(days=1)))
        day = found[-1].began
    return found


def next_due(every: Every | str, weeks: int, known_since: date, last_began: date | None) -> date:
    """Return the day by which the next figure is looked for: ``weeks`` after the end of its period.

    That is the period after the one read last; for an indicator that was never read, the one that had not
    ended on ``known_since``.
    """
    period = period_in(every, known_since)
    if last_began is not None:
        period = period_in(every, period_in(every, last_began).ended + timedelta(days=1))
    return period.ended + timedelta(weeks=weeks)


def value_of(new: NewReading, unit: Unit | str) -> Decimal | None:
    """Return the figure: as given, or the part of the whole (in per cent where that is the unit)."""
    if new.value is not None or new.numerator is None or not new.denominator:
        return new.value
    share = new.numerator / new.denominator * (100 if unit == Unit.PERCENT else 1)
    return share.quantize(Decimal(10) ** -PLACES)


def problems_in(new: NewReading, unit: Unit | str) -> dict[str, str]:
    """Return by field what has to be mended before the reading is kept."""
    found: dict[str, str] = {}
    half = (new.numerator is None) != (new.denominator is None)
    if half:
        name = "denominator" if new.denominator is None else "numerator"
        found[name] = "Enter both, the part and the whole, or neither"
    elif new.denominator is not None and new.denominator <= 0:
        found["denominator"] = "The whole must be more than 0"
    elif new.value is not None and new.numerator is not None:
        found["value"] = "Enter the figure, or the part and the whole it is worked out from, not both"
    if found:
        return found
    value = value_of(new, unit)
    if value is None and not new.note.strip():
        found["value"] = "Enter the figure, or say in the note why there is none for this period"
    elif value is not None and abs(value) > LARGEST:
        found["value"] = f"Enter a figure that is not larger than {LARGEST:,}"
    elif unit == Unit.PERCENT and new.numerator is not None and new.denominator and new.numerator > new.denominator:
        found["numerator"] = "The part cannot be more than the whole"
    return found


def standing_of(value: Decimal | None, target: Decimal | None, better: Better | str) -> Standing:
    """Return how a figure stands beside its target; without a direction it is only near or off."""
    if value is None:
        return Standing.NO_FIGURE
    if target is None:
        return Standing.NO_TARGET
    if (better == Better.HIGHER and value >= target) or (better == Better.LOWER and value <= target):
        return Standing.REACHED
    if better == Better.NEITHER and value == target:
        return Standing.REACHED
    return Standing.NEAR if abs(value - target) <= abs(target) * NEAR else Standing.OFF


def travel_words(values: Sequence[Decimal | None], better: Better | str) -> str:
    """Return in which direction the newest figure went (``values``: the newest first); empty without two."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    if known[0] == known[1]:
        return "unchanged"
    up = known[0] > known[1]
    word = "up" if up else "down"
    if better == Better.NEITHER:
        return word
    return f"{word}: {'better' if up == (better == Better.HIGHER) else 'worse'}"


def shown(value: Decimal | None, unit: Unit | str) -> str:
    """Return a figure as read: "1,204", "72.5%", "35 minutes"; empty where there is none."""
    if value is None:
        return ""
    text = f"{value:,.{PLACES}f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    if unit == Unit.PERCENT:
        return f"{text}%"
    return text if unit == Unit.NUMBER else f"{text} {_one(unit) if value == 1 else unit}"


def _one(unit: Unit | str) -> str:
    return str(unit).removesuffix("s")
