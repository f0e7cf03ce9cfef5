"""What a frozen quarter holds, counted and hashed by the database; and with which standards and areas it was counted."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import connection

from plans.rollups.models import PublishedQuarter
from plans.rollups.queries.areas import CURRENT

#: The frozen tables by the name the manifest gives them, and what each is ordered by.
TABLES = {
    "plans": ("plans_publishedplan", "plan_id"),
    "sections": ("plans_publishedsection", "plan_id, section_id"),
    "areas": ("plans_publishedarea", "area_id"),
    "actions": ("plans_publishedaction", "action_id"),
    "beside": ("plans_publishedbeside", "name"),
}
_HASHED = (
    "encode(sha256(COALESCE(string_agg(sha256(convert_to({line}, 'UTF8')), ''::bytea ORDER BY {order}), '')), 'hex')"
)
#: A row as text: its columns as JSON in PostgreSQL's own order, without the ids that only this database gave.
_ROW = "(to_jsonb(t) - 'id' - 'quarter_id')::text"


#: SHA-256 over no rows.
_NOTHING = hashlib.sha256(b"").hexdigest()


def contents(quarter_id: int) -> dict[str, dict[str, Any]]:
    """Return of each frozen table ``rows`` and ``sha256``: the hash of its rows' hashes, in order (one statement)."""
    parts = (
        f"SELECT '{name}', count(*), {_HASHED.format(line=_ROW, order=order)} FROM {table} t WHERE quarter_id = %(id)s"
        for name, (table, order) in TABLES.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {"id": quarter_id})
        return {name: {"rows": rows, "sha256": digest} for name, rows, digest in cursor.fetchall()}


def catalogue_version() -> tuple[str, list[dict[str, Any]]]:
    """Return the SHA-256 of all standards, and each framework with its version and how many standards it has."""
    line = "concat_ws('|', fw.slug, fw.version, sc.code, st.code, st.title)"
    digest = _HASHED.format(line=line, order="fw.slug, sc.code, st.code")
    joined = """plans_standard st JOIN plans_section sc ON sc.id = st.section_id
        JOIN plans_framework fw ON fw.id = sc.framework_id"""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {digest} FROM {joined}")
        version = cursor.fetchone()[0]
        cursor.execute(f"SELECT fw.slug, fw.version, count(*) FROM {joined} GROUP BY fw.id ORDER BY fw.slug")
        return version, [{"framework": s, "version": v, "standards": count} for s, v, count in cursor.fetchall()]


def geography_version(day: date) -> str:
    """Return the SHA-256 of the areas that there were on a day, with their codes and regions."""
    line = "concat_ws('|', a.id, a.gss_code, a.name, a.kind, r.gss_code)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {_HASHED.format(line=line, order="a.id")} FROM areas_localarea a
                JOIN areas_region r ON r.id = a.region_id WHERE {CURRENT}""",
            {"today": day},
        )
        return str(cursor.fetchone()[0])


def not_as_frozen(quarter: PublishedQuarter) -> list[str]:
    """Return which tables of a frozen quarter are not what its manifest says; none, as it must be."""
    found, said = contents(quarter.pk), quarter.manifest["tables"]
    empty = {"rows": 0, "sha256": _NOTHING}  # of a table that was not frozen yet when this quarter was
    return [name for name in TABLES if found[name] != said.get(name, empty)]
