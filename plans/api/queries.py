"""Pages and rows of the data sets, as one token, or nobody's, may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from areas.models import Partnership, PersonalToken
from areas.people.access import reach_of
from areas.roles.rules import P
from areas.tokens.rules import TokenScope
from plans.api.rules import FILTERS, as_object, cursor_after
from plans.opendata.queries import Sight, everybody
from plans.opendata.queries.sets import COUNTED, FROM_TABLES
from plans.opendata.rules import FIELDS, DataSet
from plans.planning.models import Plan
from plans.rollups.queries import area_rows


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor under which it goes on; "" at the end."""

    rows: list[dict[str, Any]]
    after: str


def sight_of(token: PersonalToken | None, today: date) -> Sight:
    """Return what a token's owner may see today, as far as the token opens it; without one what everybody may."""
    public = everybody(today)
    if token is None:
        return public
    reach = reach_of(token.person, today)
    plans, partnerships = frozenset[int](), frozenset[int]()
    if TokenScope.PLANS in token.scopes:
        plans = frozenset(Plan.objects.in_reach(reach, P.VIEW).order_by().values_list("pk", flat=True))
    if TokenScope.DECLARATIONS in token.scopes:
        seen = Partnership.objects.in_reach(reach, P.VIEW).order_by()
        partnerships = frozenset(seen.values_list("pk", flat=True))
    return Sight(today, public.choices, plans, partnerships)


def page_of(data_set: DataSet, sight: Sight, *, asked: Mapping[str, Any], after: int, limit: int) -> Page:
    """Return the rows after a place; ``asked`` are filters by name, None where nothing is asked."""
    filters = [(one, asked[one.name]) for one in FILTERS[data_set] if asked.get(one.name) is not None]
    if data_set in COUNTED:
        return _counted(data_set, sight, {one.lookup: value for one, value in filters}, after, limit)
    source = FROM_TABLES[data_set]
    found = source.values(sight).filter(pk__gt=after)
    for one, value in filters:
        matching = {one.lookup: value}
        if one.many:
            matching = {"pk__in": found.model._default_manager.filter(**matching).order_by().values("pk")}
        found = found.filter(**matching)
    shaped = [source.shape(row, sight) for row in found.order_by("pk")[: limit + 1]]
    rows = [as_object(data_set, row) for row in shaped[:limit]]
    return Page(rows, cursor_after(rows[-1]["id"]) if len(shaped) > limit else "")


def _counted(data_set: DataSet, sight: Sight, wanted: Mapping[str, Any], after: int, limit: int) -> Page:
    rows = [as_object(data_set, row) for row in COUNTED[data_set](sight)]
    rows = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return Page(rows[after : after + limit], cursor_after(after + limit) if len(rows) > after + limit else "")


def row_of(data_set: DataSet, sight: Sight, key: int) -> dict[str, Any] | None:
    """Return the row of an id; None where there is none, or none that may be seen."""
    if data_set in COUNTED:
        found = [row for row in COUNTED[data_set](sight) if row[0] == key]
    else:
        source = FROM_TABLES[data_set]
        found = [source.shape(row, sight) for row in source.values(sight).filter(pk=key)]
    return as_object(data_set, found[0]) if found else None


def has_ids(data_set: DataSet) -> bool:
    """Answer whether rows can be asked for one by one."""
    return FIELDS[data_set][0].name == "id"


def hexagons(today: date) -> list[tuple[Any, ...]]:
    """Return the areas of today that are on the map: id, slug, code, name, region, stage, x, y (one statement)."""
    return [
        (row.id, row.slug, row.gss_code, row.name, row.region_name, row.stage.value, row.hex_x, row.hex_y)
        for row in sorted(area_rows(today, public=True), key=lambda row: row.id)
        if row.hex_x is not None and row.hex_y is not None
    ]
