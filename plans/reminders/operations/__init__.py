"""Writes of reminders: rules, planning, composing, the round that does all of it."""

from plans.reminders.operations.composing import compose_digests, look_again
from plans.reminders.operations.planning import plan_reminders
from plans.reminders.operations.rounds import RoundResult, run_round
from plans.reminders.operations.sealing import with_signed_links
from plans.reminders.operations.settings import StaleRule, add_exception, edit_rule, ensure_rules, remove_exception

__all__ = [
    "RoundResult",
    "StaleRule",
    "add_exception",
    "compose_digests",
    "edit_rule",
    "ensure_rules",
    "look_again",
    "plan_reminders",
    "remove_exception",
    "run_round",
    "with_signed_links",
]
