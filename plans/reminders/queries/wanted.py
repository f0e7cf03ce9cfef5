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
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from areas.outbox.queries import bank_holidays
from concordat.working_days import last_day_before_work, working_day_from, working_day_until
from plans.planning.rules.states import LIVE
from plans.reminders.queries.elections import PAUSED
from plans.reminders.queries.rules import rule_values
from plans.reminders.queries.things import EVERYWHERE, PLACES, Scope, things_sql
from plans.reminders.rules import URGENCY

_WANTED = """
WITH rung (rule, step, next_step, early, stands) AS (
    SELECT * FROM unnest(
        %(rung_rules)s::int[], %(steps)s::int[], %(next_steps)s::int[], %(early)s::bool[], %(stands)s::bool[]
    )
), quiet (rule, rhythm, cycle, step, began, ended, begins, ends) AS (
    SELECT * FROM unnest(
        %(quiet_rules)s::int[], %(quiet_rhythms)s::text[], %(quiet_cycles)s::text[], %(quiet_steps)s::int[],
        %(quiet_began)s::date[], %(quiet_ended)s::date[], %(quiet_begins)s::date[], %(quiet_ends)s::date[]
    )
), calendar (day, before, after) AS (
    SELECT * FROM unnest(%(days)s::date[], %(days_before)s::date[], %(days_after)s::date[])
), {places}, {paused}, {things}, by_day AS (
    SELECT thing.*, ruling.rule, rung.step, rung.early, thing.anchor - rung.step AS begins,
        CASE WHEN rung.next_step IS NOT NULL THEN thing.anchor - rung.next_step - 1
            WHEN rung.stands THEN 'infinity'::date ELSE thing.anchor END AS ends
    FROM thing JOIN ruling ON ruling.place = thing.place AND ruling.kind = thing.kind
    JOIN rung ON rung.rule = ruling.rule
        AND thing.anchor - rung.step <= CASE WHEN rung.early THEN %(ahead)s ELSE %(last)s END
), reached AS (
    SELECT kind, object_kind, object_id, earlier_id, action_id, plan_id, partnership_id, lead_id, heard_on, place, rule,
        step, anchor::text AS cycle, anchor, early, begins, ends
    FROM by_day WHERE heard_on IS NULL OR heard_on < begins
    UNION ALL
    SELECT 'silent', 'action', live.id, live.carried_from_id, live.id, live.plan_id, live.partnership_id, live.lead_id,
        live.heard_on, live.plan_id, quiet.rule, quiet.step, quiet.cycle, quiet.ended, false, quiet.begins, quiet.ends
    FROM live JOIN ruling ON ruling.place = live.plan_id AND ruling.kind = 'silent'
    JOIN quiet ON quiet.rule = ruling.rule AND quiet.rhythm = live.rhythm
        AND COALESCE(live.heard_on, live.known_since) < quiet.began
), occasion AS (
    SELECT ahead.*, CASE WHEN paused.span IS NULL THEN planned ELSE resumed.after END AS day
    FROM (
        SELECT reached.*, CASE WHEN early THEN calendar.before ELSE calendar.after END AS planned
        FROM reached JOIN calendar ON calendar.day = GREATEST(begins, %(first)s)
        WHERE ends >= GREATEST(begins, %(first)s)
            AND CASE WHEN early THEN heard_on IS NULL OR heard_on < calendar.before
                ELSE ends >= calendar.after AND calendar.after <= %(last)s END
    ) AS ahead
    LEFT JOIN paused ON paused.place = ahead.place AND ahead.planned <@ paused.span
    LEFT JOIN calendar AS resumed ON resumed.day = upper(paused.span)
    WHERE paused.span IS NULL OR (resumed.after <= %(last)s AND resumed.after <= ends)
), spoken AS (  -- what was told of the same before, and what will have been by then
    SELECT {key}, made.step AS earlier
    FROM occasion
    JOIN plans_reminder AS made ON made.object_id IN (occasion.object_id, occasion.earlier_id)
        AND made.object_kind = occasion.object_kind
        AND made.kind = occasion.kind AND made.cycle = occasion.cycle AND made.step > occasion.step
        AND made.superseded_at IS NULL AND (occasion.heard_on IS NULL OR made.planned_on > occasion.heard_on)
    JOIN areas_letter AS letter ON letter.id = made.letter_id AND letter.state IN ('sent', 'failed')
    UNION
    SELECT later.object_kind, later.object_id, later.kind, later.step, later.cycle, earlier.step
    FROM occasion AS later JOIN occasion AS earlier USING (object_kind, object_id, kind, cycle)
    WHERE earlier.step > later.step AND earlier.day < later.day
), unanswered AS (
    SELECT object_kind, object_id, kind, step, cycle, count(*) AS steps
    FROM spoken GROUP BY object_kind, object_id, kind, step, cycle
), reader AS (
    SELECT {key}, member.person_id, member.role
    FROM occasion
    JOIN areas_membership AS member ON member.partnership_id = occasion.partnership_id
        AND (member.role <> 'contributor' OR member.organisation_id = occasion.lead_id)
        AND member.started_on <= occasion.day
        AND (member.ended_on IS NULL OR member.ended_on > occasion.day)
    UNION
    SELECT {key}, member.person_id, member.role
    FROM occasion LEFT JOIN unanswered USING (object_kind, object_id, kind, step, cycle)
    JOIN covered ON covered.place = occasion.place
    JOIN areas_membership AS member ON member.region_id = covered.region_id
        AND member.started_on <= occasion.day
        AND (member.ended_on IS NULL OR member.ended_on > occasion.day)
    WHERE unanswered.steps > 0 OR occasion.rule = ANY(%(regional_first)s::int[])
    UNION
    SELECT {key}, heir.person_id, member.role
    FROM occasion  -- who left has named a successor, who hears what they may see
    JOIN areas_membership AS member ON member.partnership_id = occasion.partnership_id
        AND (member.role <> 'contributor' OR member.organisation_id = occasion.lead_id)
        AND member.ended_on <= occasion.day AND member.successor_id IS NOT NULL
    JOIN areas_membership AS heir ON heir.person_id = member.successor_id
        AND heir.partnership_id = member.partnership_id
        AND (heir.role <> 'contributor' OR heir.organisation_id = occasion.lead_id)
        AND heir.started_on <= occasion.day AND (heir.ended_on IS NULL OR heir.ended_on > occasion.day)
), willing AS (  -- whoever gets no letters is passed over; whoever is away has a deputy, or is passed over too
    SELECT {key}, occasion.rule, reader.role, COALESCE(unanswered.steps, 0) AS unanswered,
        CASE WHEN occasion.day BETWEEN choice.away_from AND choice.away_until THEN deputy.person_id
            ELSE reader.person_id END AS person_id
    FROM reader JOIN occasion USING (object_kind, object_id, kind, step, cycle)
    LEFT JOIN unanswered USING (object_kind, object_id, kind, step, cycle)
    LEFT JOIN plans_letterchoice AS choice ON choice.person_id = reader.person_id
    LEFT JOIN areas_membership AS deputy ON deputy.person_id = choice.deputy_id
        AND deputy.partnership_id = occasion.partnership_id AND deputy.started_on <= occasion.day
        AND (deputy.ended_on IS NULL OR deputy.ended_on > occasion.day)
        AND (deputy.role <> 'contributor' OR deputy.organisation_id = occasion.lead_id)
    WHERE choice.id IS NULL OR (choice.rhythm <> 'none' AND NOT (choice.only_mine AND COALESCE(unanswered.steps, 0) > 0))
), asked AS (
    SELECT willing.*, place.rung,
        DENSE_RANK() OVER (
            PARTITION BY willing.object_kind, willing.object_id, willing.kind, willing.step, willing.cycle
            ORDER BY place.rung
        ) AS height
    FROM willing
    JOIN unnest(%(audience_rules)s::int[], %(audience_roles)s::text[], %(audience_rungs)s::int[])
        AS place (rule, role, rung) ON place.rule = willing.rule AND place.role = willing.role
    JOIN areas_person AS person ON person.id = willing.person_id AND person.is_active
    LEFT JOIN plans_letterchoice AS own ON own.person_id = willing.person_id
    LEFT JOIN areas_deadaddress AS dead ON dead.address = person.email
    WHERE (own.id IS NULL OR own.rhythm <> 'none') AND dead.id IS NULL
), highest AS (
    SELECT object_kind, object_id, kind, step, cycle, LEAST(max(unanswered) + 1, max(height)) AS height
    FROM asked GROUP BY object_kind, object_id, kind, step, cycle
), wanted AS (
    SELECT DISTINCT asked.person_id, kind, object_kind, object_id, occasion.earlier_id, occasion.action_id,
        occasion.plan_id, occasion.partnership_id, step, cycle, occasion.anchor, occasion.day,
        asked.role, asked.unanswered
    FROM asked JOIN highest USING (object_kind, object_id, kind, step, cycle, height)
    JOIN occasion USING (object_kind, object_id, kind, step, cycle)
    WHERE NOT EXISTS (  -- put off by this person: told when it ends, at the step reached by then, to nobody else meanwhile
        SELECT 1 FROM plans_snooze AS snooze
        WHERE snooze.person_id = asked.person_id AND snooze.action_id = occasion.action_id
            AND snooze.until > occasion.day
    )
)
"""
_KEY = "occasion.object_kind, occasion.object_id, occasion.kind, occasion.step, occasion.cycle"
#: Added to ``WHERE``: leave out what was planned before, also what was told of the same in the edition before.
NOT_PLANNED = """NOT EXISTS (
    SELECT 1 FROM plans_reminder AS made
    WHERE made.person_id = wanted.person_id AND made.kind = wanted.kind
        AND made.step = wanted.step AND made.cycle = wanted.cycle AND made.object_kind = wanted.object_kind
        AND (made.object_id = wanted.object_id OR (made.superseded_at IS NULL AND made.object_id = wanted.earlier_id))
)"""


def wanted_sql(scope: Scope = EVERYWHERE) -> str:
    """Return the head of a statement that may go on with ``SELECT … FROM wanted``."""
    return _WANTED.format(key=_KEY, places=PLACES, paused=PAUSED, things=things_sql(scope))


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
    return {
        "first": first,
        "last": last,
        "live": [state.value for state in LIVE],
        "urgency": [kind.value for kind in URGENCY],
        **_calendar(first, last),
        **rule_values(first, last),
        **more,
    }
