"""Saying on screen how an action stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action, ProgressUpdate
from plans.progress.operations import record_update
from plans.progress.rules import NewUpdate
from tests.cast import Cast

GOOD = {"delivery_state": "in_progress", "confidence": "on_track", "narrative": "Trained 40 officers"}


@pytest.fixture
def colin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.colin)
    return client


def address(cast: Cast) -> str:
    return f"/actions/{cast.police_action.pk}/updates/add/"


def send(client: Client, cast: Cast, **typed: Any) -> HttpResponse:
    return client.post(address(cast), {"version": 1, **GOOD, **typed})


def somebody_else_says(cast: Cast) -> None:
    update = NewUpdate("in_progress", "off_track", "Training stopped", reason="No trainer")
    record_update(
        action_id=cast.police_action.pk, expected_version=1, update=update, by=cast.olive.pk, submission_key=None
    )


def test_a_contributor_updates_the_action_the_own_force_leads(colin: Client, cast: Cast) -> None:
    response = send(colin, cast)
    update = ProgressUpdate.objects.get()
    assert response.headers["Location"] == f"/actions/{cast.police_action.pk}/"
    assert (update.by, update.confidence, update.narrative) == (cast.colin, "on_track", "Trained 40 officers")


def test_the_update_is_on_the_action_s_page(colin: Client, cast: Cast) -> None:
    text = colin.get(send(colin, cast).headers["Location"]).content.decode()
    assert "The update is saved" in text
    assert "Trained 40 officers" in text


def test_a_supporting_partner_may_update_too(client: Client, cast: Cast) -> None:
    cast.council_action.partners.add(cast.police)
    client.force_login(cast.colin)
    assert client.get(f"/actions/{cast.council_action.pk}/updates/add/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"narrative": " "}, "Enter a sentence on what has been done"),
        ({"confidence": ""}, "Select how confident you are"),
        ({"confidence": "at_risk"}, "Enter why the action is at risk"),
        ({"confidence": "sure"}, "from the list"),
        ({"delivery_state": ""}, "Select an answer"),
        ({"delivery_state": "withdrawn"}, "from the list"),
        ({"narrative": "x" * 4001}, "Shorten"),
        ({"narrative": "a\x00b"}, "Remove the characters that cannot be shown"),
        ({"narrative": "Two patients were moved"}, "It counts fewer than five people"),
        ({"version": "x"}, "must be a whole number"),
    ],
)
def test_bad_input_gets_a_sentence_keeps_what_was_typed_and_changes_nothing(
    colin: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    response = send(colin, cast, **{"reason": "", **typed})
    text = response.content.decode()
    assert sentence in text
    assert "<title>Error: " in text
    assert typed.get("narrative", "Trained 40 officers").replace("\x00", "�").strip() in text.replace("\x00", "�")
    assert not ProgressUpdate.objects.exists()


def test_a_privacy_warning_is_confirmed_once(colin: Client, cast: Cast) -> None:
    words = "Two patients were moved"
    send(colin, cast, narrative=words)
    assert send(colin, cast, narrative=words, privacy_checked="on").status_code == 302


def test_confidence_left_over_from_before_does_not_block_completion(colin: Client, cast: Cast) -> None:
    send(colin, cast, delivery_state="complete", confidence="at_risk", reason="Old reason")
    update = ProgressUpdate.objects.get()
    assert (update.delivery_state, update.confidence, update.reason) == ("complete", "", "")


def test_still_true_is_one_press(colin: Client, cast: Cast) -> None:
    typed = {"version": 1, "delivery_state": "not_started", "still_true": "1"}
    assert colin.post(address(cast), typed).status_code == 302
    assert ProgressUpdate.objects.get().still_true


def test_still_true_with_something_typed_drops_nothing(colin: Client, cast: Cast) -> None:
    send(colin, cast, still_true="1")
    update = ProgressUpdate.objects.get()
    assert (update.narrative, update.still_true) == ("Trained 40 officers", False)


def test_a_form_sent_twice_makes_one_row(colin: Client, cast: Cast) -> None:
    key = str(colin.get(address(cast)).context["form"]["submission_key"].value())
    assert [send(colin, cast, submission_key=key).status_code for _ in "ab"] == [302, 302]
    assert ProgressUpdate.objects.count() == 1


def test_a_stale_update_shows_both_texts(colin: Client, cast: Cast) -> None:
    somebody_else_says(cast)
    response = send(colin, cast)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Olive updated this action while you were writing" in text
    for words in ("Training stopped", "No trainer", "Off track", "Trained 40 officers"):
        assert words in text
    assert ProgressUpdate.objects.count() == 1


def test_after_a_stale_update_mine_can_follow_theirs(colin: Client, cast: Cast) -> None:
    somebody_else_says(cast)
    form = send(colin, cast).context["form"]
    send(colin, cast, version=form["version"].value(), submission_key=form["submission_key"].value())
    assert list(ProgressUpdate.objects.values_list("narrative", flat=True)) == [
        "Trained 40 officers",
        "Training stopped",
    ]
    assert Action.objects.get(pk=cast.police_action.pk).confidence == "on_track"


def test_an_officer_merges_an_action_into_another(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    send(client, cast, delivery_state="merged", merged_into=cast.council_action.pk, narrative="Same work")
    assert Action.objects.get(pk=cast.police_action.pk).merged_into == cast.council_action


def test_merging_asks_into_what(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    text = send(client, cast, delivery_state="merged", narrative="Same work").content.decode()
    assert "Select the action into which this one was merged" in text


@pytest.mark.parametrize("who", ["colin", "olive"])
def test_saving_an_update_takes_at_most_15_statements(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    with CaptureQueriesContext(connection) as queries:
        assert send(client, cast).status_code == 302
    assert len(queries) <= 15, "\n".join(query["sql"] for query in queries)
