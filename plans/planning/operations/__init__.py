"""Writes to plans and actions: each one thing a person does, whole or not at all."""

from plans.planning.operations.actions import add_action, edit_action
from plans.planning.operations.bulk import add_actions
from plans.planning.operations.editions import begin_edition, hold_all_actions, take_over
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.milestones import add_milestone, add_named_milestones, edit_milestone, set_done
from plans.planning.operations.plans import PlanDetails, TitleTaken, create_plan, edit_plan
from plans.planning.rules.conflicts import StaleSave

__all__ = [
    "PlanDetails",
    "StaleSave",
    "TitleTaken",
    "add_action",
    "add_actions",
    "add_milestone",
    "add_named_milestones",
    "begin_edition",
    "create_plan",
    "edit_action",
    "edit_milestone",
    "edit_plan",
    "hold_all_actions",
    "mark_changed",
    "set_done",
    "take_over",
]
