"""What may be asked of each data set, and where a page of an answer goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from areas.declarations.rules import DeclarationStatus
from areas.places.rules import AreaKind
from plans.opendata.rules import FIELDS, DataSet, Field
from plans.planning.rules.states import Confidence, DeliveryState
from plans.rollups.rules import Stage

#: Rows on a page of an answer.
USUAL, MOST = 50, 200
#: Ids are whole numbers that the database can hold.
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Filter:
    """A filter of a data set. ``lookup``: how the tables are asked; for areas and figures the name of the field.

    ``kind`` is ``str``, ``int`` (an id) or ``date``; ``values`` a closed list; ``many``: a row may match in several ways.
    """

    name: str
    lookup: str
    description: str
    kind: type = str
    values: tuple[str, ...] = ()
    many: bool = False


def _state(lookup: str = "delivery_state") -> Filter:
    return Filter("state", lookup, "How far it has come", values=tuple(DeliveryState.values()))


def _rated() -> Filter:
    return Filter("confidence", "confidence", "Of live actions: whether in time", values=tuple(Confidence.values()))


def _area(lookup: str) -> Filter:
    return Filter("gss_code", lookup, "GSS code of an area that it covers", many=True)


FILTERS: dict[DataSet, tuple[Filter, ...]] = {
    DataSet.AREAS: (
        Filter("gss_code", "gss_code", "GSS code of the area"),
        Filter("region_gss_code", "region_gss_code", "GSS code of the region"),
        Filter("kind", "kind", "Kind of council", values=tuple(AreaKind.values())),
        Filter("stage", "stage", "How far the area has come", values=tuple(Stage.values())),
    ),
    DataSet.DECLARATIONS: (
        _area("partnership__areas__gss_code"),
        Filter("status", "status", "How it stands", values=tuple(DeclarationStatus.values())),
    ),
    DataSet.SIGNATORIES: (
        Filter("declaration_id", "declaration", "The declaration", int),
        Filter("organisation_id", "organisation", "The organisation", int),
    ),
    DataSet.PLANS: (
        _area("areas__gss_code"),
        Filter("published_since", "published_on__gte", "Published on this day or later", date),
    ),
    DataSet.ACTIONS: (
        Filter("plan_id", "plan", "The plan", int),
        _area("plan__areas__gss_code"),
        Filter("standard", "standards__code", "Code of a standard that it helps to meet", many=True),
        Filter("lead_id", "lead", "The one accountable organisation", int),
        _state(),
        _rated(),
        Filter("due_from", "due__gte", "Its last day is this day or later", date),
        Filter("due_until", "due__lte", "Its last day is this day or earlier", date),
    ),
    DataSet.UPDATES: (
        Filter("action_id", "action", "The action", int),
        Filter("plan_id", "action__plan", "The plan", int),
        Filter("period", "period", "The reporting period, as 2026-27-Q2"),
        Filter("since", "at__date__gte", "On this day or later", date),
        _state(),
        _rated(),
    ),
    DataSet.STANDARDS: (
        Filter("framework", "section__framework__slug", "The framework, by its name in addresses"),
        Filter("section", "section__code", "Code of the section"),
    ),
    DataSet.FIGURES: (
        Filter("level", "level", "What the row is about", values=("area", "region", "nation")),
        Filter("gss_code", "gss_code", "GSS code of the area, the region or England"),
    ),
}


#: A cursor: whoever asks takes it as it is.
CURSOR = r"^c[0-9]{1,18}$"


def cursor_after(place: int) -> str:
    """Return the cursor of what comes after a place: an id, or a number of rows."""
    return f"c{place}"


def place_of_cursor(cursor: str | None) -> int:
    """Return the place that a cursor, written as ``CURSOR`` says, stands for; without one the beginning."""
    return int(cursor[1:]) if cursor else 0


def as_object(data_set: DataSet, row: tuple[Any, ...]) -> dict[str, Any]:
    """Return a row by the names of its fields."""
    return {field.name: value for field, value in zip(FIELDS[data_set], row, strict=True)}


def example_of(field: Field) -> Any:
    """Return a value such as the field may hold."""
    if field.name in _EXAMPLES:
        return _EXAMPLES[field.name]
    if field.values:
        return field.values[0]
    return _OF_KIND[field.kind.value]


_OF_KIND = {"text": "", "count": 12, "date": "2026-11-23", "yes_no": False, "moment": "2026-11-23T09:00:00Z"}
_EXAMPLES: dict[str, Any] = {
    "gss_code": "E06000047",
    "area_gss_codes": ["E06000047"],
    "region_gss_code": "E12000001",
    "region": "North East",
    "name": "County Durham",
    "slug": "county-durham",
    "partnership": "County Durham",
    "partnerships": ["County Durham"],
    "title": "County Durham crisis care action plan",
    "text": "Train every response officer in mental health awareness.",
    "number": "1a",
    "theme": "Urgent and emergency access to crisis care",
    "standards": ["england-2014/A1"],
    "frameworks": ["england-2014"],
    "framework": "england-2014",
    "code": "A1",
    "section": "A",
    "services": ["police"],
    "lead": "Durham Constabulary",
    "organisation": "Durham Constabulary",
    "timescale": "31 March 2027",
    "period": "2026-27-Q3",
    "said": "Forty officers were trained.",
    "post": "Head of crisis services",
    "url": "/areas/county-durham/plan/?plan=12",
}
