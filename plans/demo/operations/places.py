"""Places and organisations on which the demo stands: loaded if missing, copied for a larger country."""

from __future__ import annotations

from datetime import date

from areas.models import LocalArea, Organisation, OrganisationKind
from areas.organisations.operations import load_organisations
from areas.places.operations import DATA, load_places
from concordat.loading import read_rows
from plans.demo.operations.tables import Tables
from plans.demo.rules.book import Book
from plans.demo.rules.country import Place, copied
from plans.models import Framework
from plans.standards.operations import load_standards

ORGANISATION_DATA = DATA.parent.parent / "organisations" / "data"
#: Copies of England stand beside it on the map: so many to a row, so far apart.
_TO_A_ROW, _RIGHT, _DOWN, _HEX_ROWS = 10, 16, 19.0526, 22


def load_what_is_missing() -> None:
    """Load places, organisations and standards where there are none."""
    if not LocalArea.objects.exists():
        load_places()
    if not Organisation.objects.exists():
        load_organisations()
    if not Framework.objects.exists():
        load_standards()


def read_places() -> list[Place]:
    """Return the areas of England with the bodies that serve each, in the order of the file."""
    councils = {row["area"]: row["name"] for row in read_rows(ORGANISATION_DATA / "councils.csv")}
    return [
        Place(
            slug=row["slug"],
            name=row["name"],
            short_name=row["short_name"],
            region=row["region_code"],
            police=row["police_force"],
            ambulance=row["ambulance_trust"],
            icb=row["icb"],
            trust=row["mental_health_trust"],
            council=councils.get(row["slug"], f"{row['short_name']} Council"),
        )
        for row in read_rows(DATA / "areas.csv")
    ]


class Areas:
    """Ids of areas by slug, and the areas of the copies."""

    def __init__(self, tables: Tables, today: date) -> None:
        """Read the areas that there are."""
        self.tables = tables
        self.england = {area.slug: area for area in LocalArea.objects.current(today)}
        self.ids = {slug: area.pk for slug, area in self.england.items()}
        self.regions = dict(LocalArea.objects.values_list("region__gss_code", "region_id"))

    def copy(self, places: list[Place], copy: int) -> None:
        """Add copy number ``copy`` of England with codes that no real area has ("D99…")."""
        for number, place in enumerate(places):
            model = self.england.get(place.slug)
            if model is None or model.hex_x is None or model.hex_y is None:
                continue
            new = copied(place, copy)
            right, down = copy % _TO_A_ROW, copy // _TO_A_ROW
            code = f"D99{copy:03d}{number:03d}"
            self.ids[new.slug] = self.tables.areas.add(
                new.name,
                new.short_name,
                new.slug,
                model.kind,
                model.region_id,
                code,
                model.hex_label,
                model.hex_x + _RIGHT * right,
                model.hex_y + _DOWN * down,
                (model.hex_q or 0) + _RIGHT * right,
                (model.hex_r or 0) - _HEX_ROWS * down,
                None,
            )
            self.tables.codes.add(self.ids[new.slug], code, None)


class Organisations:
    """Ids of organisations by kind and name; an invented one is made when first asked for."""

    def __init__(self, tables: Tables, book: Book) -> None:
        """Read those that there are."""
        self.tables = tables
        codes = dict(OrganisationKind.objects.values_list("code", "pk"))
        self.kinds = {key: codes[code] for key, code in book.organisations["kinds"].items()}
        self.ids = {(kind, name): pk for pk, kind, name in Organisation.objects.values_list("pk", "kind_id", "name")}

    def id_of(self, key: str, name: str) -> int:
        """Return the id of the organisation of that kind and name."""
        known = (self.kinds[key], name)
        if known not in self.ids:
            self.ids[known] = self.tables.organisations.add(name, self.kinds[key])
        return self.ids[known]
