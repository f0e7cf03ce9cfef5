"""Pure rules of reminders: kinds and their steps, reporting periods, what a digest says."""

from plans.reminders.rules.kinds import KINDS, URGENCY, Kind, ReminderKind, check_steps

__all__ = ["KINDS", "URGENCY", "Kind", "ReminderKind", "check_steps"]
