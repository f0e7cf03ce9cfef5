"""Who has to hear what: one statement for the whole nation, whatever it is used for.

A round inserts its rows, a forecast reads them for the days ahead, the last look before sending
holds waiting reminders against them. Which editions of a plan count is the same everywhere
(``Plan.objects.in_force()``): drafts with actions are in use too, long before they are published,
and their partnership may see them; a refresh takes over when it is published itself.

The audience climbs only as far as it must: contributors of the organisation that leads the
action; where there are none, or no lead is named, the partnership's officers; where there are no
officers, its area leads. All of these may see the partnership's unpublished work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from areas.roles.rules import Role
from plans.planning.rules.states import LIVE
from plans.reminders.models import ReminderRule
from plans.reminders.rules import KINDS, URGENCY, ReminderKind
from plans.reminders.rules.steps import rungs_and_spans

#: Who is asked first, second, third.
AUDIENCE = (Role.CONTRIBUTOR, Role.OFFICER, Role.AREA_LEAD)

#: Actions to look at: of the whole nation, of some plans, of the reminders in some letters.
EVERYWHERE = "true"
IN_PLANS = "action.plan_id = ANY(%(plans)s)"
IN_LETTERS = "action.id IN (SELECT action_id FROM plans_reminder WHERE letter_id = ANY(%(letters)s))"

_WANTED = """
WITH rung (kind, step, next_step) AS (
    SELECT * FROM unnest(%(kinds)s::text[], %(steps)s::int[], %(next_steps)s::int[])
), quiet (rhythm, cycle, step, began, ended, begins, ends) AS (
    SELECT * FROM unnest(
        %(quiet_rhythms)s::text[], %(quiet_cycles)s::text[], %(quiet_steps)s::int[],
        %(quiet_began)s::date[], %(quiet_ended)s::date[], %(quiet_begins)s::date[], %(quiet_ends)s::date[]
    )
), live AS (
    SELECT action.id, action.plan_id, action.lead_id, action.due, plan.partnership_id, plan.rhythm,
        (action.last_heard_at AT TIME ZONE 'Europe/London')::date AS heard_on,
        (action.created_at AT TIME ZONE 'Europe/London')::date AS known_since
    FROM plans_action AS action
    JOIN plans_plan AS plan ON plan.id = action.plan_id
    LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
    WHERE action.delivery_state = ANY(%(live)s) AND {scope}
        AND newer.published_on IS NULL AND (plan.published_on IS NOT NULL OR plan.refreshes_id IS NULL)
), by_due_date AS (
    SELECT live.*, rung.kind, rung.step, live.due AS anchor, live.due - rung.step AS begins,
        CASE WHEN rung.next_step IS NOT NULL THEN live.due - rung.next_step - 1
            WHEN rung.kind = 'overdue' THEN 'infinity'::date ELSE live.due END AS ends
    FROM live JOIN rung ON live.due - rung.step <= %(last)s
), occasion AS (
    SELECT id AS action_id, plan_id, lead_id, partnership_id, kind, step, due::text AS cycle, anchor,
        GREATEST(begins, %(first)s) AS day
    FROM by_due_date
    WHERE ends >= GREATEST(begins, %(first)s) AND (heard_on IS NULL OR heard_on < begins)
    UNION ALL
    SELECT live.id, live.plan_id, live.lead_id, live.partnership_id, 'silent', quiet.step, quiet.cycle,
        quiet.ended, GREATEST(quiet.begins, %(first)s)
    FROM live JOIN quiet ON quiet.rhythm = live.rhythm AND COALESCE(live.heard_on, live.known_since) < quiet.began
), asked AS (
    SELECT occasion.*, member.person_id, place.rung,
        MIN(place.rung) OVER (PARTITION BY occasion.action_id, occasion.kind, occasion.step, occasion.cycle) AS lowest
    FROM occasion
    JOIN areas_membership AS member ON member.partnership_id = occasion.partnership_id
        AND (member.role <> 'contributor' OR member.organisation_id = occasion.lead_id)
        AND member.started_on <= occasion.day
        AND (member.ended_on IS NULL OR member.ended_on > occasion.day)
    JOIN unnest(%(audience)s::text[]) WITH ORDINALITY AS place (role, rung) ON place.role = member.role
    JOIN areas_person AS person ON person.id = member.person_id AND person.is_active
), wanted AS (
    SELECT DISTINCT person_id, kind, action_id, plan_id, step, cycle, anchor, day, rung
    FROM asked WHERE rung = lowest
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
    return _WANTED.format(scope=scope)


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
        "quiet_rhythms": [span.rhythm.value for span in quiet],
        "quiet_cycles": [span.period.name for span in quiet],
        "quiet_steps": [span.step for span in quiet],
        "quiet_began": [span.period.began for span in quiet],
        "quiet_ended": [span.period.ended for span in quiet],
        "quiet_begins": [span.begins for span in quiet],
        "quiet_ends": [span.ends for span in quiet],
        **more,
    }
