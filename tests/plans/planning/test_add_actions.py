"""Actions enter a plan one by one or many at once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.models import AuditEntry
from plans.models import Action, Milestone, Theme
from plans.planning.operations import add_action, add_actions
from plans.planning.rules.actions import ActionRefused, NewAction
from tests.cast import Cast


def test_an_action_keeps_its_timescale_and_the_reading_of_it(cast: Cast) -> None:
    new = NewAction(text="Open a crisis café", timescale=" by end of March 2027 ")
    action = add_action(plan_id=cast.plan.pk, action=new, by=cast.olive.pk)
    action.refresh_from_db()
    assert action.timescale == " by end of March 2027 "
    assert (action.timescale_kind, action.due, action.precision) == ("date", date(2027, 3, 31), "month")
    assert action.timescale_reading.startswith("31 March 2027")


def test_several_values_in_a_timescale_become_milestones(cast: Cast) -> None:
    action = add_action(plan_id=cast.plan.pk, action=NewAction(text="x", timescale="Q1 Q3"), by=None)
    steps = list(action.milestones.values_list("text", "due"))
    assert steps == [("Q1", date(2026, 6, 30)), ("Q3", date(2026, 12, 31))]


def test_a_new_action_stands_after_the_last_one(cast: Cast) -> None:
    action = add_action(plan_id=cast.plan.pk, action=NewAction(text="Last"), by=cast.olive.pk)
    assert list(cast.plan.actions.all())[-1] == action


def test_a_form_sent_twice_makes_one_action(cast: Cast) -> None:
    key = uuid4()
    first, second = (
        add_action(plan_id=cast.plan.pk, action=NewAction(text="Once"), by=None, submission_key=key) for _ in "ab"
    )
    assert first == second
    assert Action.objects.filter(text="Once").count() == 1


def test_other_words_under_an_old_key_are_not_lost(cast: Cast) -> None:
    key = uuid4()
    for text in ("One", "Another"):
        add_action(plan_id=cast.plan.pk, action=NewAction(text=text), by=None, submission_key=key)
    assert set(cast.plan.actions.values_list("text", flat=True)) >= {"One", "Another"}


def test_themes_are_made_once_and_in_order_of_mention(cast: Cast) -> None:
    titles = ["Recovery", "urgent and  emergency access", "Training", "recovery"]
    rows = [NewAction(text=title, theme=title) for title in titles]
    actions = add_actions(plan_id=cast.plan.pk, rows=rows, by=None)
    themes = list(Theme.objects.filter(plan=cast.plan).values_list("title", flat=True))
    assert themes == ["Urgent and emergency access", "Recovery", "Training"]
    assert actions[0].theme_id == actions[3].theme_id
    assert actions[1].theme_id == cast.theme.pk


def test_partners_and_standards_are_linked_and_the_lead_is_no_partner(cast: Cast) -> None:
    new = NewAction(
        text="x",
        lead_id=cast.police.pk,
        partner_ids=(cast.trust.pk, cast.police.pk, cast.trust.pk),
        standard_ids=(cast.standard.pk,),
    )
    action = add_action(plan_id=cast.plan.pk, action=new, by=None)
    assert list(action.partners.all()) == [cast.trust]
    assert list(action.standards.all()) == [cast.standard]


def test_one_bad_row_keeps_all_of_them_out(cast: Cast) -> None:
    rows = [NewAction(text="Good"), NewAction(text="Bad", confidence="off_track")]
    with pytest.raises(ActionRefused) as refused:
        add_actions(plan_id=cast.plan.pk, rows=rows, by=None)
    assert refused.value.position == 1
    assert [problem.field for problem in refused.value.problems] == ["reason"]
    assert not Action.objects.filter(text="Good").exists()


def test_adding_many_is_one_entry_in_the_audit(cast: Cast) -> None:
    rows = [NewAction(text=f"Action {n}") for n in range(3)]
    actions = add_actions(plan_id=cast.plan.pk, rows=rows, by=cast.olive.pk)
    entry = AuditEntry.objects.get(object_kind="plan", object_id=cast.plan.pk)
    assert (entry.by, entry.after["actions"]) == (cast.olive, [action.pk for action in actions])


def test_adding_moves_the_plan_s_mark(cast: Cast) -> None:
    add_actions(plan_id=cast.plan.pk, rows=[NewAction(text="x")], by=None)
    cast.plan.refresh_from_db()
    assert cast.plan.change_mark == 2


def _statements(cast: Cast, count: int) -> int:
    rows = [
        NewAction(
            text=f"Action {n}",
            timescale="Q1 Q3",
            theme=f"Theme {count} {n % 5}",
            partner_ids=(cast.trust.pk,),
            standard_ids=(cast.standard.pk,),
        )
        for n in range(count)
    ]
    with CaptureQueriesContext(connection) as queries:
        add_actions(plan_id=cast.plan.pk, rows=rows, by=cast.olive.pk)
    return len(queries)


def test_the_number_of_statements_does_not_grow_with_the_rows(cast: Cast) -> None:
    assert _statements(cast, 10) == _statements(cast, 400)
    assert Milestone.objects.count() == 820
