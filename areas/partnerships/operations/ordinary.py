"""The ordinary case: one area, one partnership of its name, with the bodies that serve the area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from areas.audit.models import AuditEntry
from areas.audit.operations import record_each
from areas.organisations.operations import DATA as ORGANISATION_DATA
from areas.organisations.queries import bodies_on
from areas.partnerships.models import Partnership, PartnershipMember
from areas.partnerships.queries import taken_names
from areas.partnerships.rules import folded, free_name, free_slug
from areas.places.models import LocalArea
from areas.places.operations import DATA as PLACE_DATA
from concordat.loading import read_rows
from concordat.locks import hold

#: Columns of the file of areas that name a body, with the body's kind. Of several columns of a kind the first
#: whose body exists on the day counts: boards were joined and divided.
BODIES = (
    ("police_force", "police"),
    ("ambulance_trust", "ambulance-trust"),
    ("mental_health_trust", "mental-health-trust"),
    ("icb", "integrated-care-board"),
    ("icb_2025", "integrated-care-board"),
)
COUNCIL = "local-authority"
MADE, TAKEN_BACK = "made ordinary partnership", "took back ordinary partnership"
#: (kind, name) of a body.
Body = tuple[str, str]


@transaction.atomic
def ensure_ordinary_partnerships(*, today: date) -> int:
    """Give every area of ``today`` that no partnership covers its own; returns how many were made.

    It has the area's name and slug (a number behind them where they are taken) and, as members, the
    bodies that the data files name for the area and that are loaded. Since when they belong is left
    open: that they have agreed to work together is for people to record. Running it twice changes nothing.
    """
    hold("partnerships")
    areas = list(LocalArea.objects.current(today).filter(partnerships__isnull=True).order_by("slug"))
    if not areas:
        return 0
    made = Partnership.objects.bulk_create(_named_after(areas))
    covers = Partnership.areas.through
    covers.objects.bulk_create(
        covers(partnership_id=partnership.pk, localarea_id=area.pk)
        for partnership, area in zip(made, areas, strict=True)
    )
    bodies = _bodies_of(area.slug for area in areas)
    known = bodies_on(today, {COUNCIL, *(kind for _, kind in BODIES)})
    members = [[known[body] for body in _one_of_a_kind(bodies.get(area.slug, ()), known)] for area in areas]
    PartnershipMember.objects.bulk_create(
        PartnershipMember(partnership_id=partnership.pk, organisation_id=organisation)
        for partnership, organisations in zip(made, members, strict=True)
        for organisation in organisations
    )
    record_each(
        by=None,
        verb=MADE,
        after=(
            (partnership, {"name": partnership.name, "areas": [area.slug], "members": organisations})
            for partnership, area, organisations in zip(made, areas, members, strict=True)
        ),
    )
    return len(made)


@transaction.atomic
def take_back_ordinary_partnerships() -> int:
    """Take away those made here that nobody has changed or works in; returns how many. Their trail stays."""
    hold("partnerships")
    trail = AuditEntry.objects.filter(object_kind="partnership")
    bare = Partnership.objects.filter(memberships=None, declaration=None, plans=None)
    unchanged = bare.filter(pk__in=trail.filter(verb=MADE, by=None).values("object_id")).exclude(
        pk__in=trail.exclude(verb=MADE).values("object_id")
    )
    gone = list(unchanged)
    record_each(by=None, verb=TAKEN_BACK, after=((partnership, {}) for partnership in gone))
    Partnership.objects.filter(pk__in=[partnership.pk for partnership in gone]).delete()
    return len(gone)


def _named_after(areas: Iterable[LocalArea]) -> list[Partnership]:
    names, slugs = taken_names()
    made = []
    for area in areas:
        name, slug = free_name(area.name, names), free_slug(area.slug, slugs)
        names.add(folded(name))
        slugs.add(slug)
        made.append(Partnership(name=name, slug=slug))
    return made


def _bodies_of(slugs: Iterable[str]) -> dict[str, list[Body]]:
    """Return for each area the bodies that the files name for it, its council first."""
    bodies: dict[str, list[Body]] = {slug: [] for slug in slugs}
    for row in read_rows(ORGANISATION_DATA / "councils.csv"):
        if row["area"] in bodies:
            bodies[row["area"]].append((COUNCIL, row["name"]))
    for row in read_rows(PLACE_DATA / "areas.csv"):
        if row["slug"] in bodies:
            bodies[row["slug"]] += [(kind, row[column]) for column, kind in BODIES]
    return bodies


def _one_of_a_kind(bodies: Iterable[Body], known: dict[Body, int]) -> Iterator[Body]:
    seen: set[str] = set()
    for kind, name in bodies:
        if (kind, name) in known and kind not in seen:
            seen.add(kind)
            yield kind, name
