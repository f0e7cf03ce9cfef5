"""The columns of the actions data set: heading, SQL, kind, what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import EnumType

from concordat.choices import Words
from concordat.documents.table import Kind
from plans.planning.rules.states import LIVE, AgeGroup, Confidence, DeliveryState, WorkflowState
from plans.planning.rules.timescale import Precision, TimescaleKind


@dataclass(frozen=True)
class SqlColumn:
    """A column whose value the statement makes."""

    heading: str
    sql: str
    kind: Kind = Kind.TEXT
    description: str = ""
    width: int = 14


def _label(words: EnumType, column: str) -> str:
    """Return SQL that turns a stored value into its words."""
    members: list[Words] = list(words)
    whens = " ".join(f"WHEN '{one.value}' THEN '{one.label}'" for one in members)
    return f"CASE {column} {whens} ELSE '' END"


_LIVE = "ac.delivery_state IN ({})".format(", ".join(f"'{state.value}'" for state in LIVE))
_STANDARDS = """(SELECT string_agg(st.code, '; ' ORDER BY st.position, st.code) FROM plans_action_standards x
    JOIN plans_standard st ON st.id = x.standard_id WHERE x.action_id = ac.id)"""
_PARTNERS = """(SELECT string_agg(o.name, '; ' ORDER BY o.name) FROM plans_action_partners x
    JOIN areas_organisation o ON o.id = x.organisation_id WHERE x.action_id = ac.id)"""

ACTION_COLUMNS = (
    SqlColumn("Action id", "ac.id", Kind.COUNT, "Stays the same for good; the printed number may change", 10),
    SqlColumn("Area GSS codes", "p.codes", Kind.TEXT, "Codes of the areas the plan covers, between semicolons", 16),
    SqlColumn("Areas", "p.areas", Kind.TEXT, "Names in the order of the codes", 24),
    SqlColumn("Regions", "p.regions", Kind.TEXT, "Regions of these areas", 20),
    SqlColumn("Partnership", "p.partnership", Kind.TEXT, "The bodies that sign together", 28),
    SqlColumn("Plan id", "p.id", Kind.COUNT, "Stays the same for good", 10),
    SqlColumn("Plan", "p.title", Kind.TEXT, "", 36),
    SqlColumn("Edition", "p.edition", Kind.COUNT, "", 8),
    SqlColumn("Plan state", _label(WorkflowState, "p.workflow_state"), Kind.TEXT, "Where the plan stands", 16),
    SqlColumn("Plan published", "p.published_on", Kind.DATE, "Empty for a plan that is not public", 18),
    SqlColumn("Number", "ac.number", Kind.TEXT, "The number printed in the plan: a label", 10),
    SqlColumn("Theme", "th.title", Kind.TEXT, "The plan’s own part", 28),
    SqlColumn("Heading", "ac.heading", Kind.TEXT, "", 24),
    SqlColumn("Action", "ac.text", Kind.TEXT, "What was promised, as typed", 60),
    SqlColumn("Outcome", "ac.outcome", Kind.TEXT, "The difference it should make", 40),
    SqlColumn("Measure", "ac.indicator", Kind.TEXT, "How that is measured", 30),
    SqlColumn("Standards", _STANDARDS, Kind.TEXT, "Codes of the standards it serves", 14),
    SqlColumn("Age group", _label(AgeGroup, "ac.age_group"), Kind.TEXT, "", 16),
    SqlColumn("Timescale as typed", "ac.timescale", Kind.TEXT, "The text in the plan", 24),
    SqlColumn("Timescale kind", _label(TimescaleKind, "ac.timescale_kind"), Kind.TEXT, "How it was read", 18),
    SqlColumn("Timescale reading", "ac.timescale_reading", Kind.TEXT, "The reading in a sentence", 36),
    SqlColumn("Start", "ac.start", Kind.DATE, "First day, as read", 18),
    SqlColumn("Due", "ac.due", Kind.DATE, "Last day, as read", 18),
    SqlColumn("Precision", _label(Precision, "ac.precision"), Kind.TEXT, "How exact the typed date is", 12),
    SqlColumn("Lead", "lead.name", Kind.TEXT, "The one accountable organisation", 32),
    SqlColumn("Lead kind", "lk.name", Kind.TEXT, "", 22),
    SqlColumn("Lead as typed", "ac.lead_text", Kind.TEXT, "The text in the plan", 28),
    SqlColumn("Supporting partners", _PARTNERS, Kind.TEXT, "Organisations, between semicolons", 40),
    SqlColumn("Post", "ac.named_post", Kind.TEXT, "A post, never a person’s name", 24),
    SqlColumn("Delivery state", _label(DeliveryState, "ac.delivery_state"), Kind.TEXT, "How far it has come", 14),
    SqlColumn("Confidence", _label(Confidence, "ac.confidence"), Kind.TEXT, "Of live actions only", 12),
    SqlColumn("Reason", "ac.reason", Kind.TEXT, "Why it is below on track", 36),
    SqlColumn(
        "Overdue",
        f"({_LIVE} AND COALESCE(ac.due < %(today)s, FALSE))",
        Kind.YES_NO,
        "Live, and its last day has passed",
        10,
    ),
    SqlColumn("Last update", "u.at", Kind.MOMENT, "CSV: UTC. Workbook: time in England", 22),
    SqlColumn("Last update period", "u.period", Kind.TEXT, "The reporting period it was about", 14),
    SqlColumn("Last update says", "u.narrative", Kind.TEXT, "", 60),
    SqlColumn("Confirmed as still true", "u.still_true", Kind.YES_NO, "The update confirmed what was known", 14),
)
