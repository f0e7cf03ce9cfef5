"""An update is one more row, and the action follows it."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import InternalError, transaction

from areas.models import AuditEntry
from plans.models import Action, ProgressUpdate
from plans.planning.operations import StaleSave
from plans.progress.operations import record_update, still_true
from plans.progress.rules import Hand, NewUpdate, UpdateRefused
from tests.cast import Cast

NOVEMBER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BEGUN = NewUpdate("in_progress", "on_track", "Trained 40 officers")
AT_RISK = NewUpdate("in_progress", "at_risk", "Two trainers left", reason="No trainers until June")


def send(cast: Cast, update: NewUpdate, version: int = 1, key: UUID | None = None, **more: object) -> ProgressUpdate:
    return record_update(
        action_id=cast.police_action.pk,
        expected_version=version,
        update=update,
        by=cast.colin.pk,
        submission_key=key or uuid4(),
        at=NOVEMBER,
        **more,
    )


def test_the_action_takes_over_what_the_update_says(cast: Cast) -> None:
    send(cast, AT_RISK)
    action = Action.objects.get(pk=cast.police_action.pk)
    assert (action.delivery_state, action.confidence) == ("in_progress", "at_risk")
    assert (action.reason, action.last_heard_at, action.version) == ("No trainers until June", NOVEMBER, 2)


def test_an_update_belongs_to_its_quarter_and_person(cast: Cast) -> None:
    row = send(cast, BEGUN)
    assert (row.period, row.by, row.narrative) == ("2026-27-Q3", cast.colin, "Trained 40 officers")


def test_a_reason_goes_when_the_action_is_back_on_track(cast: Cast) -> None:
    send(cast, AT_RISK)
    send(cast, NewUpdate("in_progress", "on_track", "Trainers found", reason="No trainers"), version=2)
    assert Action.objects.get(pk=cast.police_action.pk).reason == ""


def test_an_update_written_for_an_earlier_day_does_not_turn_back_the_clock(cast: Cast) -> None:
    send(cast, BEGUN)
    record_update(
        action_id=cast.police_action.pk,
        expected_version=2,
        update=BEGUN,
        by=None,
        submission_key=None,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert Action.objects.get(pk=cast.police_action.pk).last_heard_at == NOVEMBER


def test_a_form_sent_twice_makes_one_row(cast: Cast) -> None:
    key = uuid4()
    assert send(cast, BEGUN, key=key) == send(cast, BEGUN, key=key)
    assert ProgressUpdate.objects.count() == 1


def test_other_words_under_an_old_key_and_version_are_refused_not_dropped(cast: Cast) -> None:
    key = uuid4()
    send(cast, BEGUN, key=key)
    with pytest.raises(StaleSave):
        send(cast, AT_RISK, key=key)


def test_a_used_key_on_a_fresh_version_makes_a_new_row(cast: Cast) -> None:
    key = uuid4()
    send(cast, BEGUN, key=key)
    assert send(cast, AT_RISK, version=2, key=key).submission_key is None


def test_a_stale_update_is_refused_with_the_action_as_it_is(cast: Cast) -> None:
    send(cast, AT_RISK)
    with pytest.raises(StaleSave) as refused:
        send(cast, BEGUN)
    assert refused.value.current.confidence == "at_risk"
    assert ProgressUpdate.objects.count() == 1


def test_an_unsound_update_changes_nothing(cast: Cast) -> None:
    with pytest.raises(UpdateRefused):
        send(cast, NewUpdate("in_progress", "off_track", "Stuck"))
    assert Action.objects.get(pk=cast.police_action.pk).version == 1


def test_a_contributor_s_hand_does_not_withdraw(cast: Cast) -> None:
    with pytest.raises(UpdateRefused):
        send(cast, NewUpdate("withdrawn", "", "Not ours"), hand=Hand.LEAD)


def test_an_action_is_merged_into_another_of_the_same_plan(cast: Cast) -> None:
    send(cast, NewUpdate("merged", "", "Joined", merged_into_id=cast.council_action.pk))
    assert Action.objects.get(pk=cast.police_action.pk).merged_into == cast.council_action


def test_an_action_is_not_merged_into_itself(cast: Cast) -> None:
    with pytest.raises(UpdateRefused):
        send(cast, NewUpdate("merged", "", "Joined", merged_into_id=cast.police_action.pk))


def test_still_true_repeats_what_was_said(cast: Cast) -> None:
    send(cast, AT_RISK)
    row = still_true(action_id=cast.police_action.pk, expected_version=2, by=cast.colin.pk, submission_key=uuid4())
    assert (row.still_true, row.confidence, row.reason) == (True, "at_risk", "No trainers until June")


def test_an_update_moves_the_mark_and_stands_in_the_audit(cast: Cast) -> None:
    send(cast, BEGUN)
    cast.plan.refresh_from_db()
    entry = AuditEntry.objects.get(object_kind="action", object_id=cast.police_action.pk)
    assert cast.plan.change_mark == 2
    assert (entry.verb, entry.by, entry.before["delivery_state"]) == ("recorded update", cast.colin, "not_started")


def test_an_update_is_never_changed(cast: Cast) -> None:
    row = send(cast, BEGUN)
    with pytest.raises(InternalError), transaction.atomic():
        ProgressUpdate.objects.filter(pk=row.pk).update(narrative="Something else")
