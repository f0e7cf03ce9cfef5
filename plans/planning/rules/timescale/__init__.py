"""Timescales as officers write them, read without losing a letter."""

from plans.planning.rules.timescale.kinds import Milestone, Precision, Timescale, TimescaleKind
from plans.planning.rules.timescale.read import read_timescale

__all__ = ["Milestone", "Precision", "Timescale", "TimescaleKind", "read_timescale"]
