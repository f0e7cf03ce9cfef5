"""Two say how an action stands without having read each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Action, ProgressUpdate
from plans.planning.operations import StaleSave, edit_action
from plans.planning.rules.states import Confidence, DeliveryState, is_live, needs_reason
from plans.progress.operations import record_update, still_true
from plans.progress.queries.versions import action_at
from plans.progress.rules import NewUpdate
from plans.progress.rules.beside import SAID, as_merged, merged_with, said_by
from tests.cast import Cast


@st.composite
def updates(draw: st.DrawFn) -> NewUpdate:
    """Draw a sound update."""
    state = draw(st.sampled_from([one for one in DeliveryState if one != DeliveryState.MERGED]))
    confidence = draw(st.sampled_from(["", *Confidence.values()])) if is_live(state) else ""
    reason = draw(st.sampled_from(["No trainer", "No money"])) if needs_reason(confidence) else ""
    return NewUpdate(state.value, confidence, "A sentence", reason)


@given(updates(), updates(), updates())
def test_what_only_one_of_them_changed_is_kept(base: NewUpdate, theirs: NewUpdate, mine: NewUpdate) -> None:
    was, now, said = said_by(base), said_by(theirs), said_by(mine)
    merged = merged_with(was, now, mine)
    if merged.clashes:
        assert all(now[clash.name] != said[clash.name] for clash in merged.clashes)
        return
    both = said_by(as_merged(mine, merged))
    for name in SAID:
        assert merged.values[name] == (now[name] if said[name] == was[name] else said[name])
    assert set(both) == set(SAID)


@given(updates(), updates())
def test_still_true_never_changes_anything(base: NewUpdate, theirs: NewUpdate) -> None:
    merged = merged_with(said_by(base), said_by(theirs), NewUpdate("", still_true=True))
    assert (merged.values, merged.clashes) == (said_by(theirs), ())


def say(cast: Cast, update: NewUpdate, version: int = 1, who: str = "colin") -> ProgressUpdate:
    by = getattr(cast, who).pk
    return record_update(
        action_id=cast.police_action.pk, expected_version=version, update=update, by=by, submission_key=None
    )


def now(cast: Cast) -> Action:
    return Action.objects.get(pk=cast.police_action.pk)


BEGUN = NewUpdate("in_progress", "on_track", "Begun")


def test_a_sentence_beside_a_new_state_keeps_both(cast: Cast) -> None:
    say(cast, BEGUN, who="olive")
    row = say(cast, NewUpdate("not_started", "", "A room is found"))
    assert (row.delivery_state, row.confidence, row.narrative) == ("in_progress", "on_track", "A room is found")
    assert row.beside == ("delivery_state", "confidence")
    assert ProgressUpdate.objects.count() == 2


def test_the_same_state_with_two_sentences_is_two_updates(cast: Cast) -> None:
    say(cast, BEGUN, who="olive")
    assert say(cast, NewUpdate("in_progress", "on_track", "Also begun")).beside == ("delivery_state", "confidence")
    assert now(cast).version == 3


def test_different_confidence_is_a_conflict_with_what_it_was(cast: Cast) -> None:
    say(cast, BEGUN, who="olive")
    with pytest.raises(StaleSave) as refused:
        say(cast, NewUpdate("in_progress", "at_risk", "Late", "No trainer"))
    assert [(one.name, one.base, one.theirs, one.mine) for one in refused.value.clashes] == [
        ("confidence", "", "on_track", "at_risk")
    ]
    assert ProgressUpdate.objects.count() == 1


def test_what_does_not_go_together_is_shown_and_not_saved(cast: Cast) -> None:
    say(cast, NewUpdate("complete", "", "Done"), who="olive")
    with pytest.raises(StaleSave):
        say(cast, NewUpdate("not_started", "at_risk", "Late", "No trainer"))
    assert now(cast).confidence == ""


def test_new_words_in_the_plan_hinder_no_update(cast: Cast) -> None:
    edit_action(action_id=cast.police_action.pk, expected_version=1, changes={"text": "New words"}, by=cast.olive.pk)
    assert say(cast, BEGUN).beside == ("text",)
    assert (now(cast).text, now(cast).delivery_state) == ("New words", "in_progress")


def test_still_true_is_not_said_of_what_was_not_seen(cast: Cast) -> None:
    say(cast, BEGUN, who="olive")
    with pytest.raises(StaleSave):
        still_true(action_id=cast.police_action.pk, expected_version=1, by=cast.colin.pk, submission_key=None)


def test_two_who_say_still_true_are_both_heard(cast: Cast) -> None:
    for who in (cast.olive, cast.colin):
        still_true(action_id=cast.police_action.pk, expected_version=1, by=who.pk, submission_key=None)
    assert set(ProgressUpdate.objects.values_list("by", "still_true")) == {(cast.olive.pk, True), (cast.colin.pk, True)}


def test_without_history_a_late_update_is_shown(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_actionevent")
    say(cast, BEGUN, who="olive")
    assert action_at(cast.police_action.pk, 1) is None
    with pytest.raises(StaleSave):
        say(cast, BEGUN)


def send(client: Client, cast: Cast, **typed: Any) -> HttpResponse:
    good = {"version": 1, "delivery_state": "not_started", "confidence": "", "narrative": "A room is found"}
    return client.post(f"/actions/{cast.police_action.pk}/updates/add/", {**good, **typed}, follow=True)


@pytest.fixture
def colin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.colin)
    return client


def test_the_page_says_that_both_are_kept(colin: Client, cast: Cast) -> None:
    say(cast, BEGUN, who="olive")
    text = send(colin, cast).content.decode()
    assert "Somebody else changed “How far it has come”, “Confidence” while you were writing; both are kept." in text


def test_after_a_conflict_what_only_they_changed_stays(colin: Client, cast: Cast) -> None:
    say(cast, BEGUN, who="olive")
    answer = send(colin, cast, confidence="at_risk", reason="No trainer")
    assert answer.status_code == 409
    form = answer.context["form"]
    assert (form["delivery_state"].value(), form["confidence"].value()) == ("in_progress", "at_risk")
    again = {
        name: form[name].value() for name in ("version", "submission_key", "delivery_state", "confidence", "reason")
    }
    send(colin, cast, **again)
    assert (now(cast).delivery_state, now(cast).confidence) == ("in_progress", "at_risk")
