"""The names of the kinds of reminder."""

from __future__ import annotations

from concordat.choices import Words


class ReminderKind(Words):
    """Why somebody hears from us."""

    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    SILENT = "silent", "No update this period"
    OFF_TRACK = "off_track", "Off track without a next step"
    MILESTONE = "milestone", "Milestone due"
    EVIDENCE = "evidence", "Evidence link broken"
    INDICATOR = "indicator", "Indicator reading due"
    SUBMISSION = "submission", "Submission waits"
    PLAN_REVIEW = "plan_review", "Plan review due"
    DECLARATION = "declaration", "Declaration needs attention"
    UNREACHED = "unreached", "A colleague’s address takes no letters"
