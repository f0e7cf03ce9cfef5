"""What a plan's page says about changes: since when, how many of which, and marks in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from concordat.periods import quarter_of
from concordat.web.components import with_query
from concordat.web.words import date_words
from plans.planning.forms.filters import ActionFilterForm
from plans.planning.models import Plan
from plans.planning.queries.board import ActionFilter
from plans.planning.queries.since import changes_since, since_asked
from plans.planning.rules.editions import Edition
from plans.planning.rules.moments import NotAMoment, Since
from plans.planning.rules.since import ActionChange, Changes, Mark, count_marks


@dataclass(frozen=True)
class Told:
    """What became of the plan since a moment, as its page tells it."""

    since: Since
    changes: Changes
    counts: tuple[tuple[str, int, str], ...]
    left_before: tuple[ActionChange, ...]
    among: frozenset[int] | None

    @property
    def by_id(self) -> dict[int, ActionChange]:
        """Return the change of each action, for the marks in place."""
        return self.changes.by_id


def told_since(plan: Plan, form: ActionFilterForm, wanted: ActionFilter, query: QueryDict) -> Told | None:
    """Return what to tell of changes; None where nothing was asked for, or not in a way that can be read."""
    if not wanted.since.strip():
        if wanted.change:
            form.add_error("since", "Enter since when: a day such as 1 September 2026, or “edition 1”")
        return None
    try:
        since = since_asked(plan, wanted.since)
    except NotAMoment as unclear:
        form.add_error("since", str(unclear))
        return None
    changes = changes_since(plan, since.at)
    counts = tuple(
        (mark.label.lower(), number, with_query(query, change=mark.value, since=since.asked, state=None, page=None))
        for mark, number in count_marks(one for one in changes.actions if one.now.plan_id == plan.pk).items()
    )
    left = tuple(one for one in changes.actions if one.now.plan_id != plan.pk)
    return Told(since, changes, counts, left, _among(changes, wanted.change))


def presets(editions: Sequence[Edition], plan: Plan, today: date) -> list[tuple[str, str]]:
    """Return the moments that are asked for most: published editions, and the beginning of the quarter before."""
    known = [(one.edition, one.published_on) for one in editions] or [(plan.edition, plan.published_on)]
    found = [
        (f"edition {number} was published, {date_words(day)}", f"edition-{number}") for number, day in known if day
    ]
    began = quarter_of(today).previous().start
    return [*found, (f"{date_words(began)}, when the last quarter began", began.isoformat())]


def _among(changes: Changes, wanted: str) -> frozenset[int] | None:
    if not wanted:
        return None
    kept = changes.actions if wanted == "any" else changes.of(Mark(wanted))
    return frozenset(one.now.id for one in kept)
