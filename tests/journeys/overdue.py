"""Gives Northumberland twelve officers and an overdue action: ``python -m tests.journeys.overdue``, after the stage."""

from __future__ import annotations

import os

OFFICERS = [f"reader{number}@example.org" for number in range(12)]


def main() -> None:
    """Set Django up for real parts and write the people and the action."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")
    import django

    django.setup()

    from django.utils import timezone

    from areas.models import Partnership
    from areas.roles.rules import Role
    from plans.planning.operations import add_action, create_plan
    from plans.planning.rules.actions import NewAction
    from tests.cast import make_person

    ours = Partnership.objects.get(slug="northumberland")
    for address in OFFICERS:
        make_person(address.split("@")[0], role=Role.OFFICER, partnership=ours)
    year = timezone.localdate().year - 1
    plan = create_plan(partnership_id=ours.pk, title="Crisis care action plan", plan_year=year, by=None)
    add_action(plan_id=plan.pk, action=NewAction(text="Open a crisis café.", timescale=f"1 May {year}"), by=None)


if __name__ == "__main__":
    main()
