"""What falls due in the next twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber, TruncMonth

from plans.dashboards.rules.ahead import MONTHS, months_ahead
from plans.planning.models import Action, ActionQuerySet
from plans.public.rules import public_text

#: How many of the next actions are named.
NAMED = 4


@dataclass(frozen=True)
class NextDate:
    """An action that falls due next; ``url`` is its page, for those who may see it."""

    due: date
    text: str
    url: str = ""


@dataclass(frozen=True)
class Ahead:
    """How many live actions fall due in each month from this one on, and the first of them."""

    months: tuple[tuple[date, int], ...]
    first: tuple[NextDate, ...]

    @property
    def count(self) -> int:
        """Return how many fall due in these months."""
        return sum(number for _, number in self.months)


def ahead_of(actions: ActionQuerySet, today: date, *, public: bool) -> Ahead:
    """Read what of ``actions`` falls due from today on, within twelve months (one statement).

    ``public=True`` gives the words as everybody may read them, without a link to the action's page.
    """
    months = months_ahead(today)
    coming: QuerySet[Action, Any] = actions.live().filter(due__gte=today, due__lt=months[MONTHS])
    month = TruncMonth("due")
    told = coming.annotate(
        month=month,
        in_month=Window(Count("pk"), partition_by=month),
        place=Window(RowNumber(), partition_by=month, order_by=["due", "position", "pk"]),
    )
    rows = list(told.filter(place__lte=NAMED).order_by("due", "position", "pk"))
    counted = dict.fromkeys(months[:MONTHS], 0) | {row.month: row.in_month for row in rows}
    return Ahead(tuple(counted.items()), tuple(_next(row, public=public) for row in rows[:NAMED]))


def _next(action: Action, *, public: bool) -> NextDate:
    assert action.due is not None
    if public:
        return NextDate(action.due, public_text(action.text))
    return NextDate(action.due, action.text, action.get_absolute_url())
