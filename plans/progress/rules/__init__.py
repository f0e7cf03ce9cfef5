"""Pure rules of how actions go: who may say what, and what comes of two people who say it at once."""

from plans.progress.rules.updates import (
    MOVES,
    ActionFacts,
    Hand,
    NewUpdate,
    Problem,
    UpdateRefused,
    hand_of,
    may_update,
    problems_in,
    states_from,
)

__all__ = [
    "MOVES",
    "ActionFacts",
    "Hand",
    "NewUpdate",
    "Problem",
    "UpdateRefused",
    "hand_of",
    "may_update",
    "problems_in",
    "states_from",
]
