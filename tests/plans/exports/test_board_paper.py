"""The paper for a meeting: what changed since a day, what needs help, what comes next."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from plans.exports.rules import next_until, usual_since
from plans.models import Action, Plan
from plans.planning.operations import add_actions
from plans.planning.rules.actions import NewAction
from plans.planning.rules.states import Rhythm
from plans.progress.operations import record_update
from plans.progress.rules import NewUpdate
from tests.cast import Cast, make_action, make_cast
from tests.plans.exports.files import taken
from tests.plans.planning.past import happened_on

SINCE = "?since=2020-10-01"


@pytest.fixture
def moving(db: None) -> Iterator[Cast]:
    """Put the cast in place in August, let them work in November, and look on 23 November."""
    with time_machine.travel(datetime(2020, 8, 1, 9, tzinfo=UTC), tick=False) as clock:
        cast = make_cast()
        make_action(
            cast.plan, "Write a joint protocol.", lead=cast.trust, due=date(2020, 12, 31), timescale="end of 2020"
        )
        make_action(cast.plan, "Nobody speaks of this.", due=date(2020, 9, 1))
        happened_on(date(2020, 8, 1))
        clock.move_to(datetime(2020, 11, 3, 9, tzinfo=UTC))
        _say(cast, cast.police_action, "in_progress", "off_track", "No trainer was found.")
        _say(cast, cast.plan.actions.get(position=3), "complete")
        make_action(cast.plan, "Open a crisis café.", lead=cast.charity)
        clock.move_to(datetime(2020, 11, 23, 9, tzinfo=UTC))
        yield cast


def _say(cast: Cast, action: Action, state: str, confidence: str = "", reason: str = "") -> None:
    update = NewUpdate(delivery_state=state, confidence=confidence, reason=reason, narrative="What was done.")
    record_update(
        action_id=action.pk, expected_version=action.version, update=update, by=cast.colin.pk, submission_key=uuid4()
    )


def _page(client: Client, cast: Cast, query: str = SINCE) -> str:
    client.force_login(cast.olive)
    return client.get(f"/plans/{cast.plan.pk}/paper/{query}").content.decode()


def _tables(client: Client, cast: Cast, query: str = SINCE) -> dict[str, list[list[str]]]:
    """Return the tables of the Word paper by the heading or caption above each."""
    client.force_login(cast.olive)
    word = Document(io.BytesIO(taken(client, f"/plans/{cast.plan.pk}/paper.docx{query}")))
    found, above = {}, ""
    for block in word.iter_inner_content():
        if hasattr(block, "rows"):
            found[above] = [[cell.text for cell in row.cells] for row in block.rows[1:]]
        elif block.text:
            above = block.text
    return found


def test_what_finished_slipped_and_came_is_told_with_before_and_after(client: Client, moving: Cast) -> None:
    tables = _tables(client, moving)
    finished, slipped, new = (
        tables["Finished: 1 action"],
        tables["Slipped: 1 action"],
        tables["New in the plan: 1 action"],
    )
    assert finished[0][:4] == ["3", "Write a joint protocol.", "Not started\nBy: 31 December 2020", "Complete"]
    assert slipped[0][2:4] == ["Not started\nBy: 31 March 2027", "In progress, off track\nBy: 31 March 2027"]
    assert new[0][1:3] == ["Open a crisis café.", "Not in the plan"]


def test_the_body_that_said_it_is_named_and_no_person(client: Client, moving: Cast) -> None:
    tables = _tables(client, moving)
    assert tables["Finished: 1 action"][0][4].endswith("Update of 3 November 2020 by Northshire Police")
    assert "Colin" not in str(tables)
    assert "Colin" not in _page(client, moving)


def test_actions_nobody_spoke_of_are_listed_without_those_that_are_new(client: Client, moving: Cast) -> None:
    silent = _tables(client, moving)["Without an update since 1 October 2020: 2 actions"]
    assert [row[1] for row in silent] == [
        "Review rotas of approved mental health professionals.",
        "Nobody speaks of this.",
    ]


def test_what_is_off_track_comes_with_its_reason(client: Client, moving: Cast) -> None:
    row = _tables(client, moving)["Off track or at risk: 1 of 4 actions still to be done"][0]
    assert row[2:4] == ["◐ In progress\n◆ Off track", "No trainer was found."]


def test_next_steps_are_what_is_overdue_and_what_is_due(client: Client, moving: Cast) -> None:
    tables = _tables(client, moving)
    assert [row[2] for row in tables["Overdue: 1 action"]] == ["1 September 2020"]
    assert "Due by 23 February 2021: 0 actions" not in tables
    text = _page(client, moving)
    assert "Nothing has its last day in this time." in text
    assert "A1 Early intervention" in text


def test_the_figures_have_their_denominators(client: Client, moving: Cast) -> None:
    text = _page(client, moving)
    assert "Complete: 1 of 5 actions." in text
    assert "Still to be done: 4 of 5 actions: 0 on track, 0 at risk, 1 off track and 3 not rated." in text
    assert "Since 1 October 2020: 1 finished, 1 slipped, 1 new in the plan and 2 without an update." in text


def test_page_and_word_say_the_same(client: Client, moving: Cast) -> None:
    text, tables = _page(client, moving), _tables(client, moving)
    missing = [heading for heading in tables if heading not in text]
    assert (missing, len(tables)) == ([], 10)


def test_the_meeting_is_asked_for_something(client: Client, moving: Cast) -> None:
    text = _page(client, moving)
    assert "agree what would help the 1 action off track or at risk" in text
    assert "agree the next steps until 23 February 2021" in text


def test_a_day_before_the_plan_began_makes_everything_new(client: Client, moving: Cast) -> None:
    assert "New in the plan: 4 actions" in _page(client, moving, "?since=2020-01-01")


def test_the_usual_day_is_the_start_of_the_last_quarter(client: Client, moving: Cast) -> None:
    assert "progress since 1 July 2020" in _page(client, moving, "")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?since=2020-13-01", "must be a real date"),
        ("?since=rubbish", "must include"),
        ("?since_day=1&since_month=&since_year=2020", "must include a month"),
        ("?since=2021-01-01", "must be 23 November 2020 or earlier"),
    ],
)
def test_a_day_that_is_none_is_asked_for_again(client: Client, moving: Cast, query: str, says: str) -> None:
    text = _page(client, moving, query)
    assert says in text
    assert "Since our last meeting" not in text
    assert client.get(f"/plans/{moving.plan.pk}/paper.docx{query}")["Location"].startswith(
        f"/plans/{moving.plan.pk}/paper/?since"
    )


def test_three_boxes_say_the_same_as_one_piece(client: Client, moving: Cast) -> None:
    boxes = "?since_day=1&since_month=october&since_year=2020"
    assert "progress since 1 October 2020" in _page(client, moving, boxes)
    assert "paper.docx?since=2020-10-01" in _page(client, moving, boxes)


def test_what_somebody_typed_is_shown_as_typed(client: Client, moving: Cast) -> None:
    make_action(moving.plan, "<b>Bold</b> & brave\nnew line", lead_text="<script>")
    text = _page(client, moving)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; brave<br>new line" in text
    assert "<script>\n" not in text


def test_a_plan_without_actions_has_a_paper_too(client: Client, moving: Cast) -> None:
    plan = Plan.objects.create(partnership=moving.partnership, title="Empty", plan_year=2020)
    moving.plan = plan
    assert "The plan has no actions yet." in _page(client, moving)
    assert _tables(client, moving) == {}


def test_the_same_day_gives_the_same_file(client: Client, moving: Cast) -> None:
    client.force_login(moving.olive)
    address = f"/plans/{moving.plan.pk}/paper.docx{SINCE}"
    assert taken(client, address) == taken(client, address)


def test_the_paper_takes_as_many_statements_for_1000_actions_as_for_20(client: Client, moving: Cast) -> None:
    _page(client, moving)
    seen = []
    for count in (20, 980):
        rows = [NewAction(text=f"Action {n}", theme=f"Theme {n % 4}", lead_id=moving.police.pk) for n in range(count)]
        add_actions(plan_id=moving.plan.pk, rows=rows, by=None)
        with CaptureQueriesContext(connection) as queries:
            _page(client, moving)
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 30


def test_the_next_period_follows_the_rhythm() -> None:
    today = date(2026, 11, 23)
    assert [next_until(today, one) for one in Rhythm] == [date(2026, 12, 24), date(2027, 2, 23), date(2027, 5, 25)]
    assert usual_since(today) == date(2026, 7, 1)
