"""Moments that can be laid beside each other: today, the end of a past day, a frozen quarter, an edition of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from concordat.web.words import date_words
from plans.planning.models import Plan
from plans.rollups.models import PublishedArea, PublishedPlan, PublishedQuarter
from plans.rollups.queries.areas import area_rows
from plans.rollups.queries.sources import NOW, THEN, Source, end_of, stood
from plans.rollups.queries.sums import home, region_sums
from plans.rollups.rules import COUNTS, AreaRow, AreaStood, Figures, Side, Stage, add_up

#: The columns of the actions of a moment; ``region_id`` NULL: in no plan that counts then.
_COLUMNS = "ac.id, ac.plan_id, ac.delivery_state, ac.confidence, ac.due"


@dataclass(frozen=True)
class Moment:
    """A moment by its day and what it is called; ``actions_of`` and ``side_of`` read it."""

    day: date
    words: str
    source: Source = NOW
    edition: int | None = None
    quarter: int | None = None


def today_moment(today: date) -> Moment:
    """Return how things stand."""
    return Moment(today, "today")


def end_of_day(day: date) -> Moment:
    """Return how things stood at the end of a day, read from the histories."""
    return Moment(day, f"at the end of {date_words(day)}", THEN)


def edition_moment(plan: Plan, today: date) -> Moment:
    """Return one edition of a plan as it stands; one that another has replaced stands as it was left."""
    return Moment(today, f"edition {plan.edition}", edition=plan.pk)


def quarter_moment(frozen: PublishedQuarter) -> Moment:
    """Return a quarter as it was frozen."""
    revised = f", revision {frozen.revision}" if frozen.revision > 1 else ""
    return Moment(frozen.as_at, f"{frozen.period.words}{revised}", quarter=frozen.pk)


def actions_of(moment: Moment, name: str) -> str:
    """Return CTEs, ``name`` the last: id, plan, state, confidence, last day of every action then, and ``region_id``.

    They need the parameters of ``told_of``.
    """
    if moment.quarter is not None:
        return f"""{name} AS (SELECT ac.action_id AS id, ac.plan_id, ac.delivery_state, ac.confidence, ac.due, ac.region_id
            FROM plans_publishedaction ac WHERE ac.quarter_id = %({name}_quarter)s)"""
    if moment.edition is not None:
        return f"""{name} AS (SELECT {_COLUMNS}, CASE WHEN ac.plan_id = %({name}_edition)s THEN 0 END AS region_id
            FROM plans_action ac)"""
    past = moment.source is THEN
    plans, actions = (f"{name}_plan", f"{name}_action") if past else (NOW.plans, NOW.actions)
    before = stood(name, f"%({name}_end)s", "plan", "action") if past else ""
    return f"""{before}
        {name}_home AS ({home("TRUE", plans, f"%({name}_today)s")}),
        {name} AS (SELECT {_COLUMNS}, h.region_id FROM {actions} ac LEFT JOIN {name}_home h USING (plan_id))"""


def told_of(moment: Moment, name: str) -> dict[str, Any]:
    """Return the parameters that ``actions_of`` needs."""
    return {
        f"{name}_today": moment.day,
        f"{name}_end": end_of(moment.day),
        f"{name}_edition": moment.edition,
        f"{name}_quarter": moment.quarter,
    }


def side_of(moment: Moment, region_id: int | None = None) -> Side:
    """Return the figures and areas of England, or of one region, at a moment (at most two statements)."""
    if moment.edition is not None:
        return _edition(moment, moment.edition)
    if moment.quarter is not None:
        return _quarter(moment, moment.quarter, region_id)
    regions = None if region_id is None else [region_id]
    sums = region_sums(moment.day, region_id=region_id, source=moment.source)
    areas = area_rows(moment.day, region_ids=regions, source=moment.source)
    figures = add_up(one.figures for one in sums) if sums else Figures()
    return Side(moment.words, moment.day, figures, sum(one.plans for one in sums), tuple(map(_stood, areas)))


def _edition(moment: Moment, plan_id: int) -> Side:
    found = Plan.objects.filter(pk=plan_id).values_list(*(f"figures__{name}" for name in COUNTS)).first()
    figures = Figures(*(count or 0 for count in found)) if found else Figures()
    return Side(moment.words, moment.day, figures, 1)


def _quarter(moment: Moment, quarter_id: int, region_id: int | None) -> Side:
    """Return what was frozen; in a region, the plans that counted there."""
    kept = {"quarter": quarter_id} | ({} if region_id is None else {"region_id": region_id})
    sums = (
        PublishedPlan.objects.filter(**kept)
        .order_by()
        .aggregate(plans=Count("pk"), **{f"{name}_sum": Sum(name) for name in COUNTS})
    )
    areas = PublishedArea.objects.filter(**kept).order_by("name", "area_id")
    told = areas.values_list("area_id", "slug", "name", "region_id", "stage", "is_stale")
    figures = Figures(*(sums[f"{name}_sum"] or 0 for name in COUNTS))
    stood = tuple(AreaStood(*row[:4], Stage(row[4]), row[5]) for row in told)
    return Side(moment.words, moment.day, figures, sums["plans"], stood)


def _stood(row: AreaRow) -> AreaStood:
    return AreaStood(row.id, row.slug, row.name, row.region_id, row.stage, row.is_stale)
