"""Kinds about actions: their dates, their silence, their way back on track, their milestones, their evidence."""

from __future__ import annotations

from datetime import date

from plans.planning.rules.states import Rhythm
from plans.reminders.rules.kinds.base import IN_FORCE, Kind, Line, shortened
from plans.reminders.rules.kinds.names import ReminderKind
from plans.reminders.rules.words import date_words, days_words

_BY_DUE_DATE = """
    SELECT id, carried_from_id, id, plan_id, partnership_id, lead_id, heard_on, due FROM live WHERE due IS NOT NULL
"""
_EXPECTED = {
    Rhythm.MONTHLY: "every month",
    Rhythm.QUARTERLY: "every quarter",
    Rhythm.HALF_YEARLY: "every six months",
}


class Overdue(Kind):
    """The date has passed."""

    name = ReminderKind.OVERDUE
    has_lead = True
    meaning = "The due date has passed and the action is neither complete, merged nor withdrawn."
    anchor = "the due date"
    steps = (-1, -14, -28, -56)
    short = "past its date"
    shorts = "past their date"
    rows = _BY_DUE_DATE


class DueSoon(Kind):
    """The date is near."""

    name = ReminderKind.DUE_SOON
    has_lead = True
    meaning = "The due date is near and nothing was said since the step was reached."
    anchor = "the due date"
    steps = (30, 7, 1)
    lowest = 0
    highest = 365
    stands = False
    short = shorts = "due soon"
    rows = _BY_DUE_DATE


class Silent(Kind):
    """Nothing was said. Its days follow the rhythm of the plan, so it has no rows of this form.

    A week before a period ends there is still time to say something. Two weeks after its
    end is the grace that ``SILENT_AFTER_DAYS`` gives: from then on the pages say "silent".
    """

    name = ReminderKind.SILENT
    has_lead = True
    meaning = "Nothing was said about a live action since the plan’s reporting period began."
    anchor = "the end of the reporting period"
    steps = (7, -14)
    lowest = -28
    highest = 28
    short = shorts = "without news"

    def why(self, line: Line, day: date) -> str:
        """Say when something was heard last."""
        said = f"Last heard on {date_words(line.heard_on)}" if line.heard_on else "Nothing heard yet"
        return f"{said}; an update is looked for {expected_words(line.rhythm)}."


class OffTrack(Kind):
    """Off track, and nothing says what would bring it back: counted from the update that said so last."""

    name = ReminderKind.OFF_TRACK
    has_lead = True
    meaning = "The last word about a live action was “off track”, and no milestone ahead says what would bring it back."
    anchor = "the update that said so"
    steps = (-7, -28, -56)
    short = shorts = "off track without a next step"
    rows = """
        SELECT id, carried_from_id, id, plan_id, partnership_id, lead_id, NULL::date, COALESCE(heard_on, known_since)
        FROM live WHERE confidence = 'off_track' AND NOT EXISTS (
            SELECT 1 FROM plans_milestone AS ahead
            WHERE ahead.action_id = live.id AND ahead.done_on IS NULL AND ahead.due >= %(first)s
        )
    """
    path = "/actions/{line.action_id}/"

    def why(self, line: Line, day: date) -> str:
        """Say since when, and the reason that was given."""
        since = f"Off track since {date_words(line.due)}, {days_words(line.due, day)}" if line.due else "Off track"
        reason = shortened(line.detail, 160).rstrip(".")
        return f"{since}, because: {reason}." if reason else f"{since}."


class MilestoneDue(Kind):
    """A step inside an action is near its date, or past it. An update to the action answers it too."""

    name = ReminderKind.MILESTONE
    has_lead = True
    object_kind = "milestone"
    meaning = "A milestone of a live action is near its date or past it, and is not done."
    anchor = "the milestone’s date"
    steps = (7, -1, -28)
    highest = 365
    short = "milestone near or past its date"
    shorts = "milestones near or past their date"
    rows = """
        SELECT milestone.id, earlier.id, live.id, live.plan_id, live.partnership_id, live.lead_id, live.heard_on, milestone.due
        FROM live JOIN plans_milestone AS milestone ON milestone.action_id = live.id
        LEFT JOIN plans_milestone AS earlier ON earlier.action_id = live.carried_from_id
            AND earlier.text = milestone.text AND earlier.due = milestone.due
        WHERE milestone.done_on IS NULL AND milestone.due IS NOT NULL
    """

    def why(self, line: Line, day: date) -> str:
        """Say when it is due, and of which action it is a step."""
        return f"{super().why(line, day)} A step of {line.label}: {shortened(line.detail, 120).rstrip('.')}."


class EvidenceBroken(Kind):
    """A link to evidence leads nowhere any more: of any action, complete ones above all."""

    name = ReminderKind.EVIDENCE
    has_lead = True
    object_kind = "evidence"
    meaning = "A link to a piece of evidence has been found broken and was neither replaced nor set aside."
    anchor = "the day the link broke"
    steps = (-3, -28, -84)
    short = "piece of evidence with a broken link"
    shorts = "pieces of evidence with a broken link"
    rows = f"""
        SELECT evidence.id, NULL::bigint, action.id, action.plan_id, plan.partnership_id, action.lead_id, NULL::date,
            (evidence.failing_since AT TIME ZONE 'Europe/London')::date
        FROM plans_evidence AS evidence JOIN plans_action AS action ON action.id = evidence.action_id
        JOIN plans_plan AS plan ON plan.id = action.plan_id
        LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
        WHERE evidence.link_state = 'broken' AND evidence.failing_since IS NOT NULL AND evidence.set_aside_at IS NULL
            AND evidence.replaced_by_id IS NULL AND {{action}} AND {IN_FORCE}
    """
    path = "/evidence/{line.object_id}/"

    def why(self, line: Line, day: date) -> str:
        """Say since when the link is broken, and what it shows."""
        since = f"Broken since {date_words(line.due)}" if line.due else "Broken"
        return f"{since}. Evidence of {line.label}: {shortened(line.detail, 120).rstrip('.')}."


def expected_words(rhythm: str) -> str:
    """Return how often an update is looked for: "every quarter"."""
    return _EXPECTED[Rhythm(rhythm)]
