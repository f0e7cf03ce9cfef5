"""Kinds about people."""

from __future__ import annotations

from datetime import date

from areas.roles.rules import Role
from plans.reminders.rules.kinds.base import Kind, Line
from plans.reminders.rules.kinds.names import ReminderKind
from plans.reminders.rules.words import date_words


class Unreached(Kind):
    """The mail server refused letters to a colleague until we stopped: whoever leads the area hears and puts it right."""

    name = ReminderKind.UNREACHED
    object_kind = "membership"
    meaning = "The address of somebody who works on a plan takes no letters, so they hear nothing."
    anchor = "the day its letters were stopped"
    steps = (-1, -15, -43)
    audience = (Role.AREA_LEAD, Role.REGIONAL_LEAD)
    short = "colleague whom no letter reaches"
    shorts = "colleagues whom no letter reaches"
    rows = """
        SELECT member.id, NULL::bigint, NULL::bigint, NULL::bigint, partnership.id, NULL::bigint, NULL::date,
            (dead.since AT TIME ZONE 'Europe/London')::date
        FROM areas_deadaddress AS dead
        JOIN areas_person AS person ON lower(person.email) = dead.address AND person.is_active
        JOIN areas_membership AS member ON member.person_id = person.id AND member.started_on <= %(last)s
            AND (member.ended_on IS NULL OR member.ended_on > %(last)s)
        JOIN areas_partnership AS partnership ON partnership.id = member.partnership_id
        WHERE {partnership}
    """
    path = "/people/{line.detail}/"

    def why(self, line: Line, day: date) -> str:
        """Say since when nothing arrives."""
        since = f"since {date_words(line.due)}" if line.due else "for some time"
        return f"No letter has arrived {since}: the mail server refuses the address."
