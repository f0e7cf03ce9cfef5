"""Kinds about indicators."""

from __future__ import annotations

from datetime import date

from plans.reminders.rules.kinds.base import Kind, Line
from plans.reminders.rules.kinds.names import ReminderKind


class ReadingDue(Kind):
    """The figure of a period is looked for: of the organisation that gives it. A reading moves the day to the next period."""

    name = ReminderKind.INDICATOR
    object_kind = "indicator"
    meaning = "The figure of an indicator is due, or late, and has not been given."
    anchor = "the day its figure is due"
    steps = (7, -1, -28)
    highest = 365
    short = "figure near or past its date"
    shorts = "figures near or past their date"
    has_lead = True
    rows = """
        SELECT indicator.id, NULL::bigint, NULL::bigint, NULL::bigint, partnership.id, indicator.provider_id, NULL::date,
            indicator.next_due
        FROM plans_indicator AS indicator JOIN areas_partnership AS partnership ON partnership.id = indicator.partnership_id
        WHERE indicator.retired_on IS NULL AND {partnership}
    """
    path = "/indicators/{line.object_id}/readings/add/"

    def why(self, line: Line, day: date) -> str:
        """Say when it is due."""
        when = super().why(line, day)
        return f"Its next figure: {when[0].lower()}{when[1:]}"
