"""Whose eyes the data sets are read with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from plans.public.queries import choices_in_force
from plans.public.rules import Choice, public_text


@dataclass(frozen=True)
class Sight:
    """How much is seen: what is public, and all of the plans and partnerships named here.

    ``choices``: what each published plan in force shows.
    """

    today: date
    choices: dict[int, Choice]
    plans: frozenset[int] = field(default=frozenset())
    partnerships: frozenset[int] = field(default=frozenset())

    def choice(self, plan_id: int) -> Choice:
        """Return what is shown of a plan: nothing beside the promise where nobody chose."""
        return self.choices.get(plan_id, Choice())

    def words(self, text: str, plan_id: int) -> str:
        """Return a promise as it may be read: of other people's plans without addresses and telephone numbers."""
        return text if plan_id in self.plans else public_text(text)


def everybody(today: date | None = None) -> Sight:
    """Return the sight of whoever is not signed in (one statement)."""
    return Sight(today or timezone.localdate(), choices_in_force())
