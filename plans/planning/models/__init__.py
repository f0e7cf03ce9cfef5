"""Plans, their themes, actions and milestones."""

from plans.planning.models.actions import Action, ActionPartner, ActionQuerySet, ActionStandard, Milestone
from plans.planning.models.plans import Plan, PlanQuerySet, Theme
from plans.planning.models.submissions import Submission

__all__ = [
    "Action",
    "ActionPartner",
    "ActionQuerySet",
    "ActionStandard",
    "Milestone",
    "Plan",
    "PlanQuerySet",
    "Submission",
    "Theme",
]
