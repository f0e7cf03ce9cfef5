"""A second, slow count in plain Python, to hold the counting in SQL against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from plans.models import Action, Plan
from plans.rollups.rules import COUNTS, Figures

LONDON = ZoneInfo("Europe/London")
DAYS = {"monthly": 45, "quarterly": 106, "half_yearly": 197}


def recount(actions: Iterable[Action], rhythm: str, today: date) -> Figures:
    """Count actions of one plan one by one."""
    counts = dict.fromkeys(COUNTS, 0)
    for action in actions:
        for name in _counted_as(action, rhythm, today):
            counts[name] += 1
    return Figures(**counts)


def _counted_as(action: Action, rhythm: str, today: date) -> list[str]:
    names = ["total", action.delivery_state]
    if action.delivery_state not in ("not_started", "in_progress"):
        return names
    heard = action.last_heard_at and action.last_heard_at.astimezone(LONDON).date()
    checks = {
        "overdue": action.due is not None and action.due < today,
        "due_soon": action.due is not None and today <= action.due <= today + timedelta(days=30),
        "reported": heard is not None and (today - heard).days <= DAYS[rhythm],
        "without_lead": action.lead_id is None,
        "without_date": action.due is None,
        "without_measure": not action.indicator,
    }
    return [*names, "live", action.confidence or "unrated", *(name for name, holds in checks.items() if holds)]


def stored(plan: Plan) -> Figures:
    """Return what is stored for a plan."""
    plan.refresh_from_db()
    return Figures(**{name: getattr(plan.figures, name) for name in COUNTS})
