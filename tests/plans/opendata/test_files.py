"""The files of open data: what stands in them, and how it is written."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from areas.models import LocalArea
from plans.models import Action, Plan, PublicChoice
from plans.opendata.rules import FIELDS, DataSet
from plans.opendata.views import files as views
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_action
from tests.plans.exports.files import taken
from tests.plans.opendata.inside import fill
from tests.plans.public.publishing import publish, say, show


@pytest.fixture(autouse=True)
def published(cast: Cast) -> None:
    cache.clear()
    publish(cast)


def _rows(client: Client, data_set: str) -> list[dict[str, str]]:
    body = taken(client, f"/data/latest/{data_set}.csv").decode()
    return list(csv.DictReader(io.StringIO(body, newline="")))


def test_the_page_names_every_data_set_and_its_fields(client: Client) -> None:
    page = client.get("/data/").content.decode()
    assert all(f'href="/data/latest/{one}.csv"' in page for one in DataSet.values())
    assert all(f"<dt>{field.name}</dt>" in page for fields in FIELDS.values() for field in fields)
    assert "Open Government Licence v3.0" in page


@pytest.mark.parametrize("data_set", DataSet.values())
def test_the_header_row_is_the_fields_in_order(client: Client, data_set: str) -> None:
    body = taken(client, f"/data/latest/{data_set}.csv").decode()
    assert next(csv.reader(io.StringIO(body))) == [field.name for field in FIELDS[DataSet(data_set)]]


@pytest.mark.parametrize("data_set", DataSet.values())
def test_json_and_workbook_hold_the_rows_of_the_csv(client: Client, cast: Cast, data_set: str) -> None:
    fill(cast)
    rows = _rows(client, data_set)
    as_json = json.loads(taken(client, f"/data/latest/{data_set}.json"))
    book = load_workbook(io.BytesIO(taken(client, f"/data/latest/{data_set}.xlsx")))
    key = FIELDS[DataSet(data_set)][0].name
    keys = [row[key] for row in rows]
    assert [str(one[key]) for one in as_json] == keys
    assert [str(row[0].value) for row in book.worksheets[0].iter_rows(min_row=2)] == keys
    assert all(list(one) == [field.name for field in FIELDS[DataSet(data_set)]] for one in as_json)


def test_an_action_has_its_codes_dates_and_states(client: Client, cast: Cast) -> None:
    row = next(row for row in _rows(client, "actions") if row["id"] == str(cast.police_action.pk))
    assert (row["area_gss_codes"], row["due"], row["timescale_kind"]) == ("E10000901", "2027-03-31", "date")
    assert (row["state"], row["confidence"], row["lead"]) == ("in_progress", "off_track", "Northshire Police")
    assert (row["theme"], row["number"], row["plan_id"]) == ("Urgent and emergency access", "1", str(cast.plan.pk))


def test_lists_are_lists_in_json_and_between_semicolons_in_csv(client: Client, cast: Cast) -> None:
    cast.plan.areas.add(cast.other_area)
    assert _rows(client, "plans")[0]["area_gss_codes"] == "E06000902; E10000901"
    assert json.loads(taken(client, "/data/latest/plans.json"))[0]["area_gss_codes"] == ["E06000902", "E10000901"]


def test_what_the_area_chose_is_in_it_and_gone_when_it_is_taken_back(client: Client, cast: Cast) -> None:
    say(cast, "Forty officers were trained.")
    show(cast, narratives=True, reasons=True, posts=True)
    action, update = _rows(client, "actions")[0], _rows(client, "updates")[0]
    assert (action["said"], action["said_on"]) == ("Forty officers were trained.", "2026-11-02")
    assert (action["reason"], action["post"], update["said"]) == (
        "No trainer was found.", "Head of training", "Forty officers were trained.",
    )  # fmt: skip
    show(cast, narratives=False, reasons=False, posts=False)
    action, update = _rows(client, "actions")[0], _rows(client, "updates")[0]
    assert [action["said"], action["said_on"], action["reason"], action["post"], update["said"]] == [""] * 5


def test_a_new_edition_shows_what_the_one_before_it_showed(client: Client, cast: Cast) -> None:
    show(cast, posts=True)
    newer = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, plan_year=2026, refreshes=cast.plan,
        workflow_state="published", published_on=date(2026, 11, 1),
    )  # fmt: skip
    newer.areas.add(cast.area)
    make_action(newer, "Go on.", named_post="Head of going on")
    assert [(row["text"], row["post"]) for row in _rows(client, "actions")] == [("Go on.", "Head of going on")]
    PublicChoice.objects.create(plan=newer)
    assert _rows(client, "actions")[0]["post"] == ""


def test_a_text_that_looks_like_a_formula_is_harmless(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(text='=HYPERLINK("http://x","y")')
    assert _rows(client, "actions")[0]["text"] == '\'=HYPERLINK("http://x","y")'
    book = load_workbook(io.BytesIO(taken(client, "/data/latest/actions.xlsx")))
    at = [field.name for field in FIELDS[DataSet.ACTIONS]].index("text")
    cell = next(iter(book.worksheets[0].iter_rows(min_row=2)))[at]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')


def test_figures_count_published_plans_alone_and_each_action_once(client: Client, cast: Cast) -> None:
    make_action(cast.other_plan, "Not published.")
    cast.plan.areas.add(cast.other_area)
    refresh_plans(None)
    rows = {row["name"]: row for row in _rows(client, "figures")}
    assert {name: row["actions"] for name, row in rows.items()} == {
        "Northshire": "2", "Southbury": "2", "North East": "2", "South East": "0", "England": "2",
    }  # fmt: skip
    assert (rows["England"]["gss_code"], rows["England"]["areas"], rows["England"]["areas_published"]) == (
        "E92000001", "2", "2",
    )  # fmt: skip


def test_an_area_has_its_stage_and_its_codes(client: Client, cast: Cast) -> None:
    refresh_plans(None)
    row = next(row for row in _rows(client, "areas") if row["slug"] == "northshire")
    assert (row["gss_code"], row["region_gss_code"], row["stage"]) == ("E10000901", "E12000001", "delivering")


def test_an_area_that_ended_is_not_among_todays(client: Client, cast: Cast) -> None:
    LocalArea.objects.filter(pk=cast.other_area.pk).update(valid_to=date(2023, 3, 31))
    assert [row["slug"] for row in _rows(client, "areas")] == ["northshire"]


def test_pages_of_others_may_read_it_and_nobody_keeps_it(client: Client, cast: Cast) -> None:
    answer = client.get("/data/latest/actions.json")
    assert (answer["Access-Control-Allow-Origin"], answer["Cache-Control"]) == ("*", "no-cache")
    assert answer["Content-Disposition"] == 'attachment; filename="concordat-actions.json"'
    client.force_login(cast.olive)
    assert client.get("/data/latest/actions.json")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["people.csv", "actions.docx", "actions"])
def test_what_there_is_not_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/data/latest/{address}").status_code == 404


def test_whoever_takes_too_many_is_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_FILES", 1)
    assert client.get("/data/latest/areas.csv").status_code == 200
    answer = client.get("/data/latest/datapackage.json")
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")


@pytest.mark.parametrize("data_set", DataSet.values())
def test_a_file_takes_as_many_statements_for_many_rows_as_for_few(client: Client, cast: Cast, data_set: str) -> None:
    seen = []
    for count in (1, 30):
        for number in range(count):
            say(cast, f"Word {number}.", still_true=False)
            make_action(cast.plan, f"Action {number}", lead=cast.police)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            taken(client, f"/data/latest/{data_set}.csv")
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 6
