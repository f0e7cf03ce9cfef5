"""The data sets and their fields. A field that is not named here leaves the house in no format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from areas.declarations.rules import DeclarationStatus, SignatoryRole
from areas.places.rules import AreaKind
from concordat.choices import Words
from concordat.documents.table import Kind
from plans.planning.rules.states import Confidence, DeliveryState, Rhythm
from plans.planning.rules.timescale import Precision, TimescaleKind
from plans.rollups.rules import Stage


class DataSet(Words):
    """What is published."""

    AREAS = "areas", "Areas"
    DECLARATIONS = "declarations", "Declarations"
    SIGNATORIES = "signatories", "Signatories"
    PLANS = "plans", "Plans"
    ACTIONS = "actions", "Actions"
    UPDATES = "updates", "Updates"
    STANDARDS = "standards", "Standards"
    FIGURES = "figures", "Figures"

    @property
    def meaning(self) -> str:
        """Return what is in it, in a sentence or two."""
        return _MEANING[self]


_MEANING = {
    DataSet.AREAS: "A row for each local area of England today, with its codes, its place on the map and its stage.",
    DataSet.DECLARATIONS: "A row for each declaration that was signed, with the wording agreed.",
    DataSet.SIGNATORIES: "A row for each organisation that stands in a declaration, and the post that signed for it.",
    DataSet.PLANS: "A row for each published plan in force.",
    DataSet.ACTIONS: "A row for each action of a published plan in force: what was promised, by when, by which "
    "organisation, and how it stands. What else can be read of it is chosen by the area.",
    DataSet.UPDATES: "A row for each update since its plan was published. The words are there where the area shows them.",
    DataSet.STANDARDS: "A row for each standard of the published frameworks.",
    DataSet.FIGURES: "A row for each area, each region and England: actions of published plans, counted.",
}


class FileFormat(Words):
    """How it is written."""

    CSV = "csv", "CSV"
    JSON = "json", "JSON"
    XLSX = "xlsx", "Excel workbook"


@dataclass(frozen=True)
class Field:
    """One field. ``values``: a closed list; ``refers``: the data set whose id it holds; ``unit``: what is counted.

    ``many``: it holds a list; in CSV and workbooks its values stand between semicolons.
    """

    name: str
    description: str
    kind: Kind = Kind.TEXT
    values: tuple[str, ...] = ()
    refers: DataSet | None = None
    unit: str = ""
    many: bool = False
    is_key: bool = False


def _id(of: str) -> Field:
    return Field("id", f"Id of {of}; it stays the same for good", Kind.COUNT, is_key=True)


def _link(name: str, to: DataSet, description: str) -> Field:
    return Field(name, description, Kind.COUNT, refers=to)


def _closed(name: str, words: type[Words], description: str) -> Field:
    labels = ", ".join(f"{one.value}: {one.label.lower()}" for one in words)
    return Field(name, f"{description} ({labels})", values=tuple(words.values()))


def _counted(name: str, description: str, unit: str = "actions") -> Field:
    return Field(name, description, Kind.COUNT, unit=unit)


def _day(name: str, description: str) -> Field:
    return Field(name, description, Kind.DATE)


_CODES = Field("area_gss_codes", "GSS codes of the areas covered, in order", many=True)

FIELDS: dict[DataSet, tuple[Field, ...]] = {
    DataSet.AREAS: (
        _id("the area"),
        Field("slug", "The area’s name in addresses: /areas/<slug>/"),
        Field("gss_code", "GSS code in force, of the Office for National Statistics"),
        Field("name", "Name of the area"),
        _closed("kind", AreaKind, "Kind of council"),
        Field("region_gss_code", "GSS code of the region"),
        Field("region", "Name of the region"),
        _closed("stage", Stage, "How far the area has come"),
        _counted("stage_number", "Place of the stage on the road, 1 to 9", "steps"),
        Field("partnerships", "Names of the partnerships of the area", many=True),
        _day("declared_on", "Day the first declaration here was signed"),
        _day("plan_published_on", "Day the newest plan in force was published"),
        _counted("hex_q", "Column on the map of hexagons (axial coordinates)", ""),
        _counted("hex_r", "Row on the map of hexagons (axial coordinates)", ""),
        _day("valid_from", "First day of the area where it is known"),
    ),
    DataSet.DECLARATIONS: (
        _id("the declaration"),
        Field("partnership", "The bodies that signed together"),
        _CODES,
        _closed("status", DeclarationStatus, "How it stands"),
        _day("signed_on", "Day it was signed"),
        _day("signed_again_on", "Last day it was signed again"),
        _counted("signatories", "How many organisations stand as signatories", "organisations"),
        Field("text", "The wording in force, without e-mail addresses and telephone numbers"),
    ),
    DataSet.SIGNATORIES: (
        _id("the signature"),
        _link("declaration_id", DataSet.DECLARATIONS, "The declaration"),
        _counted("organisation_id", "Id of the organisation", ""),
        Field("organisation", "Name of the organisation"),
        Field("organisation_kind", "Kind of organisation"),
        _closed("role", SignatoryRole, "Whether it signed or backs the declaration"),
        Field("post", "The post that signed, never a person’s name"),
        _day("signed_on", "Day it signed, where known"),
    ),
    DataSet.PLANS: (
        _id("the plan, one edition of it"),
        Field("title", "Title of the plan"),
        _counted("edition", "Number of the edition", ""),
        Field("partnership", "The bodies whose plan it is"),
        _CODES,
        Field("frameworks", "The frameworks of standards it answers to", many=True),
        _day("published_on", "Day it was published"),
        _closed("rhythm", Rhythm, "How often its actions are updated"),
        _counted("actions", "How many actions it has, merged and withdrawn ones left out"),
        _counted("complete", "How many of these are complete"),
        Field("url", "Its public page"),
    ),
    DataSet.ACTIONS: (
        _id("the action"),
        _link("plan_id", DataSet.PLANS, "The plan"),
        _CODES,
        Field("number", "The number printed in the plan: a label"),
        Field("theme", "The part of the plan"),
        Field("heading", "The heading inside that part"),
        Field("text", "What was promised"),
        Field("outcome", "The difference it should make"),
        Field("standards", "The standards it helps to meet, as framework/code", many=True),
        _counted("lead_id", "Id of the one accountable organisation", ""),
        Field("lead", "Name of the one accountable organisation"),
        Field("post", "The post that answers for it, where the area shows it"),
        Field("timescale", "By when, as written in the plan"),
        _closed("timescale_kind", TimescaleKind, "How that was read"),
        _day("start", "First day, as read"),
        _day("due", "Last day, as read"),
        _closed("precision", Precision, "How exact the last day is"),
        _closed("state", DeliveryState, "How far it has come"),
        _closed("confidence", Confidence, "Whether it will be done in time; of live actions only"),
        Field("reason", "Why it is below on track, where the area shows it"),
        Field("is_new", "Whether it is new in this edition", Kind.YES_NO),
        Field("said", "The newest sentence on what has been done, where the area shows it"),
        _day("said_on", "Day of that sentence"),
    ),
    DataSet.UPDATES: (
        _id("the update"),
        _link("action_id", DataSet.ACTIONS, "The action"),
        _link("plan_id", DataSet.PLANS, "The plan"),
        _day("on", "Day of the update"),
        Field("period", "The reporting period it is about, as 2026-27-Q2"),
        _closed("state", DeliveryState, "How far the action had come"),
        _closed("confidence", Confidence, "Whether it would be done in time"),
        Field("still_true", "Whether it confirmed what was known", Kind.YES_NO),
        Field("said", "What was said, where the area shows it"),
        Field("reason", "Why it was below on track, where the area shows it"),
    ),
    DataSet.STANDARDS: (
        _id("the standard"),
        Field("framework", "The framework, in one version: its name in addresses"),
        Field("framework_title", "Title of the framework"),
        Field("section", "Code of the section"),
        Field("section_title", "Title of the section"),
        Field("code", "Code of the standard in its framework"),
        Field("title", "Title of the standard"),
        Field("services", "The services it asks something of", many=True),
        Field("confirmed", "Whether its heading was seen in a public document", Kind.YES_NO),
    ),
    DataSet.FIGURES: (
        Field("gss_code", "GSS code of the area, the region or England", is_key=True),
        Field("level", "What the row is about", values=("area", "region", "nation")),
        Field("name", "Name of the area, the region or England"),
        _counted("areas", "Areas of today in it", "areas"),
        _counted("areas_declared", "Of these, areas with a signed declaration", "areas"),
        _counted("areas_published", "Of these, areas with a published plan", "areas"),
        _counted("plans", "Published plans in force; a joint plan is in each of its areas and in one region", "plans"),
        _counted("actions", "Actions of these plans, each counted once in a row"),
        _counted("not_started", "Of the actions: not started"),
        _counted("in_progress", "Of the actions: in progress"),
        _counted("complete", "Of the actions: complete"),
        _counted("merged", "Of the actions: merged into another"),
        _counted("withdrawn", "Of the actions: withdrawn"),
        _counted("live", "Not started or in progress: what the columns after it are counted of"),
        _counted("on_track", "Of the live actions: on track"),
        _counted("at_risk", "Of the live actions: at risk"),
        _counted("off_track", "Of the live actions: off track"),
        _counted("unrated", "Of the live actions: not rated"),
        _counted("overdue", "Of the live actions: the last day has passed"),
        _day("counted_for", "The day the row is about"),
    ),
}


def _some(data_set: DataSet, *names: str) -> tuple[Field, ...]:
    return tuple(one for one in FIELDS[data_set] if one.name in names)


#: The data sets of a published quarter: what was frozen, and no more.
QUARTER_FIELDS: dict[DataSet, tuple[Field, ...]] = {
    DataSet.AREAS: tuple(one for one in FIELDS[DataSet.AREAS] if one.name not in {"hex_q", "hex_r", "valid_from"}),
    DataSet.PLANS: _some(
        DataSet.PLANS, "id", "title", "edition", "area_gss_codes", "published_on", "actions", "complete"
    ),
    DataSet.ACTIONS: tuple(
        next(one for one in FIELDS[DataSet.ACTIONS] if one.name == name)
        for name in ("id", "plan_id", "state", "confidence", "due")
    ),
    DataSet.FIGURES: FIELDS[DataSet.FIGURES],
}


def column_value(at: int, field: Field, *, lists: bool) -> Callable[[tuple[Any, ...]], Any]:
    """Return what finds the value of the field at a place of a row; without ``lists`` a list is joined by semicolons."""
    if lists or not field.many:
        return itemgetter(at)
    return lambda row: "; ".join(row[at])
