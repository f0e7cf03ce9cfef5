"""What happened in a region since its last meeting: as a page and in Word."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from plans.models import Action, Plan, ProgressUpdate
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_plans
from tests.cast import Cast
from tests.plans.dashboards.country import grow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "/regions/north-east/since/?since=2026-11-01"


@pytest.fixture
def page(cast: Cast, client: Client) -> Iterator[Client]:
    """The plans began in September; Reg reads in November."""
    for tracked in (Plan, Action):
        tracked.pgh_event_model.objects.update(pgh_created_at=datetime(2026, 9, 1, 12, tzinfo=UTC))  # type: ignore[attr-defined]
    with time_machine.travel(NOW):
        client.force_login(cast.reg)
        refresh_plans(None, cast.today)
        yield client


def _slip(cast: Cast) -> None:
    action = cast.police_action
    told = {"delivery_state": "in_progress", "confidence": "off_track", "reason": "No <trainer> yet."}
    Action.objects.filter(pk=action.pk).update(**told)
    Action.pgh_event_model.objects.filter(pgh_created_at__gt=NOW).update(pgh_created_at=NOW - timedelta(hours=1))  # type: ignore[attr-defined]
    ProgressUpdate.objects.create(action=action, period="2026-27-Q3", at=NOW - timedelta(hours=1), **told)
    mark_changed(action.plan_id)
    refresh_plans(None, cast.today)


def test_what_slipped_stands_there_in_the_areas_words(cast: Cast, page: Client) -> None:
    _slip(cast)
    text = page.get(PAGE).content.decode()
    assert "North East since 1 November 2026" in text
    assert "1 action: slipped" in text
    assert "No &lt;trainer&gt; yet." in text


def test_the_same_comes_as_a_word_document(cast: Cast, page: Client) -> None:
    _slip(cast)
    answer = page.get("/regions/north-east/since.docx?since=2026-11-01")
    told = Document(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cells = [cell.text for table in told.tables for row in table.rows for cell in row.cells]
    assert "No <trainer> yet." in cells
    assert "north-east-since-2026-11-01.docx" in answer["Content-Disposition"]


def test_where_nothing_happened_it_says_so(page: Client) -> None:
    text = page.get(PAGE).content.decode()
    assert "Nothing became of any action." in text
    assert "No area came to another stage" in text


def test_without_a_day_it_tells_of_this_quarter(page: Client) -> None:
    assert "North East since 1 October 2026" in page.get("/regions/north-east/since/").content.decode()


@pytest.mark.parametrize("day", ["2027-11-01", "yesterday", "2026-02-31", "2026-11"])
def test_a_day_that_is_none_is_asked_for_again(page: Client, day: str) -> None:
    answer = page.get(f"/regions/north-east/since/?since={day}")
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert page.get(f"/regions/north-east/since.docx?since={day}").status_code == 302


def test_another_regions_page_does_not_exist(page: Client) -> None:
    assert page.get("/regions/south-east/since/").status_code == 404


def test_the_number_of_statements_does_not_grow(cast: Cast, page: Client) -> None:
    counts = []
    for areas in (15, 60):
        grow(cast.region, areas, cast.today)
        with CaptureQueriesContext(connection) as statements:
            assert page.get(PAGE).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12
