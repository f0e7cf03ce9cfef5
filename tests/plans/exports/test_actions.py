"""All actions: with GSS codes, the newest word, and nobody's name."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from openpyxl import load_workbook

from areas.models import LocalArea
from concordat.documents import write_xlsx
from plans.models import Action, Plan, ProgressUpdate
from tests.cast import Cast
from tests.plans.exports.files import taken


@pytest.fixture
def analyst(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ana)
    return client


def _rows(client: Client, name: str = "actions.csv") -> list[dict[str, str]]:
    body = taken(client, f"/exports/{name}").decode()
    return list(csv.DictReader(io.StringIO(body, newline="")))


def _update(cast: Cast, says: str, at: datetime) -> None:
    ProgressUpdate.objects.create(
        action=cast.police_action,
        delivery_state="in_progress",
        narrative=says,
        period="2026-27-Q3",
        by=cast.colin,
        at=at,
    )


def test_an_action_comes_with_codes_lead_and_timescale(cast: Cast, analyst: Client) -> None:
    row = _rows(analyst)[1]
    assert row["Action id"] == str(cast.police_action.pk)
    assert (row["Area GSS codes"], row["Areas"], row["Regions"]) == ("E10000901", "Northshire", "North East")
    assert (row["Lead"], row["Lead kind"]) == ("Northshire Police", "Police force")
    assert (row["Timescale as typed"], row["Timescale kind"], row["Due"]) == (
        "31 March 2027",
        "By a date",
        "2027-03-31",
    )


@pytest.fixture(autouse=True)
def other_action(cast: Cast) -> None:
    Action.objects.create(plan=cast.other_plan, position=1, number="1", text="Open a crisis café.")


def test_rows_come_in_the_order_of_areas_and_plans(cast: Cast, analyst: Client) -> None:
    assert [row["Action"][:6] for row in _rows(analyst)] == ["Open a", "Train ", "Review"]


def test_an_update_made_a_second_ago_is_in_it(cast: Cast, analyst: Client) -> None:
    _update(cast, "Ten officers trained.", datetime(2026, 10, 1, 9, tzinfo=UTC))
    _update(cast, "Forty officers trained.", datetime(2026, 11, 23, 9, tzinfo=UTC))
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="in_progress")
    row = _rows(analyst)[1]
    assert (row["Last update says"], row["Last update"]) == ("Forty officers trained.", "2026-11-23T09:00:00Z")
    assert row["Delivery state"] == "In progress"


def test_nobodys_name_or_address_leaves(cast: Cast, analyst: Client) -> None:
    _update(cast, "Done.", datetime(2026, 11, 23, 9, tzinfo=UTC))
    body = taken(analyst, "/exports/actions.csv").decode()
    assert cast.colin.email not in body
    assert cast.colin.name not in body


def test_a_joint_plans_action_is_one_row_with_every_code(cast: Cast, analyst: Client) -> None:
    cast.plan.areas.add(cast.other_area)
    rows = _rows(analyst)
    assert len(rows) == 3
    assert {row["Area GSS codes"] for row in rows} == {"E06000902; E10000901", "E06000902"}


def test_an_edition_that_was_refreshed_is_not_in_it_twice(cast: Cast, analyst: Client) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=date(2025, 5, 1))
    new = Plan.objects.create(
        partnership=cast.partnership, title=cast.plan.title, edition=2, plan_year=2026, refreshes=cast.plan
    )
    new.areas.add(cast.area)
    Action.objects.create(plan=new, position=1, text="Carried on.")
    assert "Carried on." not in [row["Action"] for row in _rows(analyst)]


def test_a_plan_of_areas_that_ended_is_left_out(cast: Cast, analyst: Client) -> None:
    LocalArea.objects.filter(pk=cast.area.pk).update(valid_to=date(2023, 3, 31))
    assert [row["Areas"] for row in _rows(analyst)] == ["Southbury"]


def test_a_text_that_looks_like_a_formula_is_harmless(cast: Cast, analyst: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(text='=HYPERLINK("http://x","y")')
    assert _rows(analyst)[1]["Action"] == '\'=HYPERLINK("http://x","y")'


def test_the_workbook_holds_the_same_rows(cast: Cast, analyst: Client) -> None:
    body = taken(analyst, "/exports/actions.xlsx")
    book = load_workbook(io.BytesIO(body))
    read = [[cell.value for cell in row] for row in book["Actions"].iter_rows()]
    as_csv = _rows(analyst)
    assert read[0] == list(as_csv[0])
    assert [str(row[0]) for row in read[1:]] == [row["Action id"] for row in as_csv]
    assert book.sheetnames == ["Actions", "About this file"]


def test_the_answer_is_a_named_file_that_nobody_keeps(cast: Cast, analyst: Client) -> None:
    answer = analyst.get("/exports/actions.csv")
    assert b"".join(answer)
    assert answer["Content-Disposition"].startswith('attachment; filename="concordat-actions-')
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_the_size_is_shown_before(cast: Cast, analyst: Client) -> None:
    page = analyst.get("/exports/").content.decode()
    assert "3 rows" in page
    assert "All actions as CSV (about 1." in page


def test_more_rows_than_a_workbook_holds_are_offered_as_csv(
    cast: Cast, analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_xlsx, "MOST_ROWS", 2)
    page = analyst.get("/exports/actions.xlsx", follow=True).content.decode()
    assert "has more rows than a sheet can hold. Take it as CSV." in page
