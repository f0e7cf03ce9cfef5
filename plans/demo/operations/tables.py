"""The tables the demo fills, in an order in which each finds what it points at."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, models

from areas.models import (
    AreaCode,
    Declaration,
    DeclarationText,
    LocalArea,
    Membership,
    Organisation,
    Partnership,
    PartnershipMember,
    Person,
    Reaffirmation,
    Signatory,
)
from plans.demo.operations.copying import HELD_AT_MOST, Table
from plans.models import Action, Evidence, Indicator, Milestone, Plan, ProgressUpdate, Reading, Theme

_PLAN = (
    "partnership_id declaration_id title plan_year rhythm workflow_state submitted_on published_on "
    "change_mark created_at changed_at"
)
_ACTION = (
    "plan_id theme_id heading position number text outcome indicator lead_id lead_text named_post age_group "
    "timescale timescale_kind timescale_reading start due precision delivery_state confidence reason "
    "merged_into_id is_new last_heard_at version created_at changed_at"
)
_EVIDENCE = (
    "action_id update_id title shows dated_on valid_until classification url link_state link_words checked_at "
    "last_ok_at failing_since failures check_after by_id at"
)
_COLUMNS: dict[str, tuple[type[models.Model], str]] = {
    "areas": (
        LocalArea,
        "name short_name slug kind region_id gss_code hex_label hex_x hex_y hex_q hex_r valid_from",
    ),
    "codes": (AreaCode, "area_id gss_code valid_from"),
    "organisations": (Organisation, "name kind_id"),
    "people": (Person, "email name post password joined_at"),
    "partnerships": (Partnership, "name slug"),
    "partnership_areas": (Partnership.areas.through, "partnership_id localarea_id"),
    "members": (PartnershipMember, "partnership_id organisation_id alias joined_on"),
    "memberships": (Membership, "person_id role organisation_id partnership_id region_id started_on"),
    "declarations": (
        Declaration,
        "partnership_id status signed_on text version created_at changed_at",
    ),
    "texts": (DeclarationText, "declaration_id number text recorded_at by_id"),
    "reaffirmations": (Reaffirmation, "declaration_id signed_on text_id recorded_at by_id"),
    "signatories": (Signatory, "declaration_id organisation_id role post signed_on"),
    "plans": (Plan, _PLAN),
    "plan_areas": (Plan.areas.through, "plan_id localarea_id"),
    "plan_frameworks": (Plan.frameworks.through, "plan_id framework_id"),
    "themes": (Theme, "plan_id position number title"),
    "actions": (Action, _ACTION),
    "action_standards": (Action.standards.through, "action_id standard_id"),
    "action_partners": (Action.partners.through, "action_id organisation_id"),
    "milestones": (Milestone, "action_id position text due"),
    "updates": (
        ProgressUpdate,
        "action_id delivery_state confidence narrative reason still_true period by_id at recorded_at",
    ),
    "evidence": (Evidence, _EVIDENCE),
    "indicators": (
        Indicator,
        (
            "partnership_id name definition unit better every weeks target source provider_id of_people next_due "
            "retired_reason created_at created_by_id version"
        ),
    ),
    "readings": (Reading, "indicator_id began ended revision value note source_url by_id at"),
}


class Tables:
    """All tables, locked against other writers until the transaction ends."""

    def __init__(self, now: datetime) -> None:
        """Lock them and find where their ids stand."""
        names = ", ".join(f'"{model._meta.db_table}"' for model, _ in _COLUMNS.values())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.all = {name: Table(model, columns.split(), now) for name, (model, columns) in _COLUMNS.items()}

    def __getattr__(self, name: str) -> Table:
        """Return the table called ``name``."""
        try:
            return self.__dict__["all"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def flush_when_full(self) -> None:
        """Write everything once enough rows are held."""
        if sum(len(table.lines) for table in self.all.values()) >= HELD_AT_MOST:
            for table in self.all.values():
                table.flush()

    def finish(self) -> None:
        """Write the rest, set the sequences and let PostgreSQL look at what it has now."""
        for table in self.all.values():
            table.finish()
        with connection.cursor() as cursor:
            for table in self.all.values():
                cursor.execute(f'ANALYZE "{table.name}"')
