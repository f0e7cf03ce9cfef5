"""The models and the migrations agree, and nobody lists rows in an order of chance."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

#: Rows that are never listed, and why.
NEVER_LISTED = {
    "plans.ActionEvent": "history, read by its action and its time",
    "plans.ActionPartner": "a link, read beside its action",
    "plans.ActionPartnerEvent": "history, read by its action and its time",
    "plans.ActionStandard": "a link, read beside its action",
    "plans.ActionStandardEvent": "history, read by its action and its time",
    "areas.DeclarationEvent": "history, read by its declaration and its version",
    "plans.PlanEvent": "history, read by its plan and its time",
    "plans.DemoSeed": "one row",
    "plans.PlanFigures": "one row to a plan, read beside it",
    "plans.SectionFigures": "a few rows to a plan, read beside it",
    "plans.Submission": "asked for by its key",
    "areas.Membership": "read beside its person; lists are in the order of people",
    "areas.AreaSuccession": "a link between two areas, read from either",
    "areas.OrganisationSuccession": "a link between two organisations, read from either",
}


def _ours() -> list[type[models.Model]]:
    return [model for app in ("areas", "plans") for model in apps.get_app_config(app).get_models()]


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(f"the models have changed and the migrations have not:\n{said.getvalue()}")


def test_every_model_has_an_order_or_a_reason_for_none() -> None:
    without = {model._meta.label for model in _ours() if not model._meta.ordering}
    assert without == set(NEVER_LISTED)


def test_every_reason_is_written_for_a_model_there_is() -> None:
    assert set(NEVER_LISTED) <= {model._meta.label for model in _ours()}
