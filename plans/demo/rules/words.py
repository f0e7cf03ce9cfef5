"""Sentences of news: patterns from the data files, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from plans.demo.rules.book import Book, Line
from plans.demo.rules.days import months_before
from plans.demo.rules.plots import Moment
from plans.demo.rules.timescales import month_name

_NUMBERS = {
    "n": (14, 68),
    "n_big": (120, 940),
    "percent": (52, 88),
    "percent_low": (31, 49),
    "percent_small": (7, 19),
    "percent_high": (91, 98),
    "minutes": (24, 58),
    "minutes_short": (3, 9),
    "minutes_long": (62, 118),
    "days": (3, 6),
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
#: How often a sentence is the action's own, where it has one that was not just said.
_OWN = 0.75
_NOT_AGAIN_WITHIN = 7


class Slots(dict[str, object]):
    """Names of the place, and numbers and months made up when a pattern asks for them."""

    def __init__(self, names: Mapping[str, str], rng: Random) -> None:
        """Take the names; ``day`` is set before each sentence."""
        super().__init__(names)
        self.rng = rng
        self.day = date.min

    def __missing__(self, key: str) -> object:
        """Make up what is not a name."""
        if key in _NUMBERS:
            return self.rng.randint(*_NUMBERS[key])
        if key == "weekday":
            return self.rng.choice(_WEEKDAYS)
        return month_name(months_before(self.day, {"month": 0, "last_month": 1, "next_month": -1}[key]))


class Teller:
    """Says something about the actions of one place, and nothing twice soon after."""

    def __init__(self, book: Book, names: Mapping[str, str], rng: Random) -> None:
        """``names``: what the place's organisations are called in a sentence."""
        self.book = book
        self.rng = rng
        self.slots = Slots(names, rng)
        self.lately: list[str] = []

    def begins(self) -> None:
        """Forget what was said: another action is spoken of."""
        self.lately.clear()

    def says(self, line: Line, moment: Moment, day: date) -> str:
        """Return a sentence about an action at a moment."""
        own = [text for text in line.voice.said.get(moment, ()) if text not in self.lately]
        general = self.book.general.said[moment]
        pool = own if own and self.rng.random() < _OWN else general
        pattern = self.rng.choice([text for text in pool if text not in self.lately] or pool)
        self.lately = [*self.lately[-_NOT_AGAIN_WITHIN:], pattern]
        self.slots.day = day
        return pattern.format_map(self.slots)

    def reason(self, line: Line) -> str:
        """Return why an action is below on-track."""
        own = line.voice.reasons
        return self.rng.choice(own if own and self.rng.random() < _OWN else self.book.general.reasons)
