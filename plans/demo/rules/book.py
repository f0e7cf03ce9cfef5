"""What the data files say, in the form in which the rules use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Names that begin with "the": they take a capital at the beginning of a sentence.
WITH_ARTICLE = ("trust", "ambulance", "icb")
_MARK = re.compile(r"\[([\d,]+)\] ")
_AT_START = re.compile(r"(^|[.!?:] )\{(" + "|".join(WITH_ARTICLE) + r")\}")


@dataclass(frozen=True, slots=True)
class Voice:
    """What is said about an action: patterns by moment, and reasons for being below on-track."""

    said: Mapping[str, tuple[str, ...]]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An action as a plan may hold it; ``lead`` and ``partners`` are kinds of organisation."""

    topic: str
    text: str
    outcome: str
    indicator: str
    lead: str
    partners: tuple[str, ...]
    standards: tuple[str, ...]
    theme: int
    heading: int
    age: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a partnership: its declaration, its plan, and what its actions went through.

    ``plots`` are weights. ``quarters``: how long ago the plan began, from–to. ``absent``: kinds
    of organisation that have not signed.
    """

    name: str
    declaration: str
    workflow: str
    absent: tuple[str, ...]
    quarters: tuple[int, int]
    size: tuple[int, int]
    plots: Mapping[str, int]
    weight: int

    @property
    def has_plan(self) -> bool:
        """Answer whether there is a plan at all."""
        return bool(self.workflow)

    @property
    def is_named(self) -> bool:
        """Answer whether it is told of one named area only: its weight in the draw is nothing."""
        return not self.weight


@dataclass(frozen=True)
class Book:
    """All data files together."""

    lines: tuple[Line, ...]
    general: Voice
    unowned: tuple[str, ...]
    timescales: Mapping[str, tuple[str, ...]]
    dated_weights: Mapping[str, int]
    dateless_weights: Mapping[str, int]
    stories: Mapping[str, Story]
    people: Mapping[str, Any]
    organisations: Mapping[str, Any]
    country: Mapping[str, Any]
    declaration: str

    def kind_of(self, key: str) -> str:
        """Return the kind of organisation that stands for ``key`` ("amhp" is the council)."""
        return str(self.organisations["stand_in"].get(key, key))


def make_book(
    *,
    topics: Mapping[str, Mapping[str, Any]],
    general: Mapping[str, Any],
    stories: Mapping[str, Mapping[str, Any]],
    people: Mapping[str, Any],
    organisations: Mapping[str, Any],
    country: Mapping[str, Any],
    declaration: str,
) -> Book:
    """Put the contents of the data files together."""
    return Book(
        lines=tuple(line for key, topic in topics.items() for line in _lines(key, topic)),
        general=_voice(general, 0),
        unowned=tuple(general["unowned"]),
        timescales={form: tuple(texts) for form, texts in general["timescales"].items()},
        dated_weights=general["timescale_weights"],
        dateless_weights=general["dateless_weights"],
        stories={name: _story(name, told) for name, told in stories.items()},
        people=people,
        organisations=organisations,
        country=country,
        declaration=declaration.strip(),
    )


def _lines(key: str, topic: Mapping[str, Any]) -> list[Line]:
    return [_line(key, {**topic, **own}, _voice(topic, number)) for number, own in enumerate(topic["actions"], start=1)]


def _line(key: str, told: Mapping[str, Any], voice: Voice) -> Line:
    theme, heading = (int(part) for part in told["place"].split("."))
    return Line(
        topic=key,
        text=told["text"],
        outcome=told["outcome"],
        indicator=told["indicator"],
        lead=told["lead"],
        partners=tuple(told["partners"]),
        standards=tuple(told["standards"]),
        theme=theme,
        heading=heading,
        age=told["age"],
        voice=voice,
    )


def _voice(told: Mapping[str, Any], number: int) -> Voice:
    """Return what suits action ``number`` of a topic: texts marked "[2,5] …" belong to 2 and 5 only."""
    said = {moment: _suiting(texts, number) for moment, texts in told["updates"].items()}
    return Voice(said, _suiting(told["reasons"], number))


def _suiting(texts: Iterable[str], number: int) -> tuple[str, ...]:
    found = []
    for text in texts:
        mark = _MARK.match(text)
        if mark is None or str(number) in mark[1].split(","):
            found.append(_capital(text[mark.end() :] if mark else text))
    return tuple(found)


def _capital(pattern: str) -> str:
    return _AT_START.sub(r"\1{\2_begins}", pattern)


def _story(name: str, told: Mapping[str, Any]) -> Story:
    low, high = told.get("quarters", (0, 0))
    fewest, most = told.get("size", (0, 0))
    return Story(
        name=name,
        declaration=told["declaration"],
        workflow=told.get("workflow", ""),
        absent=tuple(told.get("absent", ())),
        quarters=(low, high),
        size=(fewest, most),
        plots=told.get("plots", {}),
        weight=told["weight"],
    )
