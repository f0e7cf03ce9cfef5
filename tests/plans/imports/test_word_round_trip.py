"""The plan's own Word table is taken away and sent back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from plans.imports.models import PlanImport
from plans.imports.operations import read_upload
from plans.imports.operations.comparing import compare_import
from plans.imports.rules.files import Upload
from plans.models import Action, ProgressUpdate
from tests.cast import Cast
from tests.plans.exports.files import taken
from tests.plans.imports.sheets import kinds_of


@pytest.fixture(autouse=True)
def a_full_plan(cast: Cast) -> None:
    cast.police_action.standards.add(cast.standard)
    cast.police_action.partners.add(cast.council, cast.charity)
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="in_progress", confidence="at_risk", reason="No trainer.", outcome="Officers know what to do.",
        indicator="60% trained", heading="Improved training", lead_text="The Police", named_post="Head of training",
    )  # fmt: skip
    ProgressUpdate.objects.create(
        action=cast.police_action, delivery_state="in_progress", confidence="at_risk", reason="No trainer.",
        narrative="Forty trained.", period="2026-27-Q3", at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip


def _back(client: Client, cast: Cast) -> PlanImport:
    client.force_login(cast.olive)
    data = taken(client, f"/plans/{cast.plan.pk}/export.docx")
    kept = read_upload(plan=cast.plan, upload=Upload("plan.docx", data, 2026), by=cast.olive.pk)
    return compare_import(plan_import=kept)


def test_sent_back_as_it_went_it_changes_nothing(client: Client, cast: Cast) -> None:
    kept = _back(client, cast)
    assert [row.changes["fields"] for row in kept.compared_rows.exclude(kind="unchanged")] == []
    assert kinds_of(kept) == ["unchanged", "unchanged"]
