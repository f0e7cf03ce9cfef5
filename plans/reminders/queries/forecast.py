"""Who will hear what in the days ahead, and why: the planning statement, read and not written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from areas.models import Partnership
from areas.outbox.queries import bank_holidays
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.reminders.models import ReminderRound
from plans.reminders.queries.lines import ABOUT, JOINS
from plans.reminders.queries.things import EVERYWHERE, IN_PLANS
from plans.reminders.queries.wanted import (
    NOT_PLANNED,
    days_between,
    for_many,
    letter_day,
    wanted_sql,
    wanted_values,
    weekdays_of,
)
from plans.reminders.rules import AUDIENCE, KINDS, URGENCY, Line, ReminderKind
from plans.reminders.rules.digest import step_words, summary_words

#: How many days the forecast looks ahead.
DAYS_AHEAD = 14
#: Actions named for one letter of the forecast; the rest are counted.
MOST_NAMED = 12

#: Weekly readers hear on their day; a day that comes after the last one of the forecast is not shown.
_ON_THEIR_DAY = f"""
, week (weekday, day, on_day) AS (
    SELECT * FROM unnest(%(weekdays)s::int[], %(week_days)s::date[], %(week_on)s::date[])
), coming AS (
    SELECT wanted.person_id, wanted.kind, wanted.object_kind, wanted.object_id, wanted.action_id, wanted.plan_id,
        wanted.partnership_id, wanted.step, wanted.cycle, wanted.anchor, wanted.role, wanted.unanswered,
        CASE WHEN choice.id IS NULL THEN wanted.day ELSE week.on_day END AS day
    FROM wanted
    LEFT JOIN plans_letterchoice AS choice ON choice.person_id = wanted.person_id AND choice.rhythm = 'weekly'
    LEFT JOIN week ON week.weekday = choice.weekday AND week.day = wanted.day
    WHERE {NOT_PLANNED} AND (choice.id IS NULL OR week.on_day IS NOT NULL)
)
"""
_LETTERS = """
, told AS (
    SELECT DISTINCT ON (day, person_id, object_kind, object_id)
        day, person_id, kind, array_position(%(ladder)s::text[], role) AS rung, unanswered, action_id
    FROM coming
    ORDER BY day, person_id, object_kind, object_id, array_position(%(urgency)s::text[], kind), 4
), counted AS (
    SELECT day, person_id, kind, count(*) AS things, min(rung) AS rung, max(unanswered) AS unanswered,
        bool_or(action_id IS NOT NULL) AS of_actions
    FROM told GROUP BY day, person_id, kind
)
SELECT counted.day, person.id, person.name, person.post, min(rung), max(unanswered), bool_or(of_actions),
    jsonb_object_agg(kind, things), count(*) OVER () AS letters
FROM counted JOIN areas_person AS person ON person.id = counted.person_id
WHERE person.name ILIKE %(search)s OR person.post ILIKE %(search)s
GROUP BY counted.day, person.id, person.name, person.post
ORDER BY counted.day, person.name, person.id LIMIT %(limit)s OFFSET %(offset)s
"""
_REASONS = f"""
SELECT coming.day, coming.person_id, coming.kind, coming.step, {ABOUT.format(table="coming")}
FROM coming {JOINS.format(table="coming")}
WHERE (coming.day, coming.person_id) IN (SELECT * FROM unnest(%(their_days)s::date[], %(people)s::bigint[]))
ORDER BY coming.day, coming.person_id, array_position(%(urgency)s::text[], coming.kind), coming.anchor, coming.object_id
"""
_WHY_THEM = {
    1: "contributor for the organisation that leads",
    2: "officer, since the lead has no contributor yet or none is named",
    3: "area lead, since there is no officer yet",
    4: "regional lead",
}


@dataclass(frozen=True)
class Reason:
    """One thing somebody will hear about."""

    line: Line

    @property
    def words(self) -> str:
        """Return the kind and the step in words."""
        return f"{self.line.kind.label}: {step_words(self.line.kind, self.line.step)}"

    @property
    def url(self) -> str:
        """Return the page of what it is about."""
        return f"/actions/{self.line.action_id}/" if self.line.action_id else KINDS[self.line.kind].url(self.line)


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
        """Return how many are counted but not named."""
        return max(0, sum(self.counts.values()) - len(self.reasons))


@dataclass(frozen=True)
class Forecast:
    """One page of the letters of the days ``first`` to ``last``; ``total`` counts all of them."""

    first: date
    last: date
    letters: tuple[ForecastLetter, ...]
    total: int


@dataclass(frozen=True)
class Places:
    """Some plans and partnerships, by their ids."""

    plans: Sequence[int]
    partnerships: Sequence[int] = ()


def places_in_reach(reach: Reach) -> Places | None:
    """Return where a person may see reminders; None stands for the whole nation (two statements)."""
    if reach.nationwide(P.VIEW_REMINDERS):
        return None
    plans = Plan.objects.in_reach(reach, P.VIEW_REMINDERS).order_by()
    partnerships = Partnership.objects.in_reach(reach, P.VIEW_REMINDERS).order_by()
    return Places(list(plans.values_list("pk", flat=True)), list(partnerships.values_list("pk", flat=True)))


def next_round(today: date) -> date:
    """Return the day of the next round: today, unless today's has ended; always one on which letters leave."""
    ended = ReminderRound.objects.filter(day=today, ended_at__isnull=False).exists()
    return letter_day(today + timedelta(days=1) if ended else today)


def forecast(
    *,
    first: date,
    last: date,
    places: Places | None,
    search: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> Forecast:
    """Return who will hear what between two days (three statements, whatever the size).

    ``places`` narrows it to some plans and partnerships; ``search`` to people whose name or post contains it.
    """
    head, values = _ahead(first, last, places)
    values |= {
        "limit": limit,
        "offset": offset,
        "search": f"%{_like(search)}%",
    }
    with for_many() if places is None else nullcontext():
        with connection.cursor() as cursor:
            cursor.execute(head + _LETTERS, values)
            rows = cursor.fetchall()
        reasons = _reasons(head, values, [(row[0], row[1]) for row in rows])
    total = rows[0][-1] if rows else 0
    letters = tuple(_letter(row, reasons.get((row[0], row[1]), ())) for row in rows)
    return Forecast(first, last, letters, total)


def _ahead(first: date, last: date, places: Places | None) -> tuple[str, dict[str, Any]]:
    """Return the head of a statement about the days ahead, and its values."""
    some = places or Places(())
    values = wanted_values(first, last, plans=list(some.plans), partnerships=list(some.partnerships))
    ladder = [role.value for role in AUDIENCE]
    scope = EVERYWHERE if places is None else IN_PLANS
    return wanted_sql(scope) + _ON_THEIR_DAY, {**values, **_weeks(first, last), "ladder": ladder}


def _letter(row: Sequence[Any], lines: Sequence[Line]) -> ForecastLetter:
    day, person, name, post, rung, unanswered, of_actions, things, _ = row
    counts = json.loads(things) if isinstance(things, str) else things
    by_kind = {kind: counts[kind] for kind in URGENCY if kind in counts}
    return ForecastLetter(day, person, name, post, _why(rung, unanswered, of_actions), by_kind, _named(lines))


def _why(rung: int, unanswered: int, of_actions: bool) -> str:
    """Return in words why it is this person who hears."""
    if not unanswered or rung == 1:
        return _WHY_THEM[rung] if of_actions else AUDIENCE[rung - 1].label.lower()
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


def lines_ahead(*, person_id: int, day: date, places: Places | None, first: date | None = None) -> tuple[Line, ...]:
    """Return what somebody will hear on ``day`` if nothing happens before (two statements).

    ``first`` is the day from which the forecast looks: letters from there on count as told and not answered.
    """
    head, values = _ahead(first or day, day, places)
    with for_many() if places is None else nullcontext():
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
    """Return the first lines, each thing once."""
    chosen: dict[tuple[str, int], Line] = {}
    for line in lines:
        chosen.setdefault(line.about, line)
    return tuple(Reason(line) for line in list(chosen.values())[:MOST_NAMED])


def _like(text: str) -> str:
    """Return ``text`` so that % and _ in it mean themselves."""
    return text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
