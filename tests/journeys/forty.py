"""Gives Northumberland a plan of forty actions, each heard of last year: ``python -m tests.journeys.forty``, after the stage."""

from __future__ import annotations

import os

HOW_MANY = 40


def main() -> None:
    """Set Django up for real parts and write the plan."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")
    import django

    django.setup()

    from datetime import timedelta

    from django.utils import timezone

    from areas.models import Organisation, Partnership
    from plans.models import Action
    from plans.planning.operations import add_actions, create_plan
    from plans.planning.rules.actions import NewAction

    ours = Partnership.objects.get(slug="northumberland")
    police = Organisation.objects.get(name="Northumbria Police")
    today = timezone.localdate()
    plan = create_plan(
        partnership_id=ours.pk, title="Crisis care action plan", plan_year=today.year, by=None,
        area_ids=[ours.areas.get().pk],
    )  # fmt: skip
    rows = [
        NewAction(
            text=f"Keep promise {n} to people in a crisis, at night and at weekends too.",
            number=str(n), theme=f"Part {(n - 1) // 10 + 1}", lead_id=police.pk if n % 4 == 0 else None,
            timescale=f"31 December {today.year + 1}", delivery_state="in_progress", confidence="on_track",
        )
        for n in range(1, HOW_MANY + 1)
    ]  # fmt: skip
    add_actions(plan_id=plan.pk, rows=rows, by=None)
    Action.objects.filter(plan=plan).update(last_heard_at=timezone.now() - timedelta(days=200))


if __name__ == "__main__":
    main()
