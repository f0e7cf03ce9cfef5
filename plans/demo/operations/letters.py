"""How letters come in the invented country: weeks before an election that are over, and somebody who is away soon."""

from __future__ import annotations

from datetime import date, timedelta

from areas.elections.rules import Manner
from areas.models import ElectionPeriod, Membership
from areas.roles.rules import Role
from plans.models import LetterChoice

#: From the notice of election to the vote.
_WEEKS = timedelta(weeks=6)


def choose_how_letters_come(today: date) -> None:
    """Write the last local elections as a neutral period, and one officer's leave with a deputy (four statements)."""
    vote = _first_thursday_of_may(today)
    ElectionPeriod.objects.get_or_create(
        first_on=vote - _WEEKS, last_on=vote, region=None, area=None,
        defaults={"name": "Local elections", "manner": Manner.NEUTRAL.value},
    )  # fmt: skip
    officers = Membership.objects.active(today).filter(role=Role.OFFICER).order_by("pk")
    away = officers.exclude(person__email__endswith="@demo.example").first()
    deputy = (
        Membership.objects.active(today).filter(role=Role.AREA_LEAD, partnership=away.partnership_id).first()
        if away
        else None
    )
    if away and deputy and deputy.person_id != away.person_id:
        LetterChoice.objects.create(
            person_id=away.person_id, deputy_id=deputy.person_id, away_from=today + timedelta(days=7),
            away_until=today + timedelta(days=20),
        )  # fmt: skip


def _first_thursday_of_may(today: date) -> date:
    """Return the day of the last local elections before ``today``."""
    for year in (today.year, today.year - 1):
        first = date(year, 5, 1)
        vote = first + timedelta(days=(3 - first.weekday()) % 7)
        if vote < today:
            return vote
    raise AssertionError(today)
