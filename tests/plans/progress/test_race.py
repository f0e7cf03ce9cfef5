"""Several people save the same action at the same moment: one wins, nobody's words vanish."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from plans.models import Action, Plan, ProgressUpdate
from plans.planning.operations import StaleSave, add_action, add_actions, edit_action
from plans.planning.rules.actions import NewAction
from plans.progress.operations import record_update
from plans.progress.rules import NewUpdate
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run the jobs at the same moment, each on its own connection; an exception is a result too."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(10)
            return job()
        except StaleSave as stale:
            return stale
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def say(cast: Cast, words: str, key: UUID | None = None, reason: str = "") -> ProgressUpdate:
    return record_update(
        action_id=cast.police_action.pk,
        expected_version=1,
        update=NewUpdate("in_progress", "at_risk" if reason else "on_track", words, reason=reason),
        by=cast.colin.pk,
        submission_key=key,
    )


def test_of_eight_who_disagree_at_once_one_wins_and_seven_are_told(cast: Cast) -> None:
    results = at_once(*(lambda n=n: say(cast, "Stuck", reason=f"Reason {n}") for n in range(8)))
    won = [one for one in results if isinstance(one, ProgressUpdate)]
    told = [one for one in results if isinstance(one, StaleSave)]
    assert len(won) == ProgressUpdate.objects.count() == 1
    assert [[clash.name for clash in one.clashes] for one in told] == [["reason"]] * 7
    assert Action.objects.get(pk=cast.police_action.pk).version == 2


def test_of_eight_who_say_different_sentences_at_once_every_word_is_kept(cast: Cast) -> None:
    at_once(*(lambda n=n: say(cast, f"Words {n}") for n in range(8)))
    said = ProgressUpdate.objects.values_list("narrative", flat=True)
    assert sorted(said) == [f"Words {n}" for n in range(8)]
    assert Action.objects.get(pk=cast.police_action.pk).version == 9


def test_one_form_sent_twice_at_once_makes_one_row_and_both_are_thanked(cast: Cast) -> None:
    key = uuid4()
    first, second = at_once(*(lambda: say(cast, "Same words", key) for _ in "ab"))
    assert first == second == ProgressUpdate.objects.get()


def test_an_edit_and_an_update_at_once_are_both_kept(cast: Cast) -> None:
    results = at_once(
        lambda: say(cast, "Begun"),
        lambda: edit_action(
            action_id=cast.police_action.pk,
            expected_version=1,
            changes={"text": "New words"},
            by=cast.olive.pk,
            seen={"text": cast.police_action.text},
        ),
    )
    action = Action.objects.get(pk=cast.police_action.pk)
    assert not any(isinstance(one, StaleSave) for one in results)
    assert (action.text, action.delivery_state, action.version) == ("New words", "in_progress", 3)


def test_one_new_action_sent_twice_at_once_is_one_action(cast: Cast) -> None:
    key = uuid4()
    new = NewAction(text="Once")
    at_once(*(lambda: add_action(plan_id=cast.plan.pk, action=new, by=None, submission_key=key) for _ in "ab"))
    assert Action.objects.filter(text="Once").count() == 1


def test_two_bulk_additions_at_once_keep_their_order_and_share_their_themes(cast: Cast) -> None:
    rows = [NewAction(text=f"Action {n}", theme="Recovery") for n in range(20)]
    at_once(*(lambda: add_actions(plan_id=cast.plan.pk, rows=rows, by=None) for _ in "ab"))
    positions = list(cast.plan.actions.values_list("position", flat=True))
    assert positions == list(range(1, 43))
    assert cast.plan.themes.filter(title="Recovery").count() == 1
    assert Plan.objects.get(pk=cast.plan.pk).change_mark == 3
