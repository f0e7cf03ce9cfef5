"""What an action goes through: a plot is a sequence of moments, one for each round of news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from plans.planning.rules.states import Confidence, DeliveryState


class Moment(StrEnum):
    """What a piece of news says."""

    BEGUN = "begun"
    MOVING = "moving"
    RISK = "risk"
    OFF = "off"
    RECOVERED = "recovered"
    DONE = "done"
    WAITING = "waiting"
    STILL = "still"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Plot(StrEnum):
    """What becomes of an action."""

    STEADY = "steady"
    FINISHED = "finished"
    FINISHED_EARLY = "finished_early"
    SLIPPING = "slipping"
    AT_RISK = "at_risk"
    RECOVERED = "recovered"
    SILENT = "silent"
    NEVER_STARTED = "never_started"
    WAITING = "waiting"
    UNTOUCHED = "untouched"
    ONGOING = "ongoing"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    FRESH = "fresh"


#: The state and confidence a moment leaves behind; STILL leaves them as they were.
LEAVES: dict[Moment, tuple[DeliveryState, str]] = {
    Moment.BEGUN: (DeliveryState.IN_PROGRESS, Confidence.ON_TRACK),
    Moment.MOVING: (DeliveryState.IN_PROGRESS, Confidence.ON_TRACK),
    Moment.RECOVERED: (DeliveryState.IN_PROGRESS, Confidence.ON_TRACK),
    Moment.RISK: (DeliveryState.IN_PROGRESS, Confidence.AT_RISK),
    Moment.OFF: (DeliveryState.IN_PROGRESS, Confidence.OFF_TRACK),
    Moment.DONE: (DeliveryState.COMPLETE, ""),
    Moment.WAITING: (DeliveryState.NOT_STARTED, ""),
    Moment.MERGED: (DeliveryState.MERGED, ""),
    Moment.WITHDRAWN: (DeliveryState.WITHDRAWN, ""),
}

#: When, in days from today, the last day of an action lies: from–to. None: any, or none at all.
DUE_WITHIN: dict[Plot, tuple[int, int]] = {
    Plot.STEADY: (12, 420),
    Plot.SLIPPING: (-230, -2),
    Plot.AT_RISK: (2, 150),
    Plot.RECOVERED: (20, 300),
    Plot.SILENT: (-320, 200),
    Plot.NEVER_STARTED: (-160, 260),
    Plot.WAITING: (60, 500),
    Plot.UNTOUCHED: (60, 640),
    Plot.FRESH: (60, 500),
    Plot.MERGED: (-200, 200),
    Plot.WITHDRAWN: (-200, 200),
}
#: Plots in which an action may have no date.
MAY_BE_DATELESS = {Plot.STEADY, Plot.SILENT, Plot.NEVER_STARTED, Plot.UNTOUCHED, Plot.FRESH, Plot.WITHDRAWN}

News = list[tuple[date, Moment]]


def news_of(plot: Plot, rounds: list[date], today: date, rng: Random) -> News:
    """Return what is said on which round, oldest first. Few rounds make a short story."""
    if not rounds:
        return []
    return _TELL[plot](rounds, today, rng)


def _going(rounds: list[date], rng: Random, still: float = 0.14) -> News:
    """Begun, then moving, now and then "still true"."""
    said = [(day, Moment.STILL if rng.random() < still else Moment.MOVING) for day in rounds[1:]]
    return [(rounds[0], Moment.BEGUN), *said]


def _ending(news: News, *moments: Moment) -> News:
    """Give the last rounds these moments; the beginning stays."""
    count = min(len(moments), max(len(news) - 1, 1))
    days = [day for day, _ in news[-count:]]
    return [*news[:-count], *zip(days, moments[-count:], strict=True)]


def _steady(rounds: list[date], today: date, rng: Random) -> News:
    return _going(rounds, rng)


def _finished(rounds: list[date], today: date, rng: Random) -> News:
    last = rng.randint(max(1, len(rounds) // 3), len(rounds))
    return _ending(_going(rounds[:last], rng), Moment.DONE)


def _finished_early(rounds: list[date], today: date, rng: Random) -> News:
    last = rng.randint(1, max(1, len(rounds) // 2))
    return _ending(_going(rounds[:last], rng), Moment.DONE)


def _slipping(rounds: list[date], today: date, rng: Random) -> News:
    risk, off = rng.randint(1, 4), rng.randint(1, 3)
    return _ending(_going(rounds, rng), *[Moment.RISK] * risk, *[Moment.OFF] * off)


def _at_risk(rounds: list[date], today: date, rng: Random) -> News:
    return _ending(_going(rounds, rng), *[Moment.RISK] * rng.randint(1, 3))


def _recovered(rounds: list[date], today: date, rng: Random) -> News:
    after = [Moment.MOVING] * rng.randint(0, 4)
    return _ending(_going(rounds, rng), *[Moment.RISK] * rng.randint(1, 3), Moment.RECOVERED, *after)


def _silent(rounds: list[date], today: date, rng: Random) -> News:
    """The last word is more than half a year old."""
    last = today - timedelta(days=rng.randint(215, 520))
    heard = [day for day in rounds if day < last]
    if not heard:
        return []
    return _at_risk(heard, today, rng) if rng.random() < 0.4 else _going(heard, rng)


def _never_started(rounds: list[date], today: date, rng: Random) -> News:
    return [(day, Moment.WAITING) for day in rounds if rng.random() < 0.3]


def _waiting(rounds: list[date], today: date, rng: Random) -> News:
    return [(rounds[-1], Moment.WAITING)]


def _untouched(rounds: list[date], today: date, rng: Random) -> News:
    return []


def _ongoing(rounds: list[date], today: date, rng: Random) -> News:
    return _going(rounds, rng, still=0.5)


def _merged(rounds: list[date], today: date, rng: Random) -> News:
    return _ending(_going(rounds[: rng.randint(1, len(rounds))], rng), Moment.MERGED)


def _withdrawn(rounds: list[date], today: date, rng: Random) -> News:
    return _ending(_going(rounds[: rng.randint(1, len(rounds))], rng), Moment.WITHDRAWN)


def _fresh(rounds: list[date], today: date, rng: Random) -> News:
    return _going(rounds[-rng.randint(1, 2) :], rng)


_TELL: dict[Plot, Callable[[list[date], date, Random], News]] = {
    Plot.STEADY: _steady,
    Plot.FINISHED: _finished,
    Plot.FINISHED_EARLY: _finished_early,
    Plot.SLIPPING: _slipping,
    Plot.AT_RISK: _at_risk,
    Plot.RECOVERED: _recovered,
    Plot.SILENT: _silent,
    Plot.NEVER_STARTED: _never_started,
    Plot.WAITING: _waiting,
    Plot.UNTOUCHED: _untouched,
    Plot.ONGOING: _ongoing,
    Plot.MERGED: _merged,
    Plot.WITHDRAWN: _withdrawn,
    Plot.FRESH: _fresh,
}


def with_notes(news: News, today: date, chance: float, rng: Random) -> News:
    """Add notes between the rounds: the same state, more words."""
    told: News = []
    for place, (day, moment) in enumerate(news):
        told.append((day, moment))
        if moment not in _MAY_BE_FOLLOWED or rng.random() > chance:
            continue
        until = news[place + 1][0] if place + 1 < len(news) else today
        if (until - day).days > 12:
            later = day + timedelta(days=rng.randint(8, max(9, (until - day).days - 3)))
            told.append((later, _MAY_BE_FOLLOWED[moment]))
    return told


_MAY_BE_FOLLOWED = {
    Moment.BEGUN: Moment.MOVING,
    Moment.MOVING: Moment.MOVING,
    Moment.RECOVERED: Moment.MOVING,
    Moment.RISK: Moment.RISK,
    Moment.OFF: Moment.OFF,
}
