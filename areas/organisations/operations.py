"""Organisations: load the known kinds and bodies from data files, and add one that was typed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from areas.audit.operations import record, record_each
from areas.organisations.models import Organisation, OrganisationKind, OrganisationSuccession
from concordat.loading import Loaded, bring_up_to_date, read_day, read_rows
from concordat.locks import hold

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]


@transaction.atomic
def load_organisations() -> dict[str, Loaded]:
    """Load kinds and real bodies; returns for each table what was added and changed."""
    hold("load organisations")
    rows = read_rows(DATA / "kinds.csv")
    loaded = {"kinds": bring_up_to_date(OrganisationKind, _kinds(rows), key=["code"])}
    kinds = dict(OrganisationKind.objects.values_list("code", "pk"))
    followers = [{"code": row["code"], "successor_id": kinds.get(row["successor"])} for row in rows]
    loaded["kinds"] += bring_up_to_date(OrganisationKind, followers, key=["code"])
    bodies = [*_police(kinds), *_trusts(kinds), *_councils(kinds), *_boards(kinds)]
    loaded["organisations"] = bring_up_to_date(Organisation, bodies, key=["name", "kind_id"])
    named, loaded["organisation successions"] = _follow(kinds["integrated-care-board"])
    loaded["organisations"] += named
    return loaded


def _kinds(rows: list[dict[str, str]]) -> list[Row]:
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "service_key": row["service_key"],
            "is_core": row["is_core"] == "yes",
            "core_confirmed": row["core_confirmed"] == "yes",
            "valid_from": read_day(row["valid_from"]),
            "valid_to": read_day(row["valid_to"]),
            "position": position,
        }
        for position, row in enumerate(rows, start=1)
    ]


def _body(kind_id: int, name: str, code: str = "") -> Row:
    return {"kind_id": kind_id, "name": name, "code": code}


def _police(kinds: dict[str, int]) -> list[Row]:
    return [
        _body(kinds["police" if row["pfa_code"] else "transport-police"], row["force"], row["pfa_code"])
        for row in read_rows(DATA / "police_forces.csv")
    ]


def _trusts(kinds: dict[str, int]) -> list[Row]:
    return [
        _body(kinds[kind], row["name"], row["ods_code"])
        for kind, file in [
            ("ambulance-trust", "ambulance_trusts.csv"),
            ("mental-health-trust", "mental_health_trusts.csv"),
        ]
        for row in read_rows(DATA / file)
    ]


def _councils(kinds: dict[str, int]) -> list[Row]:
    return [_body(kinds["local-authority"], row["name"]) for row in read_rows(DATA / "councils.csv")]


def _boards(kinds: dict[str, int]) -> list[Row]:
    """Return the boards; one that kept its name while its boundary and code changed is one body."""
    bodies: dict[str, Row] = {}
    for row in read_rows(DATA / "icbs.csv"):
        body = _body(kinds["integrated-care-board"], row["name"], row["ods_code"])
        before = bodies.get(row["name"])
        first = before["valid_from"] if before else read_day(row["valid_from"])
        bodies[row["name"]] = body | {"valid_from": first, "valid_to": read_day(row["valid_to"])}
    return list(bodies.values())


def _follow(kind_id: int) -> tuple[Loaded, Loaded]:
    """Record which boards took the place of which; a board with exactly one successor also names it."""
    rows = read_rows(DATA / "icbs.csv")
    name_of = {row["gss_code"]: row["name"] for row in rows}
    first_day = {row["gss_code"]: read_day(row["valid_from"]) for row in rows}
    ids = dict(Organisation.objects.filter(kind=kind_id).values_list("name", "pk"))
    followers, successions = [], []
    for row in rows:
        successors = {code for code in row["successors"].split() if name_of[code] != row["name"]}
        successions += [
            {"predecessor_id": ids[row["name"]], "successor_id": ids[name_of[code]], "on": first_day[code]}
            for code in successors
        ]
        if len(successors) == 1:
            only = ids[name_of[successors.pop()]]
            followers.append({"name": row["name"], "kind_id": kind_id, "successor_id": only})
    return (
        bring_up_to_date(Organisation, followers, key=["name", "kind_id"]),
        bring_up_to_date(OrganisationSuccession, successions, key=["predecessor_id", "successor_id"]),
    )


@transaction.atomic
def add_organisation(*, name: str, kind_id: int, by: int) -> Organisation:
    """Return the organisation of that name and kind, made new if nobody has typed it before."""
    known = Organisation.objects.filter(name__iexact=name, kind_id=kind_id).first()
    if known:
        return known
    organisation, is_new = Organisation.objects.get_or_create(name=name, kind_id=kind_id)
    if is_new:
        record(by=by, verb="added organisation", thing=organisation, after={"name": name, "kind": kind_id})
    return organisation


@transaction.atomic
def add_organisations(*, named: Sequence[tuple[str, int]], by: int) -> list[int]:
    """Return the ids of organisations by name and kind, in that order; those nobody has typed before are made."""
    kinds = {kind for _, kind in named}
    wanted = {(name.casefold(), kind): name for name, kind in named}
    known = _known(kinds, wanted)
    new = [Organisation(name=name, kind_id=key[1]) for key, name in wanted.items() if key not in known]
    Organisation.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        before, known = set(known.values()), _known(kinds, wanted)
        made = Organisation.objects.filter(pk__in=set(known.values()) - before).order_by("pk")
        after = ((one, {"name": one.name, "kind": one.kind_id}) for one in made)
        record_each(by=by, verb="added organisation", after=after)
    return [known[name.casefold(), kind] for name, kind in named]


def _known(kinds: set[int], wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], int]:
    rows = Organisation.objects.filter(kind__in=kinds).order_by("-pk").values_list("name", "kind_id", "pk")
    found = {(name.casefold(), kind): pk for name, kind, pk in rows}
    return {key: pk for key, pk in found.items() if key in wanted}
