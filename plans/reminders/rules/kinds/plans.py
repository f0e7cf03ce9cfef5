"""Kinds about plans and declarations."""

from __future__ import annotations

from datetime import date

from areas.declarations.rules.core import MISSING_CORE
from areas.roles.rules import Role
from plans.reminders.rules.kinds.base import Kind, Line
from plans.reminders.rules.kinds.names import ReminderKind
from plans.reminders.rules.words import date_words, days_words

_LOOK_AFTER = (Role.OFFICER, Role.AREA_LEAD, Role.REGIONAL_LEAD)


class SubmissionWaits(Kind):
    """A plan was submitted and its reviewer has not said anything: the regional lead hears, nobody else."""

    name = ReminderKind.SUBMISSION
    object_kind = "plan"
    meaning = "A plan was submitted and has been neither acknowledged nor returned."
    anchor = "the day it was submitted"
    steps = (-7, -21, -42)
    audience = (Role.REGIONAL_LEAD,)
    short = "plan waiting for your review"
    shorts = "plans waiting for your review"
    rows = """
        SELECT plan.id, NULL::bigint, NULL::bigint, plan.id, plan.partnership_id, NULL::bigint, NULL::date, plan.submitted_on
        FROM plans_plan AS plan
        WHERE plan.workflow_state = 'submitted' AND plan.submitted_on IS NOT NULL AND {plan}
    """
    path = "/plans/{line.object_id}/"

    def why(self, line: Line, day: date) -> str:
        """Say since when it waits."""
        return f"Submitted on {date_words(line.due)}, {days_words(line.due, day)}." if line.due else "Submitted."


class PlanReviewDue(Kind):
    """A published plan is a year old and no refresh was begun. The year is ours: the Concordat asks for regular review."""

    name = ReminderKind.PLAN_REVIEW
    object_kind = "plan"
    meaning = "A plan was published a year ago and its refresh has not begun."
    anchor = "the first anniversary of its publication"
    steps = (28, -1, -28, -84)
    highest = 84
    audience = _LOOK_AFTER
    short = "plan due for review"
    shorts = "plans due for review"
    rows = """
        SELECT plan.id, NULL::bigint, NULL::bigint, plan.id, plan.partnership_id, NULL::bigint, NULL::date,
            (plan.published_on + interval '1 year')::date
        FROM plans_plan AS plan LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
        WHERE plan.published_on IS NOT NULL AND newer.id IS NULL AND {plan}
    """
    path = "/plans/{line.object_id}/"

    def why(self, line: Line, day: date) -> str:
        """Say when the year is over."""
        if line.due is None:
            return "Its review is due."
        return f"A year old on {date_words(line.due)}, {days_words(line.due, day)}."


class DeclarationLacks(Kind):
    """A declaration lacks a core signatory, or a year went by and it was never signed again: asked once a year anew."""

    name = ReminderKind.DECLARATION
    object_kind = "partnership"
    meaning = "A declaration lacks a signatory of a core kind, or is older than a year and was never signed again."
    anchor = "the anniversary of its signing"
    steps = (-14, -42, -84)
    audience = _LOOK_AFTER
    short = "declaration to complete or sign again"
    shorts = "declarations to complete or sign again"
    rows = f"""
        SELECT partnership.id, NULL::bigint, NULL::bigint, NULL::bigint, partnership.id, NULL::bigint, NULL::date,
            (declaration.signed_on + make_interval(years => signed.years))::date
        FROM areas_declaration AS declaration
        JOIN areas_partnership AS partnership ON partnership.id = declaration.partnership_id
        CROSS JOIN LATERAL (SELECT date_part('year', age(%(last)s::date, declaration.signed_on))::int AS years) AS signed
        WHERE declaration.status = 'signed' AND declaration.signed_on <= %(last)s AND {{partnership}} AND (
            (signed.years > 0 AND NOT EXISTS (
                SELECT 1 FROM areas_reaffirmation AS again WHERE again.declaration_id = declaration.id
            )) OR {MISSING_CORE.format(day="%(last)s::date")} IS NOT NULL
        )
    """
    path = "/areas/{line.area}/declaration/"

    def why(self, line: Line, day: date) -> str:
        """Say what is missing."""
        if line.detail:
            return f"Nobody has signed for: {line.detail}."
        return "It was signed more than a year ago and never signed again."
