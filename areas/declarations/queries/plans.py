"""Read the plans under a declaration.

Plans are a room above this one. Nothing of it is imported: a partnership knows its plans by the name
under which they point at it, as the partnership's own page does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from areas.partnerships.models import Partnership
from areas.places.models import LocalArea


@dataclass(frozen=True)
class PlanUnder:
    """A plan as a declaration's page names it. ``areas``: the names of those it covers."""

    title: str
    url: str
    areas: tuple[str, ...]
    is_public: bool


def plans_under(may_view: Mapping[Partnership, bool], area: LocalArea) -> dict[int, tuple[PlanUnder, ...]]:
    """Return the plans of partnerships by title (two statements).

    ``may_view``: whether the visitor works with each partnership. Who does not sees published plans only.
    """
    prefetch_related_objects(list(may_view), "plans__areas")
    return {one.pk: tuple(_plans(one, area, sees_all=sees_all)) for one, sees_all in may_view.items()}


def _plans(partnership: Any, area: LocalArea, *, sees_all: bool) -> Iterable[PlanUnder]:
    """Yield the newest edition of each plan; for the public the newest published one."""
    editions = [plan for plan in partnership.plans.all() if sees_all or plan.published_on]
    older = {plan.refreshes_id for plan in editions}
    for plan in sorted(editions, key=lambda plan: (plan.title, plan.pk)):
        if plan.pk in older:
            continue
        covered = sorted(plan.areas.all(), key=lambda one: one.name)
        here = area if area in covered or not covered else covered[0]
        url = plan.get_absolute_url() if sees_all else f"{here.get_absolute_url()}plan/"
        yield PlanUnder(plan.title, url, tuple(one.name for one in covered), plan.published_on is not None)
