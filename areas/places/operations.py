"""Load regions, areas, codes and successions from the data files beside this module."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from areas.places.models import AreaCode, AreaSuccession, LocalArea, Region
from areas.places.rules import AreaKind
from concordat.loading import Loaded, bring_up_to_date, read_day, read_rows
from concordat.locks import hold

DATA = Path(__file__).parent / "data"
#: In the list of changes: the council went on, only its code is another.
CODE_ONLY = "code only"
Row = dict[str, Any]


@transaction.atomic
def load_places() -> dict[str, Loaded]:
    """Load everything; returns for each table what was added and changed.

    Areas are known by their slug, so a new GSS code never makes a second area.
    """
    hold("load places")
    areas = read_rows(DATA / "areas.csv")
    changes = read_rows(DATA / "changes_since_2014.csv")
    loaded = {"regions": bring_up_to_date(Region, _regions(areas), key=["slug"])}
    regions = dict(Region.objects.values_list("gss_code", "pk"))
    rows = [_area(area, changes, regions) for area in areas] + _ended(areas, changes, regions)
    loaded["areas"] = bring_up_to_date(LocalArea, rows, key=["slug"])
    ids = dict(LocalArea.objects.values_list("slug", "pk"))
    loaded["codes"] = bring_up_to_date(AreaCode, _codes(rows, changes, ids), key=["gss_code"])
    successions = _successions(areas, changes, ids)
    loaded["successions"] = bring_up_to_date(AreaSuccession, successions, key=["predecessor_id", "successor_id"])
    return loaded


def ended_slug(change: dict[str, str]) -> str:
    """Return the slug of a council that ended: "dorset-county-to-2019", "poole-to-2019"."""
    county = "-county" if change["old_type"] == "county" else ""
    return f"{slugify(change['old_name'])}{county}-to-{change['date'][:4]}"


def _regions(areas: list[dict[str, str]]) -> list[Row]:
    names = dict(sorted({(area["region_code"], area["region_name"]) for area in areas}))
    return [{"slug": slugify(name), "name": name, "gss_code": code} for code, name in names.items()]


def _area(area: dict[str, str], changes: list[dict[str, str]], regions: dict[str, int]) -> Row:
    begun = _new_since_2014(changes).get(area["gss_code"])
    return {
        "slug": area["slug"],
        "name": area["name"],
        "short_name": area["short_name"],
        "kind": AreaKind(area["type"].replace(" ", "_")).value,
        "region_id": regions[area["region_code"]],
        "gss_code": area["gss_code"],
        "hex_label": area["hex_label"],
        "hex_x": float(area["hex_x"]),
        "hex_y": float(area["hex_y"]),
        "hex_q": int(area["hex_q"]),
        "hex_r": int(area["hex_r"]),
        "valid_from": read_day(begun) if begun else None,
        "valid_to": None,
    }


def _new_since_2014(changes: list[dict[str, str]]) -> dict[str, str]:
    return {row["new_code"]: row["date"] for row in changes if row["change"] != CODE_ONLY}


def _ended(areas: list[dict[str, str]], changes: list[dict[str, str]], regions: dict[str, int]) -> list[Row]:
    region_of = {area["gss_code"]: regions[area["region_code"]] for area in areas}
    rows: dict[str, Row] = {}
    for change in changes:
        if change["change"] == CODE_ONLY:
            continue
        year = change["date"][:4]
        rows[ended_slug(change)] = {
            "slug": ended_slug(change),
            "name": f"{change['old_name']} (to {year})",
            "short_name": f"{change['old_name']} (to {year})",
            "kind": AreaKind(change["old_type"].replace(" ", "_")).value,
            "region_id": region_of[change["new_code"]],
            "gss_code": change["old_code"],
            "valid_from": None,
            "valid_to": _day_before(change["date"]),
        }
    return list(rows.values())


def _codes(rows: list[Row], changes: list[dict[str, str]], ids: dict[str, int]) -> list[Row]:
    slug_of = {row["gss_code"]: row["slug"] for row in rows}
    former = [(row["gss_code"], row["slug"], read_day(row["valid_to"])) for row in read_rows(DATA / "former_codes.csv")]
    begun: dict[str, date | None] = {slug: day + timedelta(days=1) for _, slug, day in former if day}
    for change in changes:
        if change["change"] == CODE_ONLY:
            slug = slug_of[change["new_code"]]
            former.append((change["old_code"], slug, _day_before(change["date"])))
            begun[slug] = read_day(change["date"])
    now = [(row["gss_code"], row["slug"], row["valid_from"] or begun.get(row["slug"]), row["valid_to"]) for row in rows]
    return [
        {"gss_code": code, "area_id": ids[slug], "valid_from": first, "valid_to": last}
        for code, slug, first, last in [*now, *((code, slug, None, last) for code, slug, last in former)]
    ]


def _successions(areas: list[dict[str, str]], changes: list[dict[str, str]], ids: dict[str, int]) -> list[Row]:
    slug_of = {area["gss_code"]: area["slug"] for area in areas}
    return [
        {
            "predecessor_id": ids[ended_slug(change)],
            "successor_id": ids[slug_of[change["new_code"]]],
            "on": read_day(change["date"]),
            "note": change["note"],
        }
        for change in changes
        if change["change"] != CODE_ONLY
    ]


def _day_before(text: str) -> Any:
    day = read_day(text)
    return day - timedelta(days=1) if day else None
