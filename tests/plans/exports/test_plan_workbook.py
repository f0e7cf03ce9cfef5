"""The plan as a workbook to edit and send back."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from concordat.documents.write_xlsx import LONGEST_TEXT
from plans.models import Action, ProgressUpdate
from tests.cast import Cast
from tests.plans.exports.files import taken


def _book(client: Client, cast: Cast) -> Workbook:
    client.force_login(cast.olive)
    return load_workbook(io.BytesIO(taken(client, f"/plans/{cast.plan.pk}/export.xlsx")))


def _rows(book: Workbook) -> list[dict[str, Any]]:
    first, *rows = book["Actions"].iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rows]


def test_the_official_columns_come_first(client: Client, cast: Cast) -> None:
    heads = [cell.value for cell in _book(client, cast)["Actions"][1]]
    assert heads[:7] == [
        "No.", "Action", "Timescale", "Led By", "Outcomes", "Summary progress against actions",
        "Red/Amber/Green (RAG)",
    ]  # fmt: skip


def test_an_action_is_a_row_with_its_id_and_its_version(client: Client, cast: Cast) -> None:
    ProgressUpdate.objects.create(
        action=cast.police_action, delivery_state="in_progress", narrative="Forty officers trained.",
        period="2026-27-Q3", by=cast.colin, at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    )  # fmt: skip
    cast.police_action.standards.add(cast.standard)
    cast.police_action.partners.add(cast.council, cast.charity)
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="in_progress", confidence="on_track")
    row = _rows(_book(client, cast))[0]
    assert row["Action"] == "Train every response officer in mental health awareness."
    assert (row["Led By"], row["Standards"], row["Theme"]) == ("Northshire Police", "A1", "Urgent and emergency access")
    assert row["Supporting partners"] == "Northshire County Council; Northshire Mind"
    assert (row["Delivery state"], row["Red/Amber/Green (RAG)"]) == ("In progress", "Green – on track")
    assert row["Summary progress against actions"] == "Forty officers trained."
    assert row["Action id"] == str(cast.police_action.pk)
    assert row["Version"].startswith("1-")


def test_lists_are_offered_and_stand_on_a_sheet(client: Client, cast: Cast) -> None:
    book = _book(client, cast)
    sheet = book["Actions"]
    heads = [cell.value for cell in sheet[1]]
    offered = {
        heads[next(iter(rule.sqref.ranges)).min_col - 1]: rule for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }  # fmt: skip
    assert set(offered) == {"Led By", "Red/Amber/Green (RAG)", "Theme", "Delivery state", "Age group"}
    assert offered["Delivery state"].errorStyle in (None, "stop")
    assert offered["Led By"].errorStyle == "warning"
    choices = [[cell.value for cell in column] for column in book["Choices"].columns]
    assert ["Delivery state", "Not started", "In progress", "Complete", "Merged", "Withdrawn"] in choices


def test_the_header_row_is_a_tables_stays_in_sight_and_nothing_is_merged(client: Client, cast: Cast) -> None:
    book = _book(client, cast)
    sheet = book["Actions"]
    assert sheet.freeze_panes == "A2"
    assert sheet.tables["Actions"].ref == "A1:T3"
    assert sheet.tables["Actions"].autoFilter is not None
    assert not any(one.merged_cells.ranges for one in book.worksheets)


def test_it_says_what_it_is_and_what_may_be_changed(client: Client, cast: Cast) -> None:
    book = _book(client, cast)
    about = dict(book["About this file"].iter_rows(min_row=2, values_only=True))
    assert (about["Title"], about["Edition"]) == (cast.plan.title, "1")
    assert "“Action id”" in about["What to leave as it is"]
    assert ("Action id", "No, leave it as it is") in [
        row[:2] for row in book["The columns"].iter_rows(min_row=2, values_only=True)
    ]
    assert (book.properties.title, book.properties.language) == (cast.plan.title, "en-GB")


@pytest.mark.parametrize("text", ["=1+1", "@cmd", "+44", "-1", "=HYPERLINK(1)", "a\nb", "“quote” 'and' \"more\""])
def test_a_text_is_never_a_formula(client: Client, cast: Cast, text: str) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(text=text)
    cell = _book(client, cast)["Actions"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_text_longer_than_a_cell_is_cut_and_says_so(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(progress="😀" * 20_000)
    told = _rows(_book(client, cast))[0]["Summary progress against actions"]
    assert len(told.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert told.endswith(" […]")


def test_rows_are_high_enough_and_grow_with_what_is_typed(client: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(outcome="Fewer people wait. " * 20)
    client.force_login(cast.olive)
    data = taken(client, f"/plans/{cast.plan.pk}/export.xlsx")
    assert load_workbook(io.BytesIO(data))["Actions"].row_dimensions[2].height > 100
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_a_plan_without_actions_is_a_sheet_to_fill(client: Client, cast: Cast) -> None:
    Action.objects.filter(plan=cast.plan).delete()
    sheet = _book(client, cast)["Actions"]
    assert sheet.tables["Actions"].ref == "A1:T2"
    assert sheet.data_validations.dataValidation


def test_it_takes_as_few_statements_for_many_actions(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.olive)
    Action.objects.bulk_create(
        Action(plan=cast.plan, position=n, text=f"Action {n}", theme=cast.theme) for n in range(3, 200)
    )
    with django_assert_max_num_queries(16):
        taken(client, f"/plans/{cast.plan.pk}/export.xlsx")


def test_it_holds_nothing_of_another_plan(client: Client, cast: Cast) -> None:
    Action.objects.create(plan=cast.other_plan, position=1, text="Secret of Southbury")
    assert len(_rows(_book(client, cast))) == 2
