"""Reads about indicators."""

from plans.indicators.queries.indicators import (
    Measure,
    actions_to_link,
    indicator_for,
    indicator_to_change,
    indicator_to_read,
    indicator_under,
    linked_actions,
    may_change,
    may_read,
    measures_of,
    measures_of_action,
    provider_choices,
    roots_of,
    way_back,
)
from plans.indicators.queries.readings import latest_readings, reading_of, reading_under, readings_of

__all__ = [
    "Measure",
    "actions_to_link",
    "indicator_for",
    "indicator_to_change",
    "indicator_to_read",
    "indicator_under",
    "latest_readings",
    "linked_actions",
    "may_change",
    "may_read",
    "measures_of",
    "measures_of_action",
    "provider_choices",
    "reading_of",
    "reading_under",
    "readings_of",
    "roots_of",
    "way_back",
]
