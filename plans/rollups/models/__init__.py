"""Stored figures, what was kept of past days, and published quarters."""

from plans.rollups.models.figures import Counts, PlanFigures, Proof, SectionFigures, Snapshot
from plans.rollups.models.quarters import (
    PublishedAction,
    PublishedArea,
    PublishedBeside,
    PublishedPlan,
    PublishedQuarter,
    PublishedSection,
)

__all__ = [
    "Counts",
    "PlanFigures",
    "Proof",
    "PublishedAction",
    "PublishedArea",
    "PublishedBeside",
    "PublishedPlan",
    "PublishedQuarter",
    "PublishedSection",
    "SectionFigures",
    "Snapshot",
]
