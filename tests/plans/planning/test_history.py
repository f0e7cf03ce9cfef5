"""The history of plans and actions: who, when, before and after in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import HtmlElement, document_fromstring

from plans.models import Action, Plan, ProgressUpdate
from plans.planning.operations import PlanDetails, add_action, add_actions, edit_action, edit_plan
from plans.planning.rules.actions import NewAction
from plans.progress.operations import record_update, still_true
from plans.progress.rules import NewUpdate
from plans.review.operations import submit
from tests.cast import Cast
from tests.plans.evidence.pieces import add_link

#: What is done in one transaction is told as one thing, so that each step here needs one of its own.
pytestmark = pytest.mark.django_db(transaction=True)

Entry = tuple[str, str, dict[str, tuple[str, str]]]


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def entries(client: Client, kind: str, pk: int) -> list[Entry]:
    """Return (what, who, {field: (before, after)}) of each entry, in the order of the page."""
    page = document_fromstring(client.get(f"/history/{kind}/{pk}/").content)
    return [_entry(one) for one in page.findall(".//div[@class='app-told']")]


def _entry(section: HtmlElement) -> Entry:
    who = section.find(".//p").text_content().split(", ", 1)[1]
    rows = [[_words(cell) for cell in row] for row in section.findall(".//tbody/tr")]
    return _words(section.find(".//h2")), who.strip(), {row[0]: (row[-2] if row[2:] else "", row[-1]) for row in rows}


def _words(cell: HtmlElement) -> str:
    return " ".join(cell.text_content().replace("–nothing recorded", "").split())


def edit(cast: Cast, **changes: Any) -> None:
    version = Action.objects.values_list("version", flat=True).get(pk=cast.police_action.pk)
    edit_action(action_id=cast.police_action.pk, expected_version=version, changes=changes, by=cast.olive.pk)


def test_organisations_standards_and_choices_are_in_words(officer: Client, cast: Cast) -> None:
    partners, standards = (cast.charity.pk, cast.trust.pk), (cast.standard.pk,)
    edit(cast, lead_id=cast.council.pk, partner_ids=partners, standard_ids=standards, age_group="older")
    what, who, changes = entries(officer, "action", cast.police_action.pk)[0]
    assert (what, who) == ("Changed action", "Olive")
    assert changes["Lead organisation"] == ("Northshire Police", "Northshire County Council")
    assert changes["Supporting partners"] == ("", "Northshire Mental Health NHS Trust and Northshire Mind") or (
        changes["Supporting partners"] == ("", "Northshire Mind and Northshire Mental Health NHS Trust")
    )
    assert changes["Standards"] == ("", "A1 Early intervention")
    assert changes["For whom"] == ("", "Older people")


def test_a_new_timescale_tells_how_it_is_read_and_its_day_in_words(officer: Client, cast: Cast) -> None:
    edit(cast, timescale="end of June 2027")
    _, _, changes = entries(officer, "action", cast.police_action.pk)[0]
    assert changes["Timescale"] == ("31 March 2027", "end of June 2027")
    assert changes["Last day"] == ("31 March 2027", "30 June 2027")


def test_an_update_says_how_far_it_came_and_still_true_is_told_too(officer: Client, cast: Cast) -> None:
    one, said = cast.police_action, NewUpdate("in_progress", "at_risk", "Half are trained", "No trainer")
    record_update(action_id=one.pk, expected_version=1, update=said, by=cast.colin.pk, submission_key=None)
    still_true(action_id=one.pk, expected_version=2, by=cast.colin.pk, submission_key=None)
    again, update = entries(officer, "action", one.pk)[:2]
    assert update[:2] == ("Recorded update", "Colin")
    assert update[2]["How far it has come"] == ("Not started", "In progress")
    assert update[2]["Confidence"] == ("", "At risk")
    assert update[2]["What has been done"] == ("", "Half are trained")
    assert again[0] == "Recorded update"
    assert "How far it has come" not in again[2]


def test_updates_that_came_with_a_file_are_told_with_who_said_them(officer: Client, cast: Cast) -> None:
    for n, state in enumerate(("not_started", "in_progress", "in_progress")):
        ProgressUpdate.objects.create(
            action=cast.police_action, delivery_state=state, narrative=f"Round {n}", period="2025-26-Q4",
            by=cast.colin, at=datetime(2026, 1, n + 1, tzinfo=UTC),
        )  # fmt: skip
    last, second, first = [one for one in entries(officer, "action", cast.police_action.pk) if one[1] == "Colin"]
    assert first[2] == {"What has been done": ("", "Round 0")}
    assert second[2]["How far it has come"] == ("Not started", "In progress")
    assert last[2] == {"What has been done": ("", "Round 2")}


def test_an_action_begins_with_being_added_once(officer: Client, cast: Cast) -> None:
    new = NewAction(text="Open a crisis café", number="3.2", partner_ids=(cast.charity.pk,))
    added = add_action(plan_id=cast.plan.pk, action=new, by=cast.olive.pk)
    (only,) = entries(officer, "action", added.pk)
    assert only[:2] == ("Added action", "Olive")
    assert only[2]["What will be done"] == ("", "Open a crisis café")


def test_an_action_that_came_with_many_says_that_it_was_added(officer: Client, cast: Cast) -> None:
    (added,) = add_actions(plan_id=cast.plan.pk, rows=[NewAction(text="Open a café")], by=cast.olive.pk)
    assert [one[0] for one in entries(officer, "action", added.pk)] == ["Added"]
    assert entries(officer, "plan", cast.plan.pk)[0] == ("Added actions", "Olive", {"Actions added": ("", "1")})


def test_a_raw_statement_is_told_too_without_a_name(officer: Client, cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_action SET text = 'Raw words' WHERE id = %s", [cast.police_action.pk])
    what, who, changes = entries(officer, "action", cast.police_action.pk)[0]
    assert (what, who) == ("Changed", "The service itself")
    assert changes["What will be done"] == (cast.police_action.text, "Raw words")


def test_its_evidence_is_part_of_an_action_s_history(officer: Client, cast: Cast) -> None:
    piece = add_link(cast.police_action, title="Training register", by=cast.colin.pk)
    what, who, changes = next(one for one in entries(officer, "action", cast.police_action.pk) if "evidence" in one[0])
    assert (what, who) == ("Added evidence: Training register", "Colin")
    assert changes["Web address"] == ("", piece.url)
    assert entries(officer, "evidence", piece.pk)[0][0] == "Added evidence"


def test_the_head_of_a_plan_and_its_way_are_told(officer: Client, cast: Cast) -> None:
    details = PlanDetails("New title", 2026, "monthly", (cast.area.pk,), (cast.plan.frameworks.get().pk,))
    edit_plan(plan_id=cast.plan.pk, expected_version=1, details=details, by=cast.olive.pk)
    submit(plan_id=cast.plan.pk, by=cast.leah.pk, comment="Ready")
    told = {what: (who, changes) for what, who, changes in entries(officer, "plan", cast.plan.pk)}
    assert told["Changed plan"][1]["Title"] == ("Northshire crisis care action plan", "New title")
    assert told["Changed plan"][1]["Updated"] == ("Every quarter", "Every month")
    assert "Areas" not in told["Changed plan"][1]
    assert told["Submitted plan"][0] == "Leah"
    assert told["Submitted plan"][1]["Where it stands"] == ("Draft", "Submitted")


def test_it_comes_in_pages(officer: Client, cast: Cast) -> None:
    for n in range(25):
        edit(cast, text=f"Words {n}")
    assert len(entries(officer, "action", cast.police_action.pk)) == 20
    second = officer.get(f"/history/action/{cast.police_action.pk}/?page=2").content.decode()
    assert "Words 4" in second
    assert "Words 5<" not in second.replace("Words 5</span></td></tr>", "", 1)


def test_what_was_typed_is_shown_and_never_run(officer: Client, cast: Cast) -> None:
    edit(cast, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in officer.get(f"/history/action/{cast.police_action.pk}/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("colin", 200), ("reg", 200), ("ana", 200), ("otto", 404)])
@pytest.mark.parametrize("kind", ["plan", "action"])
def test_it_is_for_those_who_may_see_the_thing(client: Client, cast: Cast, who: str, status: int, kind: str) -> None:
    pk = cast.plan.pk if kind == "plan" else cast.police_action.pk
    client.force_login(getattr(cast, who))
    assert client.get(f"/history/{kind}/{pk}/").status_code == status


def test_a_long_history_takes_as_many_statements_as_a_short_one(officer: Client, cast: Cast) -> None:
    seen = []
    for number in (21, 60):
        for n in range(number):
            lead = (cast.council if n % 2 else cast.police).pk
            edit(cast, text=f"Words {number} {n}", lead_id=lead, partner_ids=(cast.charity.pk,) if n % 3 else ())
        with CaptureQueriesContext(connection) as queries:
            officer.get(f"/history/action/{cast.police_action.pk}/")
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 14


def test_the_pages_lead_to_it(officer: Client, cast: Cast) -> None:
    assert f"/history/plan/{cast.plan.pk}/" in officer.get(cast.plan.get_absolute_url()).content.decode()
    assert Plan.objects.get(pk=cast.plan.pk).version == 1
    action = cast.police_action
    assert f"/history/action/{action.pk}/" in officer.get(action.get_absolute_url()).content.decode()
