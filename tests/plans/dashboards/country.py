"""Many areas with plans and actions, made with few statements, to hold pages against two sizes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from areas.models import Declaration, LocalArea, Partnership, Region
from plans.models import Action, Plan, ProgressUpdate
from plans.rollups.operations import refresh_plans


def grow(region: Region, areas: int, today: date, *, actions: int = 4) -> None:
    """Add areas with a partnership, a signed declaration and a published plan each."""
    first = LocalArea.objects.count()
    places = LocalArea.objects.bulk_create(
        LocalArea(
            name=f"Area {first + n:04}",
            short_name=f"Area {n}",
            slug=f"area-{first + n}",
            kind="unitary",
            region=region,
            gss_code=f"E06{first + n:06}",
            hex_label=f"A{n}",
            hex_x=n % 12,
            hex_y=n // 12,
        )
        for n in range(areas)
    )
    groups = Partnership.objects.bulk_create(Partnership(name=one.name, slug=one.slug) for one in places)
    Partnership.areas.through.objects.bulk_create(
        Partnership.areas.through(partnership=group, localarea=place)
        for group, place in zip(groups, places, strict=True)
    )
    Declaration.objects.bulk_create(
        Declaration(partnership=one, status="signed", signed_on=today, text="Together.") for one in groups
    )
    plans = Plan.objects.bulk_create(
        Plan(
            partnership=one, title=f"Plan of {one.name}", plan_year=2026, published_on=today, workflow_state="published"
        )
        for one in groups
    )
    Plan.areas.through.objects.bulk_create(
        Plan.areas.through(plan=plan, localarea=place) for plan, place in zip(plans, places, strict=True)
    )
    heard = datetime(2026, 11, 1, 9, tzinfo=UTC)
    made = Action.objects.bulk_create(
        Action(plan=plan, position=n, number=str(n), text="Open a crisis café.", last_heard_at=heard)
        for plan in plans
        for n in range(actions)
    )
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(action=one, delivery_state="not_started", narrative="We began.", period="2026-27-Q3", at=heard)
        for one in made
    )
    refresh_plans(None, today)
