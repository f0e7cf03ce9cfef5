"""Writes to indicators and their readings."""

from plans.indicators.operations.indicators import add_indicator, edit_indicator, retire_indicator
from plans.indicators.operations.readings import AlreadyRead, add_reading

__all__ = ["AlreadyRead", "add_indicator", "add_reading", "edit_indicator", "retire_indicator"]
