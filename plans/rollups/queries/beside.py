"""What stands beside the figures of a quarter and is frozen with them: signatories, what declarations lack, indicators.

Each is a list of rows of plain values, as JSON keeps them: days as ISO 8601, figures as text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from areas.declarations.rules.core import MISSING_CORE
from plans.indicators.models import Indicator, Reading
from plans.planning.queries.since import beginning_of

#: Rows by name.
Beside = dict[str, list[dict[str, Any]]]
_SIGNED = """
    SELECT kind.name AS kind, count(DISTINCT body.id) FILTER (WHERE signatory.role = 'signatory') AS bodies,
        count(*) FILTER (WHERE signatory.role = 'signatory') AS signatures,
        count(*) FILTER (WHERE signatory.role <> 'signatory') AS supporters
    FROM areas_signatory AS signatory JOIN areas_declaration AS declaration ON declaration.id = signatory.declaration_id
    JOIN areas_organisation AS body ON body.id = signatory.organisation_id
    JOIN areas_organisationkind AS kind ON kind.id = body.kind_id
    WHERE declaration.status = 'signed' AND signatory.signed_on <= %(day)s
        AND (signatory.withdrawn_on IS NULL OR signatory.withdrawn_on > %(day)s)
    GROUP BY kind.id ORDER BY kind.position, kind.name"""
_LACKING = f"""
    SELECT partnership.name AS partnership, declaration.signed_on::text AS signed_on, lacks.kinds AS kinds
    FROM areas_declaration AS declaration JOIN areas_partnership AS partnership ON partnership.id = declaration.partnership_id
    CROSS JOIN LATERAL (SELECT {MISSING_CORE.format(day="%(day)s::date")} AS kinds) AS lacks
    WHERE declaration.status = 'signed' AND declaration.signed_on <= %(day)s AND lacks.kinds IS NOT NULL
    ORDER BY partnership.name, partnership.id"""


def beside(day: date) -> Beside:
    """Return what stands beside the figures at the end of a day (four statements)."""
    return {name: read(day) for name, read in _READ.items()}


def _signatories(day: date) -> list[dict[str, Any]]:
    return _rows(_SIGNED, day)


def _missing_core(day: date) -> list[dict[str, Any]]:
    return _rows(_LACKING, day)


def _rows(sql: str, day: date) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"day": day})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _indicators(day: date) -> list[dict[str, Any]]:
    """Return each indicator that was measured then, with the two newest periods that had been read."""
    after = beginning_of(day + timedelta(days=1))
    there = Indicator.objects.filter(created_at__lt=after).exclude(retired_on__lte=day)
    rows = list(there.select_related("partnership", "provider").order_by("name", "partnership__name", "pk"))
    found: dict[int, dict[date, Reading]] = {}
    for one in Reading.objects.filter(indicator__in=rows, at__lt=after).order_by("indicator", "-began", "-revision"):
        found.setdefault(one.indicator_id, {}).setdefault(one.began, one)
    return [_indicator(one, list(found.get(one.pk, {}).values())[:2]) for one in rows]


def _indicator(one: Indicator, readings: list[Reading]) -> dict[str, Any]:
    return {
        "name": one.name,
        "partnership": one.partnership.name,
        "unit": one.unit,
        "better": one.better,
        "every": one.every,
        "target": _text(one.target),
        "provider": one.provider.name if one.provider else "",
        "source": one.source,
        "of_people": one.of_people,
        "readings": [{"began": each.began.isoformat(), "value": _text(each.value)} for each in readings],
    }


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:.4f}"


_READ: dict[str, Callable[[date], list[dict[str, Any]]]] = {
    "signatories": _signatories,
    "missing_core": _missing_core,
    "indicators": _indicators,
}
