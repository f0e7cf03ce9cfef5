"""Find the dates in a timescale, in order, each once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

from plans.planning.rules.timescale.patterns import (
    MONTH_NUMBERS,
    ORDINALS,
    PATTERNS,
    SEASON_NUMBERS,
)
from plans.planning.rules.timescale.written import Shape, Written, easter, month_end

_MASK = "\x00"
#: What follows a number that counts something and is no year.
_COUNTED = re.compile(
    r"\s*(?:%|:\d|(?:working |school )?(?:day|week|month|year|yr|hour|hr|minute|min|am|pm"
    r"|people|person|staff|case|patient|bed)s?(?![a-z]))"
)
_MAY_THE_VERB = re.compile(r"\s+(?:be|need|not|have|take|change|require|also|include|vary|well)\b")


def find_written(text: str, original: str) -> list[Written]:
    """Return the dates of ``text`` (plain and lower-case, same length as ``original``) in order."""
    found: list[Written] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            dates = _HANDLERS[name](match, original)
            if dates:
                found.extend(dates)
                text = text[: match.start()] + _MASK * (match.end() - match.start()) + text[match.end() :]
    return sorted(found, key=lambda written: written.begin)


def full_year(digits: str) -> int:
    """Return the year that two or four digits mean."""
    year = int(digits)
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _counts(match: re.Match[str]) -> bool:
    return bool(_COUNTED.match(match.string, match.end()))


def _at(match: re.Match[str], shape: Shape, year: int | None, number: int = 0) -> Written:
    return Written(match.start(), match.end(), shape, year, number)


def _day(match: re.Match[str], year: int | None, month: int, day: int) -> Written | None:
    """Make a day, or its month where the month has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    last = month_end(year or 2000, month)
    if day > last.day:
        gap = f"{last:%B} has no day {day}: it is read as the whole month"
        return _at(match, Shape.MONTH, year, month).warned(gap)
    return replace(_at(match, Shape.DAY, year, month), day=day)


def _month(match: re.Match[str]) -> int:
    return MONTH_NUMBERS[match["month"][:3]]


def _pair(match: re.Match[str]) -> int | None:
    """Return the first year of two that follow each other."""
    first = full_year(match["y1"])
    return first if full_year(match["y2"]) % 100 == (first + 1) % 100 else None


def _year_of(match: re.Match[str]) -> tuple[int | None, bool]:
    """Return the year of a pair or a single year, and whether it was a pair."""
    groups = match.groupdict()
    if groups.get("y1"):
        return _pair(match), True
    return (full_year(groups["y"]) if groups.get("y") else None), False


def _one(written: Written | None) -> list[Written]:
    return [written] if written else []


def _iso(match: re.Match[str], original: str) -> list[Written]:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if match["sep"] == "/" and (month, day) == ((year + 1) % 100, (year + 2) % 100):
        return []  # 2010/11/12 is a run of financial years
    return _one(_day(match, year, month, day))


def _numeric(match: re.Match[str], original: str) -> list[Written]:
    year, month, day = full_year(match["y"]), int(match["m"]), int(match["d"])
    written = original[match.start() : match.end()].strip()
    if month > 12 >= day:
        turned = _day(match, year, day, month)
        return _one(turned and turned.warned(f"{written} is read with the month first"))
    return _one(_day(match, year, month, day))


def _quarter(match: re.Match[str], original: str) -> list[Written]:
    groups = match.groupdict()
    said = next(value for key in ("q1", "q2", "q3", "q4") if (value := groups[key]))
    number = ORDINALS.get(said) or int(said)
    year, pair = _year_of(match)
    if pair and year is None:
        return []
    written = _at(match, Shape.QUARTER, year, number)
    if year and not pair:
        text = original[match.start() : match.end()].strip()
        return [written.warned(f"{text} may be a quarter of the calendar or of the financial year")]
    return [written]


def _quarters(match: re.Match[str], original: str) -> list[Written]:
    """Read several quarters after one letter, each with the year that is said once."""
    year, pair = _year_of(match)
    if pair and year is None:
        return []
    numbers = [
        match.span("first"),
        *(
            one.span()
            for one in re.finditer(r"[1-4]", match.string[: match.end("more")])
            if one.start() >= match.start("more")
        ),
    ]
    found = [Written(begin, end, Shape.QUARTER, year, int(match.string[begin:end])) for begin, end in numbers]
    found[0], found[-1] = replace(found[0], begin=match.start()), replace(found[-1], end=match.end())
    if year and not pair:
        text = original[match.start() : match.end()].strip()
        found[-1] = found[-1].warned(f"{text} may be quarters of the calendar or of the financial year")
    return found


def _half(match: re.Match[str], original: str) -> list[Written]:
    number = 1 if match["h1"] == "1" or match["h2"] in ("1st", "first") else 2
    year, pair = _year_of(match)
    if pair and year is None:
        return []
    shape = Shape.HALF if year and not pair and not match["h1"] else Shape.FINANCIAL_HALF
    return [_at(match, shape, year, number)]


def _season(match: re.Match[str], original: str) -> list[Written]:
    number = SEASON_NUMBERS[match["season"]]
    year, pair = _year_of(match)
    if pair and year is None:
        return []
    written = _at(match, Shape.SEASON, year, number)
    if match["term"]:
        written = written.warned(f"The {match['season']} term is read as the {match['season']}: check its days")
    if pair and number == 1 and year:
        return [written.in_year(year + 1).warned("Spring of a financial year is read as its end")]
    if number == 4 and year and not pair:
        return [written.warned(f"Winter {year} is read as the winter that begins in {year}")]
    return [written]


def _two_days(match: re.Match[str], original: str) -> list[Written]:
    year, _ = _year_of(match)
    first = _day(match, year, _month(match), int(match["day"]))
    last = _day(match, year, _month(match), int(match["day2"]))
    if not first or not last or first.day >= last.day:
        return []
    return [replace(first, end=match.end("day")), replace(last, begin=match.end("sep"))]


def _day_month(match: re.Match[str], original: str) -> list[Written]:
    year, _ = _year_of(match)
    return _one(_day(match, year, _month(match), int(match["day"])))


def _month_financial(match: re.Match[str], original: str) -> list[Written]:
    first, month = _pair(match), _month(match)
    return [_at(match, Shape.MONTH, first + (month < 4), month)] if first else []


def _month_year(match: re.Match[str], original: str) -> list[Written]:
    if len(match["y"]) == 2 and _counts(match):
        return []
    year = full_year(match["y"])
    written = _at(match, Shape.MONTH, year, _month(match))
    bare = len(match["y"]) == 2 and not re.search(r"['/.-]", match["gap"])
    if bare and 1 <= int(match["y"]) <= 31:
        text = " ".join(original[match.start() : match.end()].split())
        return [written.warned(f"{text} may be a day or a year")]
    return [written]


def _number_year(match: re.Match[str], original: str) -> list[Written]:
    month = int(match["m"])
    return [_at(match, Shape.MONTH, int(match["y"]), month)] if 1 <= month <= 12 else []


def _years(match: re.Match[str], original: str) -> list[Written]:
    parts = [match["y1"], *re.findall(r"\d+", match["rest"])]
    if (len(parts[0]) == 2 or len(parts[-1]) == 2) and _counts(match):
        return []
    years = [full_year(part) for part in parts]
    written = _at(match, Shape.FINANCIAL_YEAR, years[-2])
    text = original[match.start() : match.end()].strip()
    if all((a + 1) % 100 == b % 100 for a, b in itertools.pairwise(years)):
        if len(parts[0]) == 2 and int(parts[-1]) <= 12:
            return [written.warned(f"{text} may be a month or a financial year")]
        return [written]
    if len(parts) != 2 or len(parts[0]) != 4:
        return []
    last = years[0] // 100 * 100 + years[1] % 100
    if years[0] < last <= years[0] + 20:
        warning = f"{text} is read as financial years: {years[0]} to {last}"
        span = replace(written, year=years[0], until=last - 1)
        return [span.warned(warning)]
    if len(parts[1]) == 2 and "-" in match["sep"] and 1 <= int(parts[1]) <= 12:
        return [_at(match, Shape.MONTH, years[0], int(parts[1]))]  # 2015-06
    return []


def _day_and_month(match: re.Match[str], original: str) -> list[Written]:
    day, month = int(match["d"]), int(match["m"])
    if (day, month) in ((24, 7), (7, 7)):
        return []
    if month > 12 and day <= 12 and len(match["m"]) == 2:
        text = original[match.start() : match.end()]
        return [_at(match, Shape.MONTH, full_year(match["m"]), day).warned(f"{text} is read as a month and a year")]
    return _one(_day(match, None, month, day))


def _named_financial(match: re.Match[str], original: str) -> list[Written]:
    year = full_year(match["y"])
    text = original[match.start() : match.end()].strip()
    written = _at(match, Shape.FINANCIAL_YEAR, year - 1)
    return [written.warned(f"{text} is read as the financial year that ends in {year}")]


def _year(match: re.Match[str], original: str) -> list[Written]:
    year = full_year(match["y"])
    written = _at(match, Shape.YEAR, year)
    if re.search(r"(?:calendar|the) year\s*$", match.string[: match.start()]):
        return [written]
    return [written.warned(f"{year} may be a calendar year or a financial year")]


def _this_year(match: re.Match[str], original: str) -> list[Written]:
    shape = Shape.YEAR if match["which"] == "calendar" else Shape.FINANCIAL_YEAR
    return [_at(match, shape, None)]


def _feast(match: re.Match[str], original: str) -> list[Written]:
    year = full_year(match["y"]) if match["y"] else None
    if match["feast"] != "easter":
        return _one(_day(match, year, 12, 25))
    if year is None:
        return []
    sunday = easter(year)
    return _one(_day(match, year, sunday.month, sunday.day))


def _bare_month(match: re.Match[str], original: str) -> list[Written]:
    word = original[match.start("month") : match.end("month")]
    if match["month"] in ("may", "march", "mar", "dec", "sep") and word.islower():
        return []
    if match["month"] == "may" and _MAY_THE_VERB.match(match.string, match.end()):
        return []
    return [_at(match, Shape.MONTH, None, _month(match))]


_HANDLERS: dict[str, Callable[[re.Match[str], str], list[Written]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "year_quarter": _quarter,
    "quarters": _quarters,
    "quarter_year": _quarter,
    "quarter": _quarter,
    "half_year": _half,
    "half": _half,
    "season_year": _season,
    "season": _season,
    "two_days": _two_days,
    "day_month": _day_month,
    "month_financial": _month_financial,
    "month_day": _day_month,
    "month_year": _month_year,
    "month_single": _day_month,
    "number_year": _number_year,
    "years": _years,
    "day_and_month": _day_and_month,
    "named_financial": _named_financial,
    "year": _year,
    "short_year": _year,
    "year_end": _this_year,
    "this_year": _this_year,
    "feast": _feast,
    "month": _bare_month,
}
