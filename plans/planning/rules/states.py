"""States of an action and of a plan. State and confidence are two things, never one colour."""

from __future__ import annotations

from concordat.choices import Words


class DeliveryState(Words):
    """How far an action has come."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"
    MERGED = "merged", "Merged"
    WITHDRAWN = "withdrawn", "Withdrawn"


#: States in which an action is still to be carried out.
LIVE = (DeliveryState.NOT_STARTED, DeliveryState.IN_PROGRESS)


class Confidence(Words):
    """Whether a live action will be done in time."""

    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


#: Confidence that needs a reason.
BELOW_ON_TRACK = (Confidence.AT_RISK, Confidence.OFF_TRACK)


class AgeGroup(Words):
    """For whom an action is."""

    ALL_AGES = "all_ages", "All ages"
    CHILDREN = "children", "Children and young people"
    ADULTS = "adults", "Adults of working age"
    OLDER = "older", "Older people"


class WorkflowState(Words):
    """Where a plan stands on its way to being published."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned with suggestions"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    REFRESH_DUE = "refresh_due", "Refresh due"


class Rhythm(Words):
    """How often a plan's actions are updated."""

    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    HALF_YEARLY = "half_yearly", "Every six months"


#: Days after which an action without news counts as silent (a period and two weeks' grace).
SILENT_AFTER_DAYS = {Rhythm.MONTHLY: 45, Rhythm.QUARTERLY: 106, Rhythm.HALF_YEARLY: 197}


def is_live(state: str) -> bool:
    """Answer whether an action in ``state`` is still to be carried out."""
    return state in LIVE


def needs_reason(confidence: str) -> bool:
    """Answer whether ``confidence`` must come with a reason."""
    return confidence in BELOW_ON_TRACK
