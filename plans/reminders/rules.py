"""Kinds of reminder."""

from __future__ import annotations

from concordat.choices import Words


class ReminderKind(Words):
    """Why somebody hears from us."""

    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    SILENT = "silent", "No update this period"
