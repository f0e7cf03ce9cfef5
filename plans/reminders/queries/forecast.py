"""Who will hear what in the days ahead, and why: the planning statement, read and not written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from areas.outbox.queries import bank_holidays
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.reminders.models import ReminderRound
from plans.reminders.queries.lines import ABOUT_ACTION, JOIN_ACTION
from plans.reminders.queries.wanted import (
    AUDIENCE,
    EVERYWHERE,
    IN_PLANS,
    NOT_PLANNED,
    days_between,
    for_many,
    letter_day,
    wanted_sql,
    wanted_values,
    weekdays_of,
)
from plans.reminders.rules import URGENCY, ReminderKind
from plans.reminders.rules.digest import Line, step_words, summary_words

#: How many days the forecast looks ahead.
DAYS_AHEAD = 14
#: Actions named for one letter of the forecast; the rest are counted.
MOST_NAMED = 12

#: Weekly readers hear on their day; a day that comes after the last one of the forecast is not shown.
_ON_THEIR_DAY = f"""
, week (weekday, day, on_day) AS (
    SELECT * FROM unnest(%(weekdays)s::int[], %(week_days)s::date[], %(week_on)s::date[])
), coming AS (
    SELECT wanted.person_id, wanted.kind, wanted.action_id, wanted.step, wanted.anchor, wanted.rung, wanted.unanswered,
        CASE WHEN choice.id IS NULL THEN wanted.day ELSE week.on_day END AS day
    FROM wanted
    LEFT JOIN plans_letterchoice AS choice ON choice.person_id = wanted.person_id AND choice.rhythm = 'weekly'
    LEFT JOIN week ON week.weekday = choice.weekday AND week.day = wanted.day
    WHERE {NOT_PLANNED} AND (choice.id IS NULL OR week.on_day IS NOT NULL)
)
"""
_LETTERS = """
, told AS (
    SELECT DISTINCT ON (day, person_id, action_id) day, person_id, kind, rung, unanswered
    FROM coming
    ORDER BY day, person_id, action_id, array_position(%(urgency)s::text[], kind)
)
SELECT told.day, person.id, person.name, person.post, min(told.rung) AS rung, max(told.unanswered),
    count(*) FILTER (WHERE kind = 'overdue'), count(*) FILTER (WHERE kind = 'due_soon'),
    count(*) FILTER (WHERE kind = 'silent'), count(*) OVER () AS letters
FROM told JOIN areas_person AS person ON person.id = told.person_id
WHERE person.name ILIKE %(search)s OR person.post ILIKE %(search)s
GROUP BY told.day, person.id, person.name, person.post
ORDER BY told.day, person.name, person.id LIMIT %(limit)s OFFSET %(offset)s
"""
_REASONS = f"""
SELECT coming.day, coming.person_id, coming.kind, coming.step, {ABOUT_ACTION}
FROM coming {JOIN_ACTION.format(table="coming")}
WHERE (coming.day, coming.person_id) IN (SELECT * FROM unnest(%(their_days)s::date[], %(people)s::bigint[]))
ORDER BY coming.day, coming.person_id, array_position(%(urgency)s::text[], coming.kind), coming.anchor, action.id
"""
_WHY_THEM = {
    1: "contributor for the organisation that leads",
    2: "officer, since the lead has no contributor yet or none is named",
    3: "area lead, since there is no officer yet",
    4: "regional lead",
}


@dataclass(frozen=True)
class Reason:
    """One action somebody will hear about."""

    line: Line

    @property
    def words(self) -> str:
        """Return the kind and the step in words."""
        return f"{self.line.kind.label}: {step_words(self.line.kind, self.line.step)}"


@dataclass(frozen=True)
class ForecastLetter:
    """A letter somebody will get on a day unless something is heard before."""

    day: date
    person_id: int
    name: str
    post: str
    why_them: str
    counts: Mapping[ReminderKind, int]
    reasons: tuple[Reason, ...]

    @property
    def summary(self) -> str:
        """Return what it will say in short: "2 past their date, 1 due soon"."""
        return summary_words(self.counts)

    @property
    def unnamed(self) -> int:
        """Return how many actions are counted but not named."""
        return max(0, sum(self.counts.values()) - len(self.reasons))


@dataclass(frozen=True)
class Forecast:
    """One page of the letters of the days ``first`` to ``last``; ``total`` counts all of them."""

    first: date
    last: date
    letters: tuple[ForecastLetter, ...]
    total: int


def plans_in_reach(reach: Reach) -> list[int] | None:
    """Return the plans whose reminders a person may see; None stands for the whole nation."""
    if reach.nationwide(P.VIEW_REMINDERS):
        return None
    return list(Plan.objects.in_reach(reach, P.VIEW_REMINDERS).order_by().values_list("pk", flat=True))


def next_round(today: date) -> date:
    """Return the day of the next round: today, unless today's has ended; always one on which letters leave."""
    ended = ReminderRound.objects.filter(day=today, ended_at__isnull=False).exists()
    return letter_day(today + timedelta(days=1) if ended else today)


def forecast(
    *,
    first: date,
    last: date,
    plans: Sequence[int] | None,
    search: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> Forecast:
    """Return who will hear what between two days (three statements, whatever the size).

    ``plans`` narrows it to some plans; ``search`` to people whose name or post contains it.
    """
    values = {**wanted_values(first, last, plans=list(plans or ())), **_weeks(first, last)}
    head = wanted_sql(EVERYWHERE if plans is None else IN_PLANS) + _ON_THEIR_DAY
    values |= {
        "limit": limit,
        "offset": offset,
        "search": f"%{_like(search)}%",
    }
    with for_many() if plans is None else nullcontext():
        with connection.cursor() as cursor:
            cursor.execute(head + _LETTERS, values)
            rows = cursor.fetchall()
        reasons = _reasons(head, values, [(row[0], row[1]) for row in rows])
    total = rows[0][-1] if rows else 0
    letters = tuple(_letter(row, reasons.get((row[0], row[1]), ())) for row in rows)
    return Forecast(first, last, letters, total)


def _letter(row: Sequence[Any], lines: Sequence[Line]) -> ForecastLetter:
    day, person, name, post, rung, unanswered, *counts, _ = row
    by_kind = dict(zip(URGENCY, counts, strict=True))
    return ForecastLetter(day, person, name, post, _why(rung, unanswered), by_kind, _named(lines))


def _why(rung: int, unanswered: int) -> str:
    """Return in words why it is this person who hears."""
    if not unanswered or rung == 1:
        return _WHY_THEM[rung]
    letters = "the letter before was" if unanswered == 1 else f"{unanswered} letters before were"
    return f"{AUDIENCE[rung - 1].label.lower()}, since {letters} not answered"


def _weeks(first: date, last: date) -> dict[str, Any]:
    """Return for each weekday and day on which day a weekly letter comes; days after the last are left out."""
    days = days_between(first, last)
    holidays = bank_holidays()
    served = {day: weekdays_of(day, holidays) for day in days if letter_day(day, holidays) == day}
    rows = [
        (weekday, day, on)
        for weekday in range(5)
        for day in days
        if (on := next((one for one, weekdays in served.items() if one >= day and weekday in weekdays), None))
    ]
    return {
        "weekdays": [row[0] for row in rows],
        "week_days": [row[1] for row in rows],
        "week_on": [row[2] for row in rows],
    }


def lines_ahead(
    *, person_id: int, day: date, plans: Sequence[int] | None, first: date | None = None
) -> tuple[Line, ...]:
    """Return what somebody will hear on ``day`` if nothing happens before (two statements).

    ``first`` is the day from which the forecast looks: letters from there on count as told and not answered.
    """
    values = {**wanted_values(first or day, day, plans=list(plans or ())), **_weeks(first or day, day)}
    head = wanted_sql(EVERYWHERE if plans is None else IN_PLANS) + _ON_THEIR_DAY
    with for_many() if plans is None else nullcontext():
        return _reasons(head, values, [(day, person_id)]).get((day, person_id), ())


def _reasons(
    head: str, values: Mapping[str, Any], pairs: Sequence[tuple[date, int]]
) -> dict[tuple[date, int], tuple[Line, ...]]:
    """Return the lines of the letters asked for, most urgent first."""
    if not pairs:
        return {}
    more: dict[str, Any] = {
        "their_days": [day for day, _ in pairs],
        "people": [person for _, person in pairs],
    }
    found: dict[tuple[date, int], list[Line]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(head + _REASONS, {**values, **more})
        for day, person, kind, *about in cursor.fetchall():
            found[day, person].append(Line(ReminderKind(kind), *about))
    return {key: tuple(lines) for key, lines in found.items()}


def _named(lines: Sequence[Line]) -> tuple[Reason, ...]:
    """Return the first lines, each action once."""
    chosen: dict[int, Line] = {}
    for line in lines:
        chosen.setdefault(line.action_id, line)
    return tuple(Reason(line) for line in list(chosen.values())[:MOST_NAMED])


def _like(text: str) -> str:
    """Return ``text`` so that % and _ in it mean themselves."""
    return text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
