"""Writes to plans and actions: each one thing a person does, whole or not at all."""

from plans.planning.operations.actions import add_action, edit_action
from plans.planning.operations.bulk import add_actions
from plans.planning.operations.editions import begin_edition, take_over
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.plans import PlanDetails, TitleTaken, create_plan, edit_plan
from plans.planning.rules.conflicts import StaleSave

__all__ = [
    "PlanDetails",
    "StaleSave",
    "TitleTaken",
    "add_action",
    "add_actions",
    "begin_edition",
    "create_plan",
    "edit_action",
    "edit_plan",
    "mark_changed",
    "take_over",
]
