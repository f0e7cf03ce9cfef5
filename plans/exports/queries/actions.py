"""All actions of the plans in force, with their newest update: one statement, read as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from concordat.documents.table import Column, Table
from plans.exports.queries.words import ACTION_COLUMNS
from plans.rollups.queries.areas import CURRENT, IN_FORCE, IN_FORCE_WHERE

_AT_ONCE = 2000
#: Plans in force that cover an area of today, with what is said of their areas: a row a plan.
_PLANS = f"""
    SELECT p.id, p.title, p.edition, p.workflow_state, p.published_on, g.name AS partnership,
        string_agg(a.gss_code, '; ' ORDER BY a.gss_code) AS codes,
        string_agg(a.name, '; ' ORDER BY a.gss_code) AS areas,
        string_agg(DISTINCT r.name, '; ') AS regions, min(a.gss_code) AS first_code
    FROM {IN_FORCE} JOIN areas_partnership g ON g.id = p.partnership_id
        JOIN plans_plan_areas pa ON pa.plan_id = p.id
        JOIN areas_localarea a ON a.id = pa.localarea_id JOIN areas_region r ON r.id = a.region_id
    WHERE {IN_FORCE_WHERE} AND {CURRENT} GROUP BY p.id, g.name"""
_FROM = "FROM plan_rows p JOIN plans_action ac ON ac.plan_id = p.id"


def actions_table(today: date) -> Table[tuple[Any, ...]]:
    """Return the data set; its rows are read from the database as they are asked for."""
    columns: list[Column[tuple[Any, ...]]] = [
        Column(one.heading, itemgetter(at), one.kind, one.description, one.width)
        for at, one in enumerate(ACTION_COLUMNS)
    ]
    return Table("actions", "Actions", columns, _rows(today))


def _rows(today: date) -> Iterator[tuple[Any, ...]]:
    values = ", ".join(one.sql for one in ACTION_COLUMNS)
    sql = f"""WITH plan_rows AS MATERIALIZED ({_PLANS})
        SELECT {values} {_FROM}
            LEFT JOIN plans_theme th ON th.id = ac.theme_id
            LEFT JOIN areas_organisation lead ON lead.id = ac.lead_id
            LEFT JOIN areas_organisationkind lk ON lk.id = lead.kind_id
            LEFT JOIN LATERAL (SELECT u.at, u.narrative, u.period, u.still_true FROM plans_progressupdate u
                WHERE u.action_id = ac.id ORDER BY u.at DESC, u.id DESC LIMIT 1) u ON TRUE
        ORDER BY p.first_code, p.id, ac.position, ac.id"""
    with transaction.atomic(), connection.connection.cursor(name="export_actions") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(sql, {"today": today})
        yield from cursor


def actions_size(today: date) -> tuple[int, int]:
    """Return how many rows there are and about how many bytes the CSV has (one statement)."""
    texts = ("text", "outcome", "indicator", "timescale", "timescale_reading", "lead_text", "reason", "progress")
    letters = " + ".join(f"octet_length(ac.{name})" for name in texts)
    sql = f"WITH plan_rows AS ({_PLANS}) SELECT count(*), COALESCE(sum({letters} + 480), 0) {_FROM}"
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today})
        rows, size = cursor.fetchone()
    return int(rows), int(size)
