"""How a person wants to be reminded."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from areas.audit.operations import record
from plans.reminders.models import LetterChoice
from plans.reminders.queries.choices import choice_of
from plans.reminders.rules.choices import Away, Chosen, LetterRhythm


@transaction.atomic
def choose_letters(*, person_id: int, chosen: Chosen, by: int | None) -> LetterChoice:
    """Keep what somebody chose; the same choice twice writes once. ``by``: None through a link in a letter."""
    before = LetterChoice.objects.select_for_update().filter(person=person_id).first()
    was = chosen_in(before)
    if before is not None and was == chosen:
        return before
    values = asdict(chosen) | {"rhythm": chosen.rhythm.value}
    kept, _ = LetterChoice.objects.update_or_create(person_id=person_id, defaults=values)
    record(by=by, verb="chose letters", thing=kept, before=_facts(was), after=_facts(chosen))
    return kept


@transaction.atomic
def choose_rhythm(*, person_id: int, rhythm: LetterRhythm, by: int | None) -> LetterChoice:
    """Change only how often letters come."""
    chosen = replace(chosen_in(choice_of(person_id)), rhythm=rhythm)
    return choose_letters(person_id=person_id, chosen=chosen, by=by)


@transaction.atomic
def choose_away(*, person_id: int, away: Away, by: int) -> LetterChoice:
    """Change only when somebody is away and who reads their letters meanwhile."""
    first, last, deputy = away
    was = chosen_in(choice_of(person_id))
    chosen = replace(was, away_from=first, away_until=last, deputy_id=deputy)
    return choose_letters(person_id=person_id, chosen=chosen, by=by)


def chosen_in(choice: LetterChoice | None) -> Chosen:
    """Return what is chosen; what holds without a choice where there is none."""
    if choice is None:
        return Chosen()
    return Chosen(
        LetterRhythm(choice.rhythm),
        choice.weekday,
        choice.only_mine,
        choice.away_from,
        choice.away_until,
        choice.deputy_id,
    )


def _facts(chosen: Chosen) -> dict[str, Any]:
    days = {"away_from": chosen.away_from, "away_until": chosen.away_until}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return asdict(chosen) | {"rhythm": chosen.rhythm.value} | told
