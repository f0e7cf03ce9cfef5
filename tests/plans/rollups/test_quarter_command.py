"""``manage.py quarter`` does what the pages do."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from plans.models import Action, Plan, PublishedQuarter
from plans.planning.queries.since import beginning_of
from plans.rollups.operations import refresh_plans
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _past(cast: Cast) -> None:
    for tracked in (Plan, Action):
        tracked.pgh_event_model.objects.update(pgh_created_at=beginning_of(date(2025, 9, 1)))  # type: ignore[attr-defined]


def _quarter(*words: str) -> str:
    out = StringIO()
    call_command("quarter", *words, stdout=out)
    return out.getvalue()


def test_it_freezes_publishes_and_corrects() -> None:
    assert "frozen, not published" in _quarter("freeze", "2025-26-Q3")
    assert "is published, as at the end of 2025-12-31: 2 plans, 3 sections, 2 areas, 2 actions" in _quarter(
        "publish", "2025-26-Q3"
    )
    _quarter("correct", "2025-26-Q3", "--as-at", "2026-01-31", "--reason", "Late.")
    assert list(PublishedQuarter.objects.order_by("revision").values_list("revision", "reason", "as_at")) == [
        (1, "", date(2025, 12, 31)),
        (2, "Late.", date(2026, 1, 31)),
    ]


def test_it_says_who_is_waited_for() -> None:
    refresh_plans(None)
    said = _quarter("status", "2025-26-Q3")
    assert "[x] The quarter is over." in said
    assert "North East: Northshire, 2 actions" in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("freeze", "2098-99-Q1"), "not over yet"),
        (("publish", "2025-26-Q3"), "not frozen yet"),
        (("freeze", "2025-26-Q3", "--as-at", "2025-12-30"), "Enter a day"),
        (("freeze", "2025-27-Q3"), "Write the quarter like"),
    ],
)
def test_it_says_what_to_do_instead(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        _quarter(*words)


def test_a_frozen_row_that_was_changed_behind_the_triggers_is_found() -> None:
    _quarter("freeze", "2025-26-Q3")
    assert "As frozen: 1 revision." in _quarter("check", "2025-26-Q3")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE plans_publishedarea DISABLE TRIGGER USER")
        cursor.execute("UPDATE plans_publishedarea SET total = total + 1")
        cursor.execute("ALTER TABLE plans_publishedarea ENABLE TRIGGER USER")
    with pytest.raises(CommandError, match="revision 1: areas"):
        _quarter("check", "2025-26-Q3")
