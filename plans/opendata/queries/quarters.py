"""A published quarter as it was frozen, of published plans only: the same rows today and after years."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any

from concordat.documents.table import Column, Table
from plans.opendata.queries.places import ENGLAND, PUBLIC_COUNTS
from plans.opendata.rules import QUARTER_FIELDS, DataSet, column_value
from plans.public.rules import public_text
from plans.rollups.models import PublishedAction, PublishedArea, PublishedPlan, PublishedQuarter
from plans.rollups.queries.quarters import published_quarters
from plans.rollups.rules import Stage

Row = tuple[Any, ...]


def published_revision(quarter: str, revision: int | None) -> PublishedQuarter | None:
    """Return a revision of a quarter that is published, the newest unless one is named; None: there is none."""
    found = PublishedQuarter.objects.filter(quarter=quarter, published_at__isnull=False).order_by("-revision")
    return (found if revision is None else found.filter(revision=revision)).first()


@dataclass(frozen=True)
class _Frozen:
    """What of a quarter is public."""

    quarter: PublishedQuarter
    areas: list[PublishedArea]
    plans: list[PublishedPlan]


def _public(quarter: PublishedQuarter) -> _Frozen:
    areas = list(PublishedArea.objects.filter(quarter=quarter).order_by("area_id"))
    return _Frozen(quarter, areas, list(_plans(quarter)))


def _plans(quarter: PublishedQuarter) -> Iterable[PublishedPlan]:
    return PublishedPlan.objects.filter(
        quarter=quarter, published_on__isnull=False, published_on__lte=quarter.as_at
    ).order_by("plan_id")


def _areas(quarter: PublishedQuarter) -> Iterable[Row]:
    frozen = _public(quarter)
    newest: dict[int, Any] = {}
    for plan in sorted(frozen.plans, key=lambda one: str(one.published_on)):
        for area_id in plan.area_ids:
            newest[area_id] = plan.published_on
    for one in frozen.areas:
        stage, groups = Stage(one.stage), one.partnerships.split("; ") if one.partnerships else []
        yield (
            one.area_id, one.slug, one.gss_code, one.name, one.kind, one.region_code, one.region_name, stage.value,
            stage.step, groups, one.declared_on, newest.get(one.area_id),
        )  # fmt: skip


def _plan_rows(quarter: PublishedQuarter) -> Iterable[Row]:
    frozen = _public(quarter)
    code_of = {one.area_id: one.gss_code for one in frozen.areas}
    for one in frozen.plans:
        codes = sorted(code_of[area_id] for area_id in one.area_ids if area_id in code_of)
        standing = one.total - one.merged - one.withdrawn
        yield one.plan_id, public_text(one.title), one.edition, codes, one.published_on, standing, one.complete


def _actions(quarter: PublishedQuarter) -> Iterable[Row]:
    plans = [one.plan_id for one in _plans(quarter)]
    rows = PublishedAction.objects.filter(quarter=quarter, plan__in=plans, region_id__isnull=False).order_by(
        "action_id"
    )
    yield from rows.values_list("action_id", "plan_id", "delivery_state", "confidence", "due").iterator(chunk_size=2000)


def _figures(quarter: PublishedQuarter) -> Iterable[Row]:
    frozen = _public(quarter)
    regions = sorted({(one.region_code, one.region_id, one.region_name) for one in frozen.areas})
    for area in sorted(frozen.areas, key=lambda one: one.gss_code):
        mine = [one for one in frozen.plans if area.area_id in one.area_ids]
        yield _counts(frozen, area.gss_code, "area", area.name, [area], mine)
    for code, region_id, name in regions:
        inside = [one for one in frozen.areas if one.region_id == region_id]
        mine = [one for one in frozen.plans if one.region_id == region_id]
        yield _counts(frozen, code, "region", name, inside, mine)
    yield _counts(frozen, ENGLAND, "nation", "England", frozen.areas, frozen.plans)


def _counts(
    frozen: _Frozen, code: str, level: str, name: str, areas: list[PublishedArea], plans: list[PublishedPlan]
) -> Row:
    declared = sum(one.declared_on is not None for one in areas)
    published = sum(Stage(one.stage).step >= Stage.PUBLISHED.step for one in areas)
    counts = [sum(getattr(plan, count) for plan in plans) for count in PUBLIC_COUNTS]
    return (code, level, name, len(areas), declared, published, len(plans), *counts, frozen.quarter.as_at)


_READ: dict[DataSet, Callable[[PublishedQuarter], Iterable[Row]]] = {
    DataSet.AREAS: _areas,
    DataSet.PLANS: _plan_rows,
    DataSet.ACTIONS: _actions,
    DataSet.FIGURES: _figures,
}


def quarter_table(data_set: DataSet, quarter: PublishedQuarter, *, lists: bool = False) -> Table[Row]:
    """Return a data set of a published quarter for the writers; ``lists`` as in ``table_of``."""
    columns: list[Column[Row]] = [
        Column(one.name, column_value(at, one, lists=lists), one.kind, one.description, 20)
        for at, one in enumerate(QUARTER_FIELDS[data_set])
    ]
    return Table(data_set.value, data_set.label, columns, _rows(data_set, quarter))


def _rows(data_set: DataSet, quarter: PublishedQuarter) -> Generator[Row]:
    yield from _READ[data_set](quarter)


__all__ = ["published_quarters", "published_revision", "quarter_table"]
