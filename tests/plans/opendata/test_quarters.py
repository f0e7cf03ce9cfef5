"""The files of a published quarter: only what was public then, and the same bytes for good."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concordat.periods import Quarter
from plans.models import Action, Plan
from plans.opendata.rules import QUARTER_FIELDS, FileFormat
from plans.rollups.operations import correct_quarter, freeze_quarter, publish_quarter
from tests.cast import Cast, make_action
from tests.plans.exports.files import taken
from tests.plans.opendata.inside import fill, leaked, words_of

Q2 = Quarter(2026, 2)
END, TODAY = date(2026, 9, 30), date(2026, 11, 23)
AT = "/data/quarters/2026-27-Q2"
every_set = pytest.mark.parametrize("data_set", [one.value for one in QUARTER_FIELDS])
every_format = pytest.mark.parametrize("file_format", FileFormat.values())


def _begun(day: date) -> None:
    noon = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12)
    for tracked in (Plan, Action):
        tracked.pgh_event_model.objects.update(pgh_created_at=noon)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Cast:
    """Northshire's plan was published in September, and the quarter is published."""
    cache.clear()
    fill(cast)
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=date(2026, 9, 5))
    _begun(date(2026, 9, 1))
    freeze_quarter(quarter=Q2, as_at=END, by=cast.ana.pk, today=TODAY)
    publish_quarter(quarter=Q2, revision=1, by=cast.ana.pk)
    return cast


def _rows(client: Client, data_set: str, at: str = AT) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(taken(client, f"{at}/{data_set}.csv").decode(), newline="")))


@every_set
@every_format
def test_no_secret_leaves(client: Client, data_set: str, file_format: str) -> None:
    assert leaked(words_of(client, f"{AT}/{data_set}.{file_format}")) == []


@every_set
@every_format
def test_the_same_address_gives_the_same_bytes(client: Client, cast: Cast, data_set: str, file_format: str) -> None:
    address = f"{AT}/{data_set}.{file_format}"
    before = taken(client, address)
    Plan.objects.filter(pk=cast.other_plan.pk).update(published_on=TODAY, workflow_state="published")
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete", confidence="")
    make_action(cast.plan, "Later.")
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert taken(client, address) == before


def test_figures_count_what_was_published_then(client: Client) -> None:
    rows = {row["name"]: row for row in _rows(client, "figures")}
    assert {name: row["actions"] for name, row in rows.items()} == {
        "Northshire": "2", "Southbury": "0", "North East": "2", "South East": "0", "England": "2",
    }  # fmt: skip
    assert {row["counted_for"] for row in rows.values()} == {"2026-09-30"}


def test_plans_and_actions_are_those_that_were_public(client: Client, cast: Cast) -> None:
    assert [row["id"] for row in _rows(client, "plans")] == [str(cast.plan.pk)]
    ours = {str(cast.police_action.pk), str(cast.council_action.pk)}
    assert {row["id"] for row in _rows(client, "actions")} == ours
    assert [row["slug"] for row in _rows(client, "areas")] == ["northshire", "southbury"]


@every_set
def test_the_description_is_true(client: Client, data_set: str) -> None:
    package = client.get(f"{AT}/datapackage.json").json()
    resource = next(one for one in package["resources"] if one["name"] == data_set)
    body = taken(client, f"{AT}/{data_set}.csv")
    assert (package["version"], resource["bytes"]) == ("2026-27-Q2.1", len(body))
    assert next(csv.reader(io.StringIO(body.decode()))) == [one["name"] for one in resource["schema"]["fields"]]


def test_a_correction_is_seen_once_it_is_published_and_the_one_before_it_stays(client: Client, cast: Cast) -> None:
    first = taken(client, f"{AT}/figures.csv")
    more = {"as_at": date(2026, 10, 31), "reason": "Southbury reported late.", "by": cast.ana.pk, "today": TODAY}
    correct_quarter(quarter=Q2, revision=1, **more)
    assert taken(client, f"{AT}/figures.csv") == first
    assert client.get(f"{AT}/revision-2/figures.csv").status_code == 404
    publish_quarter(quarter=Q2, revision=2, by=cast.ana.pk)
    assert {row["counted_for"] for row in _rows(client, "figures")} == {"2026-10-31"}
    assert taken(client, f"{AT}/revision-1/figures.csv") == first
    assert "Southbury reported late." in client.get("/data/").content.decode()


@pytest.mark.parametrize(
    "path", ["2026-27-Q1/figures.csv", "rubbish/figures.csv", "2026-27-Q2/updates.csv", "2026-27-Q1/datapackage.json"]
)
def test_what_is_not_published_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/data/quarters/{path}").status_code == 404


def test_the_page_names_the_files_of_the_quarter(client: Client) -> None:
    page = client.get("/data/").content.decode()
    assert "July to September 2026" in page
    assert all(f'href="{AT}/{one.value}.csv"' in page for one in QUARTER_FIELDS)


@every_set
def test_a_file_takes_few_statements(client: Client, data_set: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        taken(client, f"{AT}/{data_set}.csv")
    assert len(queries) <= 4
