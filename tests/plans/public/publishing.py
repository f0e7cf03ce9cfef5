"""A published plan with words that people may and may not read."""

from __future__ import annotations

from datetime import UTC, date, datetime

from plans.models import Action, Plan, ProgressUpdate, PublicChoice
from tests.cast import Cast

PAGE = "/areas/northshire/plan/"
AREA = "/areas/northshire/"


def publish(cast: Cast) -> None:
    """Publish the plan; the police action is off track, with a reason, a post and a lead as written."""
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2026, 10, 1))
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="in_progress",
        confidence="off_track",
        reason="No trainer was found.",
        named_post="Head of training",
    )


def say(cast: Cast, narrative: str, day: int = 2, **more: object) -> ProgressUpdate:
    """Let Colin say something of the police action on a day of November."""
    said = {"delivery_state": "in_progress", "period": "2026-27-Q3", "by": cast.colin}
    return ProgressUpdate.objects.create(
        action=cast.police_action, narrative=narrative, at=datetime(2026, 11, day, 9, tzinfo=UTC), **{**said, **more}
    )


def show(cast: Cast, **choice: bool) -> None:
    """Choose what is public, as the area lead would."""
    PublicChoice.objects.update_or_create(plan=cast.plan, defaults=choice)
