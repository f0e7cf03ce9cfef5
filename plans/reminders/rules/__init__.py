"""Pure rules of reminders: kinds and their steps, reporting periods, what a digest says."""

from plans.reminders.rules.kinds import AUDIENCE, KINDS, URGENCY, Kind, Line, ReminderKind, check_steps

__all__ = ["AUDIENCE", "KINDS", "URGENCY", "Kind", "Line", "ReminderKind", "check_steps"]
