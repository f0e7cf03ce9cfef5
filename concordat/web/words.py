"""Words for dates, lists, counts and labels, the same on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

_DETERMINERS = {"a", "an", "the", "your", "this", "these", "any", "why", "how", "what", "when", "who", "which", "where"}


def date_words(day: date | datetime | None) -> str:
    """Return "31 March 2027"; a datetime is turned into local time first; None gives ""."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day) if timezone.is_aware(day) else day
    return f"{day.day} {day:%B %Y}"


def instant_words(instant: datetime) -> str:
    """Return "31 March 2027, 06:30" in local time."""
    return f"{date_words(instant)}, {timezone.localtime(instant):%H:%M}"


def list_words(words: Sequence[str], joiner: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def lower_first(label: str) -> str:
    """Return the label as it stands inside a sentence; "NHS code", "I agree" and "A1" keep their capital."""
    first = re.match(r"\w*", label)
    word = first.group() if first else ""
    if word == "I" or any(c.isupper() or c.isdigit() for c in word[1:]):
        return label
    return label[:1].lower() + label[1:]


def with_the(label: str) -> str:
    """Return the label ready to follow a verb: "the date signed", "your name"."""
    label = label.strip().rstrip(".:")
    if label.endswith("?"):
        return f"an answer to “{label}”"
    words = label.split()
    if words and words[0].lower() in _DETERMINERS:
        return lower_first(label)
    return f"the {lower_first(label)}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return "1 action" or "1,200 actions"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def ago_words(then: date | datetime | None, today: date) -> str:
    """Return how long ago ``then`` was: "today", "yesterday", "12 days ago", "12 weeks ago", "2 years ago"."""
    if then is None:
        return "never"
    if isinstance(then, datetime):
        then = (timezone.localtime(then) if timezone.is_aware(then) else then).date()
    days = (today - then).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 21:
        return f"{days} days ago"
    if days < 365:
        return f"{days // 7} weeks ago"
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    if months < 24:
        return f"{max(months, 12)} months ago"
    return f"{months // 12} years ago"


def of_words(part: int, whole: int) -> str:
    """Return a number with its denominator: "12 of 153"."""
    return f"{part:,} of {whole:,}"


def percent_words(part: int, whole: int) -> str:
    """Return "8%", with "under 1%" and "over 99%" for what rounding would hide; "" when whole is 0."""
    if whole <= 0:
        return ""
    share = 100 * part / whole
    if 0 < share < 1:
        return "under 1%"
    if 99 < share < 100:
        return "over 99%"
    return f"{share:.0f}%"
