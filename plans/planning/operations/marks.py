"""Writes to plans and actions: each one thing a person does, whole or not at all."""

from __future__ import annotations

from django.db.models import F
from django.db.models.functions import Now

from concordat.jobs import hand_over_on_commit
from plans.planning.models import Plan


def mark_changed(plan_id: int) -> None:
    """Move the plan's change mark and hour (one statement) and have its figures counted after the commit.

    Call it inside the transaction of every change to a plan or to anything in it.
    """
    Plan.objects.filter(pk=plan_id).update(change_mark=F("change_mark") + 1, changed_at=Now())
    count_after_commit(plan_id)


def mark_sql(plans: str) -> str:
    """Return SQL that does the same to the plans whose ids the query ``plans`` gives, as part of a larger statement.

    Whoever uses it calls ``count_after_commit`` too.
    """
    return (
        f"UPDATE plans_plan SET change_mark = change_mark + 1, changed_at = statement_timestamp() WHERE id IN ({plans})"
    )


def count_after_commit(plan_id: int) -> None:
    """Have the figures of a plan counted after the commit."""
    hand_over_on_commit("plans.tasks.refresh_plan", plan_id)
