"""When a quarter may be frozen, and whether everything that belongs into it is there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from concordat.periods import Quarter
from plans.rollups.rules.figures import AreaRow, Stage


class CannotFreeze(ValueError):
    """The quarter cannot be frozen so; the words say what to do."""


class AsAt(NamedTuple):
    """The days as at whose end a quarter may be frozen."""

    first: date
    last: date


def days_to_freeze(quarter: Quarter, today: date) -> AsAt | None:
    """Return the days a quarter may be frozen as at: its own last day, and each later one that is over; None: too early."""
    last = today - timedelta(days=1)
    return AsAt(quarter.end, last) if last >= quarter.end else None


def check_as_at(quarter: Quarter, as_at: date, today: date) -> None:
    """Let through a day that a quarter may be frozen as at. Raises ``CannotFreeze``."""
    days = days_to_freeze(quarter, today)
    if days is None:
        raise CannotFreeze(f"{quarter.words} is not over yet. Freeze it after its last day")
    if not days.first <= as_at <= days.last:
        raise CannotFreeze("Enter a day from the last day of the quarter until yesterday")


class Reported(NamedTuple):
    """An area, and whether it is waited for: it has live actions and nothing was heard since the quarter began."""

    id: int
    slug: str
    name: str
    region: str
    live: int
    last_heard_at: datetime | None
    is_waited_for: bool


def reported(row: AreaRow, began: datetime) -> Reported:
    """Return whether an area has reported since ``began``."""
    waited = row.figures.live > 0 and (row.last_heard_at is None or row.last_heard_at < began)
    return Reported(row.id, row.slug, row.name, row.region_name, row.figures.live, row.last_heard_at, waited)


@dataclass(frozen=True)
class Facts:
    """What the checklist follows from, beside the areas."""

    is_over: bool
    waiting_plans: int
    proved_at: datetime | None
    differing: int


class Check(NamedTuple):
    """A line of the checklist. One that is not done stops nobody but ``must`` ones."""

    words: str
    is_done: bool
    says: str
    must: bool = False


@dataclass(frozen=True)
class Completeness:
    """How complete a quarter is: the checklist, and who is waited for."""

    checks: tuple[Check, ...]
    areas: tuple[Reported, ...]

    @property
    def chase(self) -> tuple[Reported, ...]:
        """Return the areas that are waited for, by region and name."""
        return tuple(sorted((one for one in self.areas if one.is_waited_for), key=lambda one: (one.region, one.name)))

    @property
    def expected(self) -> int:
        """Return how many areas have something to report of."""
        return sum(one.live > 0 for one in self.areas)

    @property
    def may_freeze(self) -> bool:
        """Whether everything is done that must be."""
        return all(one.is_done for one in self.checks if one.must)


def completeness(rows: Sequence[AreaRow], began: datetime, facts: Facts) -> Completeness:
    """Return how complete a quarter that began at ``began`` is."""
    areas = tuple(reported(row, began) for row in rows)
    return Completeness(tuple(_checks(rows, areas, facts)), areas)


def _checks(rows: Sequence[AreaRow], areas: Iterable[Reported], facts: Facts) -> Iterable[Check]:
    asked = [one for one in areas if one.live]
    missing = sum(one.is_waited_for for one in asked)
    with_plan = sum(row.plans > 0 for row in rows)
    submitted = sum(row.stage is Stage.SUBMITTED for row in rows)
    yield Check(
        "The quarter is over", facts.is_over, "" if facts.is_over else "It can be frozen after its last day", True
    )
    yield Check(
        "Every area with actions to carry out has reported since it began",
        missing == 0,
        f"{len(asked) - missing} of {len(asked)} have",
    )
    yield Check("Every area has a plan", with_plan == len(rows), f"{with_plan} of {len(rows)} have one")
    yield Check(
        "No submitted plan waits for an answer", submitted == 0, f"{submitted} wait" if submitted else "none waits"
    )
    yield Check("Every plan is counted up to its last change", facts.waiting_plans == 0, _waiting(facts.waiting_plans))
    yield Check(
        "The stored figures were proved by a fresh count",
        facts.proved_at is not None and facts.differing == 0,
        _proved(facts),
    )


def _waiting(plans: int) -> str:
    return f"{plans} wait, for a minute at most" if plans else "none waits"


def _proved(facts: Facts) -> str:
    if facts.proved_at is None:
        return "they are proved every night; not yet here"
    return f"{facts.differing} differed" if facts.differing else "none differed"
