"""Reads about how actions go."""

from plans.progress.queries.actions import (
    ActionInFull,
    action_in_full,
    action_to_update,
    check_may_update,
    copy_of,
    facts_of,
    others_in_plan,
    update_under,
    updates_of,
)

__all__ = [
    "ActionInFull",
    "action_in_full",
    "action_to_update",
    "check_may_update",
    "copy_of",
    "facts_of",
    "others_in_plan",
    "update_under",
    "updates_of",
]
