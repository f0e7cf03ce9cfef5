"""Who has to hear what: one statement for the whole nation, whatever it is used for.

A round inserts its rows, a forecast reads them for the days ahead, the last look before sending
holds waiting reminders against them. Which editions of a plan count is the same everywhere
(``Plan.objects.in_force()``): drafts with actions are in use too, long before they are published,
and their partnership may see them; a refresh takes over when it is published itself.

The audience is a ladder: contributors of the organisation that leads the action, the partnership's
officers, its area leads, the leads of its regions. The first rung on which there is somebody hears
first; each step that was told and not answered moves the next one rung up. An answer ends it: the
occasion is gone, and what was told before it counts no more.

Before an election letters may pause: what is reached meanwhile is told on the working day after, at the step it has
reached by then.

Letters go out on working days. What begins on another day waits for the next one, unless its due
date would be past by then: that is told on the working day before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from areas.outbox.queries import bank_holidays
from areas.roles.rules import Role
from concordat.working_days import last_day_before_work, working_day_from, working_day_until
from plans.planning.rules.states import LIVE
from plans.reminders.models import ReminderRule
from plans.reminders.queries.elections import PAUSED
from plans.reminders.rules import KINDS, URGENCY, ReminderKind
from plans.reminders.rules.steps import rungs_and_spans

#: Who is asked first, second, third.
AUDIENCE = (Role.CONTRIBUTOR, Role.OFFICER, Role.AREA_LEAD, Role.REGIONAL_LEAD)

#: Actions to look at: of the whole nation, of some plans, of the reminders in some letters.
EVERYWHERE = "true"
IN_PLANS = "action.plan_id = ANY(%(plans)s)"
IN_LETTERS = "action.id IN (SELECT action_id FROM plans_reminder WHERE letter_id = ANY(%(letters)s))"

_WANTED = """
WITH rung (kind, step, next_step, early) AS (
    SELECT * FROM unnest(%(kinds)s::text[], %(steps)s::int[], %(next_steps)s::int[], %(early)s::bool[])
), quiet (rhythm, cycle, step, began, ended, begins, ends) AS (
    SELECT * FROM unnest(
        %(quiet_rhythms)s::text[], %(quiet_cycles)s::text[], %(quiet_steps)s::int[],
        %(quiet_began)s::date[], %(quiet_ended)s::date[], %(quiet_begins)s::date[], %(quiet_ends)s::date[]
    )
), calendar (day, before, after) AS (
    SELECT * FROM unnest(%(days)s::date[], %(days_before)s::date[], %(days_after)s::date[])
), {paused}, live AS (
    SELECT action.id, action.plan_id, action.lead_id, action.due, action.carried_from_id,
        plan.partnership_id, plan.rhythm,
        (action.last_heard_at AT TIME ZONE 'Europe/London')::date AS heard_on,
        (action.created_at AT TIME ZONE 'Europe/London')::date AS known_since
    FROM plans_action AS action
    JOIN plans_plan AS plan ON plan.id = action.plan_id
    LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
    WHERE action.delivery_state = ANY(%(live)s) AND {scope}
        AND newer.published_on IS NULL AND (plan.published_on IS NOT NULL OR plan.refreshes_id IS NULL)
), by_due_date AS (
    SELECT live.*, rung.kind, rung.step, rung.early, live.due AS anchor, live.due - rung.step AS begins,
        CASE WHEN rung.next_step IS NOT NULL THEN live.due - rung.next_step - 1
            WHEN rung.kind = 'overdue' THEN 'infinity'::date ELSE live.due END AS ends
    FROM live JOIN rung ON live.due - rung.step <= CASE WHEN rung.early THEN %(ahead)s ELSE %(last)s END
), reached AS (
    SELECT id AS action_id, plan_id, lead_id, carried_from_id, partnership_id, heard_on, kind, step,
        due::text AS cycle, anchor, early, begins, ends
    FROM by_due_date WHERE heard_on IS NULL OR heard_on < begins
    UNION ALL
    SELECT live.id, live.plan_id, live.lead_id, live.carried_from_id, live.partnership_id, live.heard_on, 'silent',
        quiet.step, quiet.cycle, quiet.ended, false, quiet.begins, quiet.ends
    FROM live JOIN quiet ON quiet.rhythm = live.rhythm AND COALESCE(live.heard_on, live.known_since) < quiet.began
), occasion AS (
    SELECT ahead.*, CASE WHEN paused.span IS NULL THEN planned ELSE resumed.after END AS day
    FROM (
        SELECT reached.*, CASE WHEN early THEN calendar.before ELSE calendar.after END AS planned
        FROM reached JOIN calendar ON calendar.day = GREATEST(begins, %(first)s)
        WHERE ends >= GREATEST(begins, %(first)s)
            AND CASE WHEN early THEN heard_on IS NULL OR heard_on < calendar.before
                ELSE ends >= calendar.after AND calendar.after <= %(last)s END
    ) AS ahead
    LEFT JOIN paused ON paused.plan_id = ahead.plan_id AND ahead.planned <@ paused.span
    LEFT JOIN calendar AS resumed ON resumed.day = upper(paused.span)
    WHERE paused.span IS NULL OR (resumed.after <= %(last)s AND resumed.after <= ends)
), spoken AS (  -- what was told of the same before, and what will have been by then
    SELECT occasion.action_id, occasion.kind, occasion.step, occasion.cycle, made.step AS earlier
    FROM occasion
    JOIN plans_reminder AS made ON made.action_id IN (occasion.action_id, occasion.carried_from_id)
        AND made.kind = occasion.kind AND made.cycle = occasion.cycle AND made.step > occasion.step
        AND made.superseded_at IS NULL AND (occasion.heard_on IS NULL OR made.planned_on > occasion.heard_on)
    JOIN areas_letter AS letter ON letter.id = made.letter_id AND letter.state IN ('sent', 'failed')
    UNION
    SELECT later.action_id, later.kind, later.step, later.cycle, earlier.step
    FROM occasion AS later JOIN occasion AS earlier USING (action_id, kind, cycle)
    WHERE earlier.step > later.step AND earlier.day < later.day
), unanswered AS (
    SELECT action_id, kind, step, cycle, count(*) AS steps FROM spoken GROUP BY action_id, kind, step, cycle
), reader AS (
    SELECT occasion.action_id, occasion.kind, occasion.step, occasion.cycle, member.person_id, member.role
    FROM occasion
    JOIN areas_membership AS member ON member.partnership_id = occasion.partnership_id
        AND (member.role <> 'contributor' OR member.organisation_id = occasion.lead_id)
        AND member.started_on <= occasion.day
        AND (member.ended_on IS NULL OR member.ended_on > occasion.day)
    UNION
    SELECT occasion.action_id, occasion.kind, occasion.step, occasion.cycle, member.person_id, member.role
    FROM unanswered JOIN occasion USING (action_id, kind, step, cycle)
    JOIN plans_plan_areas AS covered ON covered.plan_id = occasion.plan_id
    JOIN areas_localarea AS area ON area.id = covered.localarea_id
    JOIN areas_membership AS member ON member.region_id = area.region_id
        AND member.started_on <= occasion.day
        AND (member.ended_on IS NULL OR member.ended_on > occasion.day)
    UNION
    SELECT occasion.action_id, occasion.kind, occasion.step, occasion.cycle, heir.person_id, member.role
    FROM occasion  -- who left has named a successor, who hears what they may see
    JOIN areas_membership AS member ON member.partnership_id = occasion.partnership_id
        AND (member.role <> 'contributor' OR member.organisation_id = occasion.lead_id)
        AND member.ended_on <= occasion.day AND member.successor_id IS NOT NULL
    JOIN areas_membership AS heir ON heir.person_id = member.successor_id
        AND heir.partnership_id = member.partnership_id
        AND (heir.role <> 'contributor' OR heir.organisation_id = occasion.lead_id)
        AND heir.started_on <= occasion.day AND (heir.ended_on IS NULL OR heir.ended_on > occasion.day)
), willing AS (  -- whoever gets no letters is passed over; whoever is away has a deputy, or is passed over too
    SELECT reader.action_id, reader.kind, reader.step, reader.cycle, reader.role,
        COALESCE(unanswered.steps, 0) AS unanswered,
        CASE WHEN occasion.day BETWEEN choice.away_from AND choice.away_until THEN deputy.person_id
            ELSE reader.person_id END AS person_id
    FROM reader JOIN occasion USING (action_id, kind, step, cycle)
    LEFT JOIN unanswered USING (action_id, kind, step, cycle)
    LEFT JOIN plans_letterchoice AS choice ON choice.person_id = reader.person_id
    LEFT JOIN areas_membership AS deputy ON deputy.person_id = choice.deputy_id
        AND deputy.partnership_id = occasion.partnership_id AND deputy.started_on <= occasion.day
        AND (deputy.ended_on IS NULL OR deputy.ended_on > occasion.day)
        AND (deputy.role <> 'contributor' OR deputy.organisation_id = occasion.lead_id)
    WHERE choice.id IS NULL OR (choice.rhythm <> 'none' AND NOT (choice.only_mine AND COALESCE(unanswered.steps, 0) > 0))
), asked AS (
    SELECT willing.*, place.rung,
        DENSE_RANK() OVER (
            PARTITION BY willing.action_id, willing.kind, willing.step, willing.cycle ORDER BY place.rung
        ) AS height
    FROM willing
    JOIN unnest(%(audience)s::text[]) WITH ORDINALITY AS place (role, rung) ON place.role = willing.role
    JOIN areas_person AS person ON person.id = willing.person_id AND person.is_active
    LEFT JOIN plans_letterchoice AS own ON own.person_id = willing.person_id
    LEFT JOIN areas_deadaddress AS dead ON dead.address = person.email
    WHERE (own.id IS NULL OR own.rhythm <> 'none') AND dead.id IS NULL
), highest AS (
    SELECT action_id, kind, step, cycle, LEAST(max(unanswered) + 1, max(height)) AS height
    FROM asked GROUP BY action_id, kind, step, cycle
), wanted AS (
    SELECT DISTINCT asked.person_id, kind, action_id, occasion.plan_id, step, cycle, occasion.anchor, occasion.day,
        asked.rung, asked.unanswered
    FROM asked JOIN highest USING (action_id, kind, step, cycle, height)
    JOIN occasion USING (action_id, kind, step, cycle)
)
"""
#: Added to ``WHERE``: leave out what was planned before, also what was told of the action in the edition before.
NOT_PLANNED = """NOT EXISTS (
    SELECT 1 FROM plans_reminder AS made
    WHERE made.person_id = wanted.person_id AND made.kind = wanted.kind
        AND made.step = wanted.step AND made.cycle = wanted.cycle
        AND (made.action_id = wanted.action_id OR (
            made.superseded_at IS NULL
            AND made.action_id = (SELECT carried_from_id FROM plans_action WHERE id = wanted.action_id)
        ))
)"""


@dataclass(frozen=True)
class Rule:
    """A rule as it stands: its stored form, or the default while nothing is stored."""

    kind: ReminderKind
    steps: tuple[int, ...]
    is_on: bool
    version: int


def rules() -> list[Rule]:
    """Return the rule of every kind, most urgent first (one statement)."""
    stored = {rule.kind: rule for rule in ReminderRule.objects.all()}
    return [
        Rule(kind, tuple(stored[kind].steps), stored[kind].is_on, stored[kind].version)
        if kind in stored
        else Rule(kind, about.steps, True, 1)
        for kind, about in KINDS.items()
    ]


def wanted_sql(scope: str = EVERYWHERE) -> str:
    """Return the head of a statement that may go on with ``SELECT … FROM wanted``."""
    return _WANTED.format(scope=scope, paused=PAUSED)


@contextmanager
def for_many() -> Iterator[None]:
    """Let a statement about the whole nation join by hashing, in a transaction of its own or the caller's.

    The database knows nothing of the sizes of the statement's parts and takes each for one row: in nested loops the
    time would grow with the square of the actions.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_nestloop = on")


def weekdays_of(day: date, holidays: frozenset[date] | None = None) -> Sequence[int]:
    """Return the weekdays (0 is Monday) whose weekly letter comes on ``day``; ``holidays`` where they are read already."""
    before = day - timedelta(days=1)
    if settings.LETTER_HOURS is not None:
        before = working_day_until(before, bank_holidays() if holidays is None else holidays)
    return [one.weekday() for one in days_between(before + timedelta(days=1), day)]


def letter_day(day: date, holidays: frozenset[date] | None = None) -> date:
    """Return ``day`` itself where letters leave on it, else the next one on which they do."""
    if settings.LETTER_HOURS is None:
        return day
    return working_day_from(day, bank_holidays() if holidays is None else holidays)


def _calendar(first: date, last: date) -> dict[str, Any]:
    """Return for each day on which something may begin the working days around it; each is one at any hour."""
    if settings.LETTER_HOURS is None:
        days = days_between(first, last)
        return {"ahead": last, "days": days, "days_before": days, "days_after": days}
    holidays = bank_holidays()
    ahead = last_day_before_work(last, holidays)
    days = days_between(first, ahead)
    return {
        "ahead": ahead,
        "days": days,
        "days_before": [max(working_day_until(day, holidays), first) for day in days],
        "days_after": [working_day_from(day, holidays) for day in days],
    }


def days_between(first: date, last: date) -> list[date]:
    """Return the days from ``first`` to ``last``, both of them too."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def wanted_values(first: date, last: date, **more: Any) -> Mapping[str, Any]:
    """Return the values for ``wanted_sql`` from the rules that are on (one statement).

    ``more`` holds ``plans`` or ``letters`` where the scope asks for them.
    """
    switched_on = {rule.kind: rule.steps for rule in rules() if rule.is_on}
    rungs, quiet = rungs_and_spans(switched_on, first, last)
    return {
        "first": first,
        "last": last,
        "live": [state.value for state in LIVE],
        "audience": [role.value for role in AUDIENCE],
        "urgency": [kind.value for kind in URGENCY],
        "kinds": [rung.kind.value for rung in rungs],
        "steps": [rung.step for rung in rungs],
        "next_steps": [rung.next_step for rung in rungs],
        "early": [rung.is_last_before for rung in rungs],
        **_calendar(first, last),
        "quiet_rhythms": [span.rhythm.value for span in quiet],
        "quiet_cycles": [span.period.name for span in quiet],
        "quiet_steps": [span.step for span in quiet],
        "quiet_began": [span.period.began for span in quiet],
        "quiet_ended": [span.period.ended for span in quiet],
        "quiet_begins": [span.begins for span in quiet],
        "quiet_ends": [span.ends for span in quiet],
        **more,
    }
