"""Timescales as officers write them, for a day that is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from concordat.periods import quarter_of
from plans.demo.rules.days import months_before
from plans.planning.rules.timescale import Timescale, read_timescale

#: Timescales read before, by text and year.
Kept = dict[tuple[str, int], Timescale]
_SEASONS = {3: "Spring", 4: "Spring", 5: "Spring", 6: "Summer", 7: "Summer", 8: "Summer"}
_SEASONS |= {9: "Autumn", 10: "Autumn", 11: "Autumn", 12: "Winter", 1: "Winter", 2: "Winter"}
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
_MONTHS += ("July", "August", "September", "October", "November", "December")
_TRIES = 8


def month_name(day: date) -> str:
    """Return the month's English name, whatever the machine's language."""
    return _MONTHS[day.month - 1]


def suffix(day: int) -> str:
    """Return what follows the number of a day: 1st, 2nd, 3rd, 11th."""
    if 10 < day % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def pick(rng: Random, weights: Mapping[str, int]) -> str:
    """Choose a key by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def exactly(day: date) -> str:
    """Write a day so that it can't be misread."""
    return f"{day.day} {month_name(day)} {day.year}"


def dated(
    target: date,
    forms: Mapping[str, Sequence[str]],
    weights: Mapping[str, int],
    plan_year: int,
    fits: Callable[[date], bool],
    rng: Random,
    kept: Kept,
) -> Timescale:
    """Write a timescale whose reading ends on a day that ``fits``, near ``target``."""
    for _ in range(_TRIES):
        form = pick(rng, weights)
        if form == "bare_quarter" and quarter_of(target).year != plan_year:
            continue
        text = rng.choice(list(forms[form])).format(**_slots(target, rng))
        reading = read(text, plan_year, kept)
        if reading.due and fits(reading.due):
            return reading
    return read(exactly(target), plan_year, kept)


def dateless(target: date, forms: Mapping[str, Sequence[str]], weights: Mapping[str, int], rng: Random) -> str:
    """Write a timescale that is no date, or one that depends on something."""
    return rng.choice(list(forms[pick(rng, weights)])).format(**_slots(target, rng))


def read(text: str, plan_year: int, kept: Kept) -> Timescale:
    """Read a timescale once for each text and year; ``kept`` holds what was read."""
    key = (text, plan_year)
    if key not in kept:
        kept[key] = read_timescale(text, plan_year=plan_year)
    return kept[key]


def _slots(day: date, rng: Random) -> dict[str, object]:
    earlier = months_before(day, rng.randint(3, 9)).replace(day=1) - timedelta(days=1)
    quarter = quarter_of(day)
    return {
        "day": day.day,
        "suffix": suffix(day.day),
        "month": month_name(day),
        "mon": month_name(day)[:3],
        "year": day.year,
        "dd": f"{day.day:02d}",
        "mm": f"{day.month:02d}",
        "yyyy": day.year,
        "quarter": quarter.number,
        "fy": f"{quarter.year}/{(quarter.year + 1) % 100:02d}",
        "season": _SEASONS[day.month],
        "from_month": month_name(earlier),
        "from_year": earlier.year,
    }
