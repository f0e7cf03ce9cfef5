"""A year in which things happen, and what should be told of them: written down again, apart from the service's own rules.

Things happen at three in the afternoon; the round looks at half past six in the morning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from areas.outbox.queries import bank_holidays
from concordat.working_days import is_working_day
from plans.planning.rules.periods import period_of

FIRST, DAYS = date(2026, 11, 23), 365
#: Days before (+) and after (−) on which each kind speaks.
STEPS: Mapping[str, tuple[int, ...]] = {
    "due_soon": (30, 7, 1),
    "overdue": (-1, -14, -28, -56),
    "silent": (7, -14),
    "off_track": (-7, -28, -56),
    "milestone": (7, -1, -28),
    "indicator": (7, -1, -28),
    "evidence": (-3, -28, -84),
    "submission": (-7, -21, -42),
    "plan_review": (28, -1, -28, -84),
    "declaration": (-14, -42, -84),
    "unreached": (-1, -15, -43),
}
POLICE = ("Colin", "Olive", "Leah", "Reg")
COUNCIL = ("Olive", "Leah", "Reg")
#: Kinds that begin when something happens and end when it is mended; who is asked, one after another.
HAPPENS: Mapping[str, tuple[str, ...]] = {
    "off_track": POLICE,
    "milestone": COUNCIL,
    "indicator": POLICE,
    "evidence": COUNCIL,
    "submission": ("Reg",),
    "plan_review": COUNCIL,
    "declaration": COUNCIL,
    "unreached": ("Leah", "Reg"),
}
#: What an update to the action answers, too.
ANSWERED_BY_AN_UPDATE = {"milestone"}
#: Known long before their day comes.
KNOWN_AHEAD = {"milestone", "indicator", "plan_review"}


@dataclass(frozen=True)
class Span:
    """The day on which something begins, and the day on which it is mended, if it is: counted from the first."""

    begins: int
    mended: int | None

    def holds(self, kind: str, number: int) -> bool:
        """Whether it is there on the morning of a day."""
        return (kind in KNOWN_AHEAD or self.begins < number) and (self.mended is None or number <= self.mended)


@dataclass(frozen=True)
class Life:
    """Spans by kind, the due dates of two actions, the days on which each was heard, and those without service."""

    spans: Mapping[str, Span]
    due: tuple[int, int]
    heard: tuple[frozenset[int], frozenset[int]]
    away: frozenset[int]

    def last_heard(self, which: int, number: int) -> int:
        """Return the day on which an action was heard last, as it is known on the morning of a day."""
        days = self.heard[which]
        if which == 0:
            off_track = self.spans["off_track"]
            days |= {off_track.begins} | ({off_track.mended} if off_track.mended is not None else set())
        return max((day for day in days if day < number), default=HEARD_BEFORE)


@dataclass(frozen=True)
class Thing:
    """Something that stands on a morning: the day it counts from, when it was answered last, who is asked, under what name."""

    kind: str
    about: str
    anchor: date
    heard: date
    audience: tuple[str, ...]
    cycle: str


@dataclass(frozen=True, order=True)
class Told:
    """One reminder that reached somebody."""

    day: date
    name: str
    kind: str
    about: str
    step: int
    cycle: str


NEVER = date.min
HEARD_BEFORE = -49
days = st.integers(0, DAYS - 30)
spans = st.builds(
    lambda begins, length: Span(begins, None if length is None else begins + length),
    days,
    st.none() | st.integers(1, 120),
)
lives = st.builds(
    Life,
    spans=st.fixed_dictionaries(dict.fromkeys(HAPPENS, spans)),
    due=st.tuples(st.integers(-80, 360), st.integers(-80, 360)),
    heard=st.tuples(st.frozensets(days, max_size=5), st.frozensets(days, max_size=5)),
    away=st.builds(
        lambda first, length: frozenset(range(first, first + length)), st.integers(0, 360), st.integers(0, 9)
    ),
)


def on(number: int) -> date:
    """Return a day of the year by its number."""
    return FIRST + timedelta(days=number)


def expected(life: Life) -> list[Told]:
    """Return what should be told in the year, to whom and on which day."""
    told: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for number in range(DAYS):
        day = on(number)
        if number in life.away or not is_working_day(day, bank_holidays()):
            continue
        for thing in things(life, number):
            before = told[thing.kind, thing.about, thing.cycle]
            fresh = [
                Told(day, _asked(thing, before, step), thing.kind, thing.about, step, thing.cycle)
                for step in steps_on(thing, day)
            ]
            before += [one for one in fresh if not any((one.name, one.step) == (old.name, old.step) for old in before)]
    return sorted(one for ones in told.values() for one in ones)


def _asked(thing: Thing, before: list[Told], step: int) -> str:
    """One rung up for each step that was told and not answered since."""
    unanswered = {old.step for old in before if old.step > step and old.day > thing.heard}
    return thing.audience[min(len(unanswered), len(thing.audience) - 1)]


def steps_on(thing: Thing, day: date) -> Iterator[int]:
    """Yield the steps to be told of a thing on a working day."""
    if thing.kind == "silent":
        yield STEPS["silent"][(day - thing.anchor).days >= 14]
        return
    steps = STEPS[thing.kind]
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        begins = thing.anchor - timedelta(days=step)
        last_word = following is None and thing.kind == "due_soon"
        ends = thing.anchor if last_word else date.max if following is None else thing.anchor - timedelta(following + 1)
        reached = day
        while last_word and not is_working_day(reached + timedelta(days=1), bank_holidays()):
            reached += timedelta(days=1)  # what comes on a day off is told on the working day before
        if begins <= reached and day <= ends and thing.heard < begins:
            yield step


def things(life: Life, number: int) -> Iterator[Thing]:
    """Yield what stands on the morning of a day."""
    day = on(number)
    for which, (name, audience) in enumerate((("police", POLICE), ("council", COUNCIL))):
        due, heard = on(life.due[which]), on(life.last_heard(which, number))
        yield Thing("due_soon", name, due, heard, audience, due.isoformat())
        yield Thing("overdue", name, due, heard, audience, due.isoformat())
        began, ended, called = quiet_period(day)
        if heard < began:
            yield Thing("silent", name, ended, NEVER, audience, called)
    for kind, span in life.spans.items():
        if span.holds(kind, number):
            anchor = on(life.last_heard(0, number) if kind == "off_track" else span.begins)
            heard = on(life.last_heard(1, number)) if kind in ANSWERED_BY_AN_UPDATE else NEVER
            yield Thing(kind, kind, anchor, heard, HAPPENS[kind], anchor.isoformat())


def quiet_period(day: date) -> tuple[date, date, str]:
    """Return the quarter whose silence is spoken of on a day: from a week before it ends until the next one's turn."""
    quarter = period_of("quarterly", day)
    if day < quarter.ended - timedelta(days=7):
        quarter = period_of("quarterly", quarter.began - timedelta(days=1))
    return quarter.began, quarter.ended, quarter.name
