"""A second, slow count in plain Python, to hold the counting in SQL against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from plans.models import Action, Plan
from plans.planning.rules.periods import period_of, previous_period
from plans.rollups.rules import COUNTS, Figures

Heard = Mapping[int, Sequence[date]]
LONDON = ZoneInfo("Europe/London")
DAYS = {"monthly": 45, "quarterly": 106, "half_yearly": 197}


def recount(actions: Iterable[Action], rhythm: str, today: date, heard: Heard | None = None) -> Figures:
    """Count actions of one plan one by one; ``heard``: the days of each action's updates, by its id."""
    counts = dict.fromkeys(COUNTS, 0)
    for action in actions:
        for name in _counted_as(action, rhythm, today, (heard or {}).get(action.pk, ())):
            counts[name] += 1
    return Figures(**counts)


def _counted_as(action: Action, rhythm: str, today: date, heard_on: Sequence[date]) -> list[str]:
    names = ["total", action.delivery_state]
    period = period_of(rhythm, today)
    before = previous_period(period)
    heard = action.last_heard_at and action.last_heard_at.astimezone(LONDON).date()
    live = action.delivery_state in ("not_started", "in_progress")
    if action.delivery_state not in ("merged", "withdrawn"):
        names.append(f"for_{action.age_group}" if action.age_group else "age_unsaid")
    was_there = action.created_at.astimezone(LONDON).date() < period.began
    if was_there and (live or (heard and heard >= before.began)):
        names.append("expected")
        if any(before.began <= day <= before.ended for day in [*heard_on, *([heard] if heard else [])]):
            names.append("on_time")
    if not live:
        return names
    checks = {
        "overdue": action.due is not None and action.due < today,
        "due_soon": action.due is not None and today <= action.due <= today + timedelta(days=30),
        "reported": heard is not None and (today - heard).days <= DAYS[rhythm],
        "without_lead": action.lead_id is None,
        "without_date": action.due is None,
        "without_measure": not action.indicator,
        "heard": heard is not None and heard >= period.began,
    }
    return [*names, "live", action.confidence or "unrated", *(name for name, holds in checks.items() if holds)]


def stored(plan: Plan) -> Figures:
    """Return what is stored for a plan."""
    plan.refresh_from_db()
    return Figures(**{name: getattr(plan.figures, name) for name in COUNTS})
