"""Gives Northumberland officers and many plans to ask after: ``python -m tests.journeys.nudging PLANS``, after the stage.

Prints as JSON the regional lead's session, and the plans' ids.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    """Set Django up for real parts, write people, plans and an overdue action, and sign the regional lead in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")
    import django

    django.setup()

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from areas.models import Partnership, Person
    from areas.roles.rules import Role
    from plans.planning.operations import add_action, create_plan
    from plans.planning.rules.actions import NewAction
    from tests.cast import make_person

    ours = Partnership.objects.get(slug="northumberland")
    for number in range(3):
        make_person(f"Officer{number}", role=Role.OFFICER, partnership=ours)
    year = timezone.localdate().year - 1
    areas = list(ours.areas.values_list("pk", flat=True))
    plans = [
        create_plan(partnership_id=ours.pk, title=f"Plan {number}", plan_year=year, area_ids=areas, by=None)
        for number in range(int(sys.argv[1]))
    ]
    late = NewAction(text="Open a crisis café.", timescale=f"1 May {year}")
    add_action(plan_id=plans[0].pk, action=late, by=None)
    reg = Person.objects.get(name="Reg")
    session = SessionStore()
    session[SESSION_KEY] = str(reg.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = reg.get_session_auth_hash()
    session.create()
    print(json.dumps({"session": session.session_key, "plans": [plan.pk for plan in plans]}))


if __name__ == "__main__":
    main()
