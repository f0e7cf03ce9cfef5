"""The update round on screen: the whole plan, or my part, on one page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action, ProgressUpdate, UpdateDraft
from plans.progress.operations import record_update
from plans.progress.rules import NewUpdate
from tests.cast import Cast, make_action

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEFORE = datetime(2026, 9, 30, 9, tzinfo=UTC)


@pytest.fixture
def colin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.colin)
    return client


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def address(cast: Cast) -> str:
    return f"/plans/{cast.plan.pk}/round/"


def row_of(answer: HttpResponse, action: Action) -> Any:
    return next(row for group in answer.context["groups"] for row in group.rows if row.action == action)


def filled(answer: HttpResponse, **typed: str) -> dict[str, str]:
    """Return all rows of a page as a browser sends them; ``typed`` under the names in the page."""
    rows = [row for group in answer.context["groups"] for row in group.rows if row.is_own]
    found = {}
    for row in rows:
        found |= {field.html_name: field.text for field in row.fields}
        found |= {f"r{row.action.pk}-{name}": getattr(row, name) for name in ("version", "shown")}
        found[f"r{row.action.pk}-submission_key"] = row.key
    return found | typed


def say(client: Client, cast: Cast, action: Action, press: str = "save", query: str = "", **typed: str) -> HttpResponse:
    page = client.get(address(cast) + query)
    texts = {f"r{action.pk}-{name}": text for name, text in typed.items()}
    return client.post(address(cast) + query, filled(page, **texts, **{press: str(action.pk)}))


def test_a_contributor_begins_with_the_own_part(colin: Client, cast: Cast) -> None:
    page = colin.get(address(cast))
    assert row_of(page, cast.police_action).is_own
    assert str(cast.council_action.text) not in page.content.decode()


def test_a_contributor_may_read_the_rest_but_gets_no_fields_for_it(colin: Client, cast: Cast) -> None:
    page = colin.get(address(cast) + "?part=all")
    assert (row_of(page, cast.police_action).is_own, row_of(page, cast.council_action).is_own) == (True, False)
    assert f'name="still" value="{cast.council_action.pk}"' not in page.content.decode()


def test_an_action_the_force_supports_is_its_part_too(colin: Client, cast: Cast) -> None:
    cast.council_action.partners.add(cast.police)
    assert row_of(colin.get(address(cast)), cast.council_action).is_own


def test_an_officer_goes_through_all_of_it(olive: Client, cast: Cast) -> None:
    page = olive.get(address(cast))
    assert all(row.is_own for group in page.context["groups"] for row in group.rows)
    assert "<strong>0 of 2</strong> said this period" in page.content.decode()


@time_machine.travel(NOW)
def test_still_true_is_one_press_and_leads_back_to_the_row(colin: Client, cast: Cast) -> None:
    answer = say(colin, cast, cast.police_action, "still")
    assert answer.headers["Location"] == f"{address(cast)}?done={cast.police_action.pk}#row-{cast.police_action.pk}"
    page = colin.get(answer.headers["Location"])
    assert "Thank you. The update is saved." in page.content.decode()
    assert "<strong>1 of 1</strong> said this period" in page.content.decode()
    assert row_of(page, cast.police_action).is_said
    assert ProgressUpdate.objects.get().still_true


def test_state_confidence_and_a_sentence_are_saved_in_the_row(colin: Client, cast: Cast) -> None:
    typed = {"delivery_state": "in_progress", "confidence": "at_risk", "narrative": "Begun", "reason": "No trainer"}
    say(colin, cast, cast.police_action, **typed)
    row = ProgressUpdate.objects.get()
    assert {name: getattr(row, name) for name in typed} == typed


def test_a_row_that_has_to_be_mended_says_so_and_keeps_what_was_typed(colin: Client, cast: Cast) -> None:
    page = say(colin, cast, cast.police_action, delivery_state="in_progress", narrative="Trained 40")
    text = page.content.decode()
    assert "<title>Error: " in text
    assert f'href="#id_r{cast.police_action.pk}-confidence"' in text
    assert "Select how confident you are" in text
    assert ">Trained 40</textarea>" in text
    assert not ProgressUpdate.objects.exists()


def test_what_was_typed_in_other_rows_is_kept_whatever_becomes_of_this_one(olive: Client, cast: Cast) -> None:
    other = f"r{cast.council_action.pk}-narrative"
    for press in ("still", "save"):
        page = olive.get(address(cast))
        sent = filled(page, **{press: str(cast.police_action.pk), other: "Half a sentence"})
        answer = olive.post(address(cast), sent, follow=True)
        assert ">Half a sentence</textarea>" in answer.content.decode()
    assert UpdateDraft.objects.get().action == cast.council_action


def test_rows_that_nobody_touched_are_not_kept(olive: Client, cast: Cast) -> None:
    page = olive.get(address(cast))
    record_update(
        action_id=cast.council_action.pk, expected_version=1, update=NewUpdate("in_progress", "on_track", "Begun"),
        by=cast.leah.pk, submission_key=None,
    )  # fmt: skip
    olive.post(address(cast), filled(page, still=str(cast.police_action.pk)))
    assert not UpdateDraft.objects.exists()


def test_save_for_later_keeps_the_row_for_nobody_else(colin: Client, cast: Cast) -> None:
    say(colin, cast, cast.police_action, "later", narrative="Half a sentence")
    assert ">Half a sentence</textarea>" in colin.get(address(cast)).content.decode()
    colin.force_login(cast.olive)
    assert "Half a sentence" not in colin.get(address(cast)).content.decode()
    assert not ProgressUpdate.objects.exists()


def test_saving_a_row_ends_its_draft(colin: Client, cast: Cast) -> None:
    say(colin, cast, cast.police_action, "later", narrative="Half a sentence")
    say(colin, cast, cast.police_action, delivery_state="in_progress", confidence="on_track")
    assert ProgressUpdate.objects.get().narrative == "Half a sentence"
    assert not UpdateDraft.objects.exists()


def test_a_draft_is_thrown_away(colin: Client, cast: Cast) -> None:
    say(colin, cast, cast.police_action, "later", narrative="Half a sentence")
    say(colin, cast, cast.police_action, "drop")
    assert not UpdateDraft.objects.exists()


@time_machine.travel(NOW)
def test_what_is_not_yet_said_can_be_shown_alone(olive: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(last_heard_at=NOW)
    page = olive.get(address(cast) + "?said=no")
    assert [row.action for group in page.context["groups"] for row in group.rows] == [cast.police_action]
    answer = say(olive, cast, cast.police_action, "still", "?said=no")
    assert row_of(olive.get(answer.headers["Location"]), cast.police_action).is_said


@time_machine.travel(NOW)
def test_what_was_said_before_this_period_is_not_said_in_it(olive: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(last_heard_at=BEFORE)
    assert not row_of(olive.get(address(cast)), cast.council_action).is_said


def test_what_was_said_last_stands_in_the_row(olive: Client, cast: Cast) -> None:
    record_update(
        action_id=cast.police_action.pk, expected_version=1, by=cast.colin.pk, submission_key=None,
        update=NewUpdate("in_progress", "off_track", "Training stopped", reason="No trainer"),
    )  # fmt: skip
    text = olive.get(address(cast)).content.decode()
    assert all(words in text for words in ("Colin:", "Training stopped", "No trainer"))


def test_a_row_sent_twice_is_one_update(colin: Client, cast: Cast) -> None:
    sent = filled(colin.get(address(cast)), still=str(cast.police_action.pk))
    assert [colin.post(address(cast), sent).status_code for _ in "ab"] == [302, 302]
    assert ProgressUpdate.objects.count() == 1


def test_a_row_that_somebody_else_changed_another_way_shows_before_theirs_and_mine(colin: Client, cast: Cast) -> None:
    page = colin.get(address(cast))
    record_update(
        action_id=cast.police_action.pk, expected_version=1, by=cast.olive.pk, submission_key=None,
        update=NewUpdate("in_progress", "off_track", "Training stopped", reason="No trainer"),
    )  # fmt: skip
    pk = cast.police_action.pk
    typed = {"delivery_state": "in_progress", "confidence": "on_track", "narrative": "Trained 40"}
    sent = filled(page, save=str(pk), **{f"r{pk}-{name}": text for name, text in typed.items()})
    answer = colin.post(address(cast), sent)
    assert answer.status_code == 409
    (first, *_) = row_of(answer, cast.police_action).sent.conflict.differences
    assert (first.label, first.base, first.theirs, first.mine) == ("Confidence", "", "Off track", "On track")
    again = colin.post(address(cast), filled(answer, save=str(pk)))
    assert again.status_code == 302
    assert ProgressUpdate.objects.count() == 2
    assert Action.objects.get(pk=pk).confidence == "on_track"


def test_a_script_gets_the_row_alone(colin: Client, cast: Cast) -> None:
    sent = filled(colin.get(address(cast)), still=str(cast.police_action.pk))
    told = colin.post(address(cast), sent, headers={"X-Row": "1", "accept": "application/json"}).json()
    assert told["state"] == "done"
    assert f'id="row-{cast.police_action.pk}"' in told["row"]
    assert "1 of 1" in told["progress"]


def test_a_script_is_told_what_to_mend(colin: Client, cast: Cast) -> None:
    sent = filled(colin.get(address(cast)), save=str(cast.police_action.pk))
    told = colin.post(address(cast), sent, headers={"X-Row": "1"}).json()
    assert (told["state"], "Enter a sentence" in told["row"]) == ("wrong", True)


@pytest.mark.parametrize("press", [{}, {"save": "x"}, {"save": "999999999999"}, {"still": ""}])
def test_a_press_on_no_row_is_not_found(colin: Client, cast: Cast, press: dict[str, str]) -> None:
    assert colin.post(address(cast), press).status_code == 404


def test_a_row_of_another_plan_or_not_mine_is_refused(colin: Client, cast: Cast) -> None:
    theirs = make_action(cast.other_plan, "Theirs")
    assert colin.post(address(cast), {"still": theirs.pk}).status_code == 404
    assert colin.post(address(cast), {"still": cast.council_action.pk}).status_code == 403
    assert not ProgressUpdate.objects.exists()


def test_what_others_may_not_update_is_not_kept_for_them_either(colin: Client, cast: Cast) -> None:
    pk = cast.council_action.pk
    sent = {"still": cast.police_action.pk, f"r{cast.police_action.pk}-version": 1, f"r{cast.police_action.pk}-delivery_state": "not_started",
            f"r{pk}-narrative": "Not mine", f"r{pk}-shown": "x", f"r{pk}-version": "1"}  # fmt: skip
    assert colin.post(address(cast), sent).status_code == 302
    assert not UpdateDraft.objects.exists()


def test_nothing_left_to_do_is_a_relief(olive: Client, cast: Cast) -> None:
    Action.objects.update(delivery_state="complete")
    assert "Nothing is left to be done in this plan." in olive.get(address(cast)).content.decode()


def test_everything_said_is_a_relief(olive: Client, cast: Cast) -> None:
    Action.objects.update(last_heard_at=datetime.now(tz=UTC))
    assert "Everything has been said for this period" in olive.get(address(cast) + "?said=no").content.decode()


def statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["olive", "colin"])
def test_a_round_of_1000_actions_asks_the_database_no_more_than_one_of_20(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    _grow(cast, 20)
    few = statements(client, address(cast) + "?part=all")
    _grow(cast, 980)
    assert statements(client, address(cast) + "?part=all") == few <= 15


def _grow(cast: Cast, number: int) -> None:
    first = cast.plan.actions.count() + 1
    made = Action.objects.bulk_create(
        Action(plan=cast.plan, theme=cast.theme, lead=cast.police, position=n, text=f"Action {n}")
        for n in range(first, first + number)
    )
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=one, delivery_state="in_progress", by=cast.colin, period="2026-27-Q2", at=BEFORE, narrative="Begun"
        )
        for one in made
    )
