"""Index of the tables of what was promised and what has been done."""

from plans.calendars.models import CalendarAddress
from plans.demo.models import DemoSeed
from plans.evidence.models import Evidence
from plans.imports.models import AbsentAction, ComparedRow, ImportRow, LegendEntry, PlanAlias, PlanImport
from plans.indicators.models import Indicator, Reading
from plans.planning.models import Action, ActionPartner, ActionStandard, Milestone, Plan, Submission, Theme
from plans.progress.models import ProgressUpdate, UpdateDraft
from plans.public.models import HeldBack, PublicChoice
from plans.reminders.models import LetterChoice, Nudge, Reminder, ReminderRound, ReminderRule, Snooze
from plans.review.models import ReviewStep
from plans.rollups.models import (
    PlanFigures,
    Proof,
    PublishedAction,
    PublishedArea,
    PublishedBeside,
    PublishedPlan,
    PublishedQuarter,
    PublishedSection,
    SectionFigures,
    Snapshot,
)
from plans.standards.models import Framework, Section, Standard, TemplateHeading, TemplateTheme

__all__ = [
    "AbsentAction",
    "Action",
    "ActionPartner",
    "ActionStandard",
    "CalendarAddress",
    "ComparedRow",
    "DemoSeed",
    "Evidence",
    "Framework",
    "HeldBack",
    "ImportRow",
    "Indicator",
    "LegendEntry",
    "LetterChoice",
    "Milestone",
    "Nudge",
    "Plan",
    "PlanAlias",
    "PlanFigures",
    "PlanImport",
    "ProgressUpdate",
    "Proof",
    "PublicChoice",
    "PublishedAction",
    "PublishedArea",
    "PublishedBeside",
    "PublishedPlan",
    "PublishedQuarter",
    "PublishedSection",
    "Reading",
    "Reminder",
    "ReminderRound",
    "ReminderRule",
    "ReviewStep",
    "Section",
    "SectionFigures",
    "Snapshot",
    "Snooze",
    "Standard",
    "Submission",
    "TemplateHeading",
    "TemplateTheme",
    "Theme",
    "UpdateDraft",
]
