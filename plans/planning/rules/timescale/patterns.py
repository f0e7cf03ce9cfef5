"""The regular expressions for dates in plain lower-case text, most telling first."""

from __future__ import annotations

import re

MONTH_NUMBERS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
SEASON_NUMBERS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4} | {
    "one": 1, "two": 2, "three": 3, "four": 4
}  # fmt: skip

#: A month stands alone, or is glued to its day: "31stMarch".
MONTH = (
    r"(?:(?<![a-z])|(?<=\d(?:st|nd|rd|th)))(?P<month>jan(?:uary|aury)?|feb(?:r?u?a?r?y)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|octo?(?:ber)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_Y4 = r"(?:19|20|21)\d\d"
_ANY_YEAR = rf"(?:{_Y4}|\d\d)(?!\d)"
_TH = r"(?:st|nd|rd|th)"
_GAP = r"[ \t]*"
_OF = r"[\s,]*[(-]?\s*(?:of|in|for)?\s*(?:the\s+)?(?:financial year|fy|f/y)?\s*"
_PAIR = rf"'?(?P<y1>{_Y4}|\d\d)\s*[/-]\s*'?(?P<y2>{_ANY_YEAR})"
_PAIR_OR_YEAR = rf"(?:{_PAIR}|'?(?P<y>{_Y4})(?!\d))"
_QUARTER = (
    r"(?<![a-z0-9])(?:(?:q\.?|qtr\.?|quarter)\s*(?P<q1>[1-4])(?!\d)"
    rf"|(?P<q2>[1-4]){_TH}?\s*(?:qtr|quarter|q)(?![a-z])"
    r"|(?P<q3>first|second|third|fourth|last|final)\s+quarter(?![a-z])"
    r"|quarter\s+(?P<q4>one|two|three|four)(?![a-z]))"
)
_HALF = (
    r"(?<![a-z0-9])(?:h(?P<h1>[12])(?!\d)"
    r"|(?P<h2>1st|2nd|first|second|latter|last)\s+half(?![a-z]))"
)
_SEASON = r"(?<![a-z])(?P<season>spring|summer|autumn|winter)(?![a-z])(?P<term>\s+term(?![a-z]))?"
#: "Q3/4", "Q1-3", "Quarters 1, 2 and 4": the letter is said once.
_QUARTERS = (
    r"(?<![a-z0-9])(?:q\.?|qs|qtrs?\.?|quarters?)\s*(?P<first>[1-4])(?!\d)"
    r"(?P<more>(?:\s*(?:/|-|,|&|and|to|,\s*and)\s*[1-4](?![\d/.]|\s*(?:st|nd|rd|th)(?![a-z])))+)"
)
_OF_THE_YEAR = r"(?:\s+of\s+(?:the\s+|this\s+)?(?:financial\s+)?year(?![a-z]|\s*\d))?"
_SPOKEN_MONTHS = rf"(?:\s*\([^()\d]{{3,40}}?(?:\s*{_Y4})?\))?"
_DAY = (
    r"(?<![\d/.-])(?<!phase )(?<!stage )(?<!step )(?<!wave )(?<!part )(?<!year )(?<!priority )"
    r"(?P<day>[0-3]?\d)"
)
_AFTER_DAY = r"(?<=[/.]\d\d-)|(?<=[/.]\d{4}-)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_BEFORE_YEAR = r"(?:,?\s*|[-/.])"
_ANY_MONTH = MONTH.replace("?P<month>", "?:")
_NOT_NEXT_DAY = rf"(?!{_GAP}{_TH}|\s*{_ANY_MONTH})"
_SHORT_YEAR = rf"'?(?P<y>{_Y4}|\d\d)(?!\d|[/-]\d){_NOT_NEXT_DAY}"

#: Name → expression. The order is the order in which they may claim a stretch of text.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(expression))
    for name, expression in (
        (
            "iso",
            (
                rf"(?<![\d/.-])(?P<y>{_Y4})(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)"
                r"(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?![\d/-])"
            ),
        ),
        (
            "numeric",
            (
                rf"(?:(?<![\d/.-])|{_AFTER_DAY})(?P<d>\d\d?){_GAP}(?P<sep>[-/.]){_GAP}(?P<m>\d\d?){_GAP}(?P=sep){_GAP}"
                rf"(?P<y>{_Y4}|\d\d)(?![\d/]|-(?=\d)(?!\d\d?[/.]\d))"
            ),
        ),
        ("quarters", rf"{_QUARTERS}(?!\s*{_ANY_MONTH})(?:{_OF}{_PAIR_OR_YEAR})?"),
        ("year_quarter", rf"^\W*(?:fy)?\s*{_PAIR}[\s,:(-]*{_QUARTER}"),
        ("quarter_year", rf"{_QUARTER}{_SPOKEN_MONTHS}{_OF}{_PAIR_OR_YEAR}"),
        ("year_quarter", rf"(?<![\d/.-]){_PAIR}[\s,:(-]*{_QUARTER}"),
        ("year_quarter", rf"(?<![\d/.-])(?P<y>{_Y4})[\s,:(-]*{_QUARTER}(?!\s*{_OF}{_ANY_YEAR})"),
        ("half_year", rf"{_HALF}{_OF}{_PAIR_OR_YEAR}"),
        ("season_year", rf"{_SEASON}{_OF}(?:{_PAIR}|'?(?P<y>{_ANY_YEAR}))"),
        (
            "two_days",
            (
                rf"{_DAY}{_TH}?\s*(?P<sep>-|to|and|&|/)\s*{_WEEKDAY}(?P<day2>[0-3]?\d){_TH}?\s*(?:of\s+)?{MONTH}"
                rf"(?:{_BEFORE_YEAR}{_SHORT_YEAR})?"
            ),
        ),
        (
            "day_month",
            (
                rf"{_WEEKDAY}{_DAY}{_GAP}{_TH}?{_GAP}(?:day\s+)?(?:of\s+)?[/.-]?{MONTH}"
                rf"(?:{_BEFORE_YEAR}{_SHORT_YEAR})?"
            ),
        ),
        ("month_financial", rf"{MONTH}[\s,]*'?(?P<y1>{_Y4}|\d\d)/'?(?P<y2>{_ANY_YEAR})"),
        ("month_day", rf"{MONTH}\s+(?P<day>[0-3]?\d){_TH}?,?\s+(?P<y>{_Y4})(?!\d)"),
        ("month_day", rf"{MONTH}\s+(?:the\s+)?(?P<day>[0-3]?\d){_TH}(?![a-z])"),
        (
            "month_year",
            rf"{MONTH}(?P<gap>(?:,?\s*(?:of\s+)?|\s?[-/.]\s?)'?)(?P<y>{_Y4}|\d\d)(?!\d|/\d\d)",
        ),
        ("month_single", rf"{MONTH}\s+(?P<day>[1-9])(?!\d|[/.]\d)(?!\s*(?:month|week|day|year))"),
        ("feast", rf"(?<![a-z])(?P<feast>christmas|xmas|easter)(?![a-z])(?:\s+'?(?P<y>{_ANY_YEAR}))?"),
        ("number_year", rf"(?<![\d/.-])(?P<m>\d\d?)[/.-](?P<y>{_Y4})(?![\d/-])"),
        (
            "years",
            (
                rf"(?<![\d/.])(?:(?:fy|f/y|financial year)\s*)?'?(?P<y1>{_Y4}|\d\d)"
                rf"(?P<sep>\s*[/-]\s*)'?(?P<rest>{_ANY_YEAR}(?:(?P=sep)'?{_ANY_YEAR})*)(?!/\d|-\d)"
            ),
        ),
        (
            "years",
            (
                rf"(?<![\d/.])(?:(?:fy|f/y|financial year)\s*)?'?(?P<y1>{_Y4}|\d\d)"
                rf"(?P<sep>/)'?(?P<rest>{_ANY_YEAR})"
            ),
        ),
        ("day_and_month", r"(?<![\d/.-])(?P<d>\d\d?)/(?P<m>\d\d?)(?![\d/.-])"),
        ("named_financial", rf"(?<![a-z])(?:fy|financial year)\s*'?(?P<y>{_ANY_YEAR})"),
        ("year", rf"(?<![\d/.a-z])(?<!act )(?<!mha )(?P<y>{_Y4})(?![\d]|[-/.]\d)"),
        ("short_year", r"(?<![\w'])'(?P<y>\d\d)(?!\w)"),
        ("year_end", r"(?<![a-z])(?P<which>financial|fiscal|calendar)?\s*year(?=[ -]end(?![a-z]))"),
        (
            "this_year",
            (
                r"(?<![a-z])(?:this|the|current|of)\s+(?P<which>financial|fiscal|calendar)?"
                r"\s*year(?![a-z]|\s*[\d\x00])"
            ),
        ),
        ("this_year", r"(?<![a-z])(?P<which>financial|fiscal|calendar)\s+year(?![a-z]|\s*[\d\x00])"),
        ("quarter", rf"{_QUARTER}{_OF_THE_YEAR}{_SPOKEN_MONTHS}"),
        ("half", rf"{_HALF}{_OF_THE_YEAR}"),
        ("season", _SEASON),
        ("month", MONTH),
    )
)
