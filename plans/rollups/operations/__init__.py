"""Writes of figures: counted, proved, and kept day by day."""

from plans.rollups.operations.counting import refresh_marked_plans, refresh_plans, verify
from plans.rollups.operations.quarters import StaleRevision, correct_quarter, freeze_quarter, publish_quarter
from plans.rollups.operations.snapshots import NotOver, take_missing_snapshots, take_snapshots

__all__ = [
    "NotOver",
    "StaleRevision",
    "correct_quarter",
    "freeze_quarter",
    "publish_quarter",
    "refresh_marked_plans",
    "refresh_plans",
    "take_missing_snapshots",
    "take_snapshots",
    "verify",
]
