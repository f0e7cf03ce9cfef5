"""The plan as the official seven-column Word table."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from concordat.documents.read_docx import read_docx
from plans.imports.rules.own_table import HEADS
from plans.imports.rules.read import read_plan
from plans.models import Action, ProgressUpdate
from plans.planning.operations import add_actions
from plans.planning.rules.actions import NewAction
from tests.cast import Cast
from tests.plans.exports.files import taken


@pytest.fixture
def olive(cast: Cast, client: Client) -> Client:
    client.force_login(cast.olive)
    return client


def _address(cast: Cast) -> str:
    return f"/plans/{cast.plan.pk}/export.docx"


def test_the_columns_are_the_official_ones(cast: Cast, olive: Client) -> None:
    word = Document(io.BytesIO(taken(olive, _address(cast))))
    assert tuple(cell.text for cell in word.tables[0].rows[0].cells) == HEADS
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["1. Urgent and emergency access"]


def test_how_an_action_stands_is_said_in_words(cast: Cast, olive: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="in_progress", confidence="at_risk", reason="No trainer yet."
    )
    row = Document(io.BytesIO(taken(olive, _address(cast)))).tables[0].rows[1]
    assert (row.cells[5].text, row.cells[6].text) == ("Why: No trainer yet.", "In progress, at risk")


def test_the_newest_sentence_on_progress_is_shown(cast: Cast, olive: Client) -> None:
    for day, says in ((1, "Old news."), (2, "Forty officers trained."), (3, "")):
        ProgressUpdate.objects.create(
            action=cast.police_action, delivery_state="in_progress", narrative=says, still_true=not says,
            period="2026-27-Q3", by=cast.colin, at=datetime(2026, 11, day, tzinfo=UTC),
        )  # fmt: skip
    assert (
        Document(io.BytesIO(taken(olive, _address(cast)))).tables[0].rows[1].cells[5].text == "Forty officers trained."
    )


def test_brought_in_again_it_gives_the_same_actions(cast: Cast, olive: Client) -> None:
    rows = [
        NewAction(text="Agree a protocol.\n\nPublish it.", number="2.1", theme="Governance", heading="Review",
                  timescale="by the end of Q3", lead_id=cast.trust.pk, partner_ids=(cast.police.pk,),
                  standard_ids=(cast.standard.pk,), delivery_state="not_started", confidence="on_track", is_new=True),
        NewAction(text="Stop the pilot.", number="P2", theme="Governance", timescale="Ongoing", lead_text="All partners",
                  delivery_state="withdrawn", progress="Completed in two wards before."),
        NewAction(text="Open a café.", theme="Governance", timescale="April 2026 – March 2027", lead_id=cast.charity.pk,
                  delivery_state="in_progress", confidence="off_track", reason="No lease.\nA new one is sought.",
                  outcome="Fewer waits", indicator="Hours waited"),
    ]  # fmt: skip
    add_actions(plan_id=cast.plan.pk, rows=rows, by=None)
    found = read_plan(read_docx(taken(olive, _address(cast))), plan_year=2026).actions
    told = [
        (one.number or "", one.text, one.timescale.text, one.timescale.due, one.lead or one.lead_text, one.state,
         one.confidence or "", one.reason, one.outcome, one.indicator, one.theme, one.heading or "", one.is_new)
        for one in found
    ]  # fmt: skip
    kept = [
        (one.number, one.text, one.timescale, one.due, one.lead.name if one.lead else one.lead_text, one.delivery_state,
         one.confidence, one.reason, one.outcome, one.indicator, one.theme and one.theme.title, one.heading, one.is_new)
        for one in cast.plan.actions.select_related("lead", "theme").order_by("position")
    ]  # fmt: skip
    assert told == kept
    assert found[2].standards == ("A1",)


def test_the_year_of_the_plan_is_found_again(cast: Cast, olive: Client) -> None:
    assert read_plan(read_docx(taken(olive, _address(cast)))).plan_year == 2026


def test_a_plan_without_actions_says_so(cast: Cast, olive: Client) -> None:
    cast.plan.actions.all().delete()
    assert "The plan has no actions yet." in [
        p.text for p in Document(io.BytesIO(taken(olive, _address(cast)))).paragraphs
    ]


def test_the_plan_page_offers_it(cast: Cast, olive: Client) -> None:
    assert f'href="{_address(cast)}"' in olive.get(f"/plans/{cast.plan.pk}/").content.decode()


def test_the_file_takes_as_many_statements_for_400_actions_as_for_10(cast: Cast, olive: Client) -> None:
    seen = []
    for count in (10, 390):
        rows = [NewAction(text=f"Action {n}", theme=f"Theme {n % 4}", lead_id=cast.police.pk) for n in range(count)]
        add_actions(plan_id=cast.plan.pk, rows=rows, by=None)
        with CaptureQueriesContext(connection) as queries:
            taken(olive, _address(cast))
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 8


def test_the_file_is_named_after_the_plan_and_the_day(cast: Cast, olive: Client, time_machine: object) -> None:
    time_machine.move_to(date(2026, 11, 23))  # type: ignore[attr-defined]
    name = olive.get(_address(cast))["Content-Disposition"]
    assert 'filename="northshire-crisis-care-action-plan-2026-11-23.docx"' in name
