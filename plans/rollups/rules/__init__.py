"""What the figures mean, and what became of them between two moments. Pure."""

from plans.rollups.rules.differences import AreaStood, Became, FigureChange, Side, Step, WhatChanged
from plans.rollups.rules.figures import (
    COUNTS,
    AreaRow,
    Figures,
    SnapshotScope,
    Stage,
    StageFacts,
    add_up,
    heard_until,
    is_stale,
    stage_of,
)

__all__ = [
    "COUNTS",
    "AreaRow",
    "AreaStood",
    "Became",
    "FigureChange",
    "Figures",
    "Side",
    "SnapshotScope",
    "Stage",
    "StageFacts",
    "Step",
    "WhatChanged",
    "add_up",
    "heard_until",
    "is_stale",
    "stage_of",
]
